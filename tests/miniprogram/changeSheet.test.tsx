/** @jest-environment jsdom */
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import OnePage from '../../miniprogram/src/requests/pages/one/index.tsx'
import { requestWords as words } from '../../miniprogram/src/requests/words.ts'
import { addressWords } from '../../miniprogram/src/station/words.ts'
import { knocksAt, openPage, tap, write } from './doubles/hands.tsx'
import { server } from './doubles/server.ts'
import { aMe, aWhole, refusal, STATION } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const ONE = '/api/me/requests/A102'
const may = { change: true, chooseHelpers: true }

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.fixed = { 'GET /api/me': aMe(), 'GET /api/me/station': STATION }
})
afterEach(cleanup)

async function open(request = aWhole({ goods: false, may })) {
  server.fixed[`GET ${ONE}`] = request
  server.fixed[`POST ${ONE}/amendment`] = {
    reply: '好，改好了。',
    request: { ...request, version: request.version + 1 },
  }
  openPage(OnePage, { code: 'A102' })
  await screen.findByRole('button', { name: words.change })
  tap(words.change)
  await screen.findByRole('button', { name: words.someoneElse })
  await within(screen.getByRole('dialog')).findByRole('button', { name: '爱人' })
}
const sent = () => knocksAt('POST', `${ONE}/amendment`).map(({ data }) => data)
async function save() {
  const before = sent().length
  tap(words.saveChange)
  await waitFor(() => expect(sent()).toHaveLength(before + 1))
  return sent().at(-1)
}

it('is for the mother from now on, at her own home, and says so', async () => {
  await open()
  expect(screen.getByRole('button', { name: words.asItIs(words.me) }).getAttribute('aria-pressed')).toBe('true')
  tap('妈妈')
  screen.getByText(words.goesHome('妈妈家'))
  write(words.doorPhone, '13900001111')
  expect(await save()).toEqual({ version: 1, who: { kind: 'member', memberId: 'm1' }, where: { kind: 'member' }, phone: '13900001111' })
}) // prettier-ignore

it('is for a relative without a home on record where it was, or where it is filled in', async () => {
  await open()
  tap('爱人')
  expect(screen.queryByText(/地方也跟着改/)).toBeNull()
  tap(words.elsewhereNow)
  write(addressWords.zone, '7')
  write(addressWords.building, '1')
  expect(await save()).toEqual({
    version: 1,
    who: { kind: 'member', memberId: 'm2' },
    address: { zone: '7', building: '1' },
  })
})

it('is for herself again, at home', async () => {
  await open(aWhole({ beneficiary: '妈妈', may }))
  expect(screen.queryByRole('button', { name: '妈妈' })).toBeNull()
  tap(words.me)
  screen.getByText(words.goesHome(words.homePlain))
  expect(await save()).toEqual({ version: 1, who: { kind: 'me' }, where: { kind: 'home' } })
})

it('names the fault of a name beside it, and keeps what was typed', async () => {
  await open()
  server.fixed[`POST ${ONE}/amendment`] = refusal(400, 'invalid_input', '有几处没填对。', [{ path: 'who.name', message: '写一下是给谁的。' }])
  tap(words.someoneElse)
  write(words.whoName, '1')
  expect(await save()).toEqual({ version: 1, who: { kind: 'other', name: '1' } })
  await screen.findByText('写一下是给谁的。')
  expect(screen.getByLabelText<HTMLInputElement>(words.whoName).value).toBe('1')
}) // prettier-ignore

it('says how many come and who had better come, what is set being chosen; a wish is taken back', async () => {
  const wished = { wish: { gender: 'woman', language: 'mongolian' }, seats: { needed: 2, taken: 0 } } as const
  await open(aWhole({ goods: false, may, ...wished }))
  for (const chosen of [words.helperCount(2), '女的', '蒙语'])
    expect(screen.getByRole('button', { name: chosen }).getAttribute('aria-pressed')).toBe('true')
  tap(words.helperCount(3))
  tap('男的')
  expect(await save()).toEqual({ version: 1, helpersNeeded: 3, wish: { gender: 'man', language: 'mongolian' } })
  cleanup()
  await open(aWhole({ goods: false, may, ...wished }))
  tap('谁都行')
  tap('都行')
  expect(await save()).toEqual({ version: 1, wish: {} })
})

it('asks nobody who comes where goods are brought, or where somebody has said yes already', async () => {
  for (const over of [
    { goods: true, may },
    { goods: false, may: { change: true } },
  ]) {
    await open(aWhole(over))
    expect(screen.queryByRole('button', { name: words.helperCount(2) })).toBeNull()
    cleanup()
  }
})
