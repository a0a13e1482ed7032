/** @jest-environment jsdom */
import { cleanup, screen, waitFor } from '@testing-library/react'
import FormPage from '../../miniprogram/src/requests/pages/form/index.tsx'
import { requestWords as words } from '../../miniprogram/src/requests/words.ts'
import { openAsWang, openPage, tap, write } from './doubles/hands.tsx'
import { aRequest, server } from './doubles/server.ts'
import { aMe, aWhole, STATION } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const LAST = {
  kind: 'groceries',
  items: [{ name: '西红柿', quantity: 2, unit: '斤' }, { name: '盐' }],
  note: '要嫩的',
  budgetFen: 1_550,
}
const SAME = '和上次一样：西红柿2斤、盐1份，要嫩的，15.5元以内'

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  jest.useFakeTimers({ now: new Date('2026-11-22T10:00:00'), doNotFake: ['setTimeout', 'setImmediate', 'queueMicrotask', 'nextTick'] })
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.fixed = {
    'GET /api/me': aMe(), 'GET /api/me/station': STATION, 'POST /api/me/requests/form': { reply: '好。', request: aWhole() },
    'GET /api/me/orders': { last: [LAST], oftenBought: [{ name: '莜面', unit: '斤' }] },
  }
}) // prettier-ignore
afterEach(() => {
  cleanup()
  jest.useRealTimers()
})

async function begin(tile: string): Promise<void> {
  openPage(FormPage, { tile })
  await screen.findByRole('button', { name: words.send })
}
const sent = () => server.knocks.filter(({ url }) => url === '/api/me/requests/form').map(({ data }) => data)
const readBack = () => document.querySelector('.bar-readback')?.textContent

it('takes the same as the last time by one tap, and takes it back by another', async () => {
  await begin('groceries')
  await screen.findByRole('button', { name: SAME })
  expect(readBack()).toBe('您看一遍：还没选要什么。今天，送到我家：6区9栋2单元4楼。')
  tap(SAME)
  expect(readBack()).toBe('您看一遍：西红柿2斤、盐1份，要嫩的，15.5元以内。今天，送到我家：6区9栋2单元4楼。')
  tap(SAME)
  expect(readBack()).toContain(words.nothingYet)
  tap(SAME)
  tap(words.send)
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]).toMatchObject({
    items: [
      { name: '西红柿', quantity: 2, unit: '斤' },
      { name: '盐', quantity: 1, unit: '份' },
    ],
    note: '要嫩的',
    budgetFen: 1_550,
    agreed: true,
  })
})

it('offers first what is often bought here, in the unit in which it is bought here', async () => {
  await begin('groceries')
  await screen.findByRole('button', { name: '莜面' })
  tap('莜面')
  expect(readBack()).toContain('莜面1斤')
  const goods = [...document.querySelectorAll('.goods .option-word')].map(({ textContent }) => textContent)
  expect(goods.slice(0, 2)).toEqual(['莜面', '米'])
})

it('asks nothing of the last time where there was none of this kind, and goes on without the answer', async () => {
  await begin('repair')
  expect(screen.queryByRole('button', { name: /和上次一样/ })).toBeNull()
  cleanup()
  server.fixed['GET /api/me/orders'] = { statusCode: 500, data: { error: 'internal', message: '', fields: [] } }
  await begin('groceries')
  tap('米')
  expect(readBack()).toContain('米1袋')
})

it('reads back every choice at once: when, for whom, where to, how many, who had better come', async () => {
  await begin('repair')
  expect(readBack()).toBe('您看一遍：家里修东西。今天，到我家：6区9栋2单元4楼。')
  tap('灯不亮')
  tap('妈妈')
  tap(words.helperCount(2))
  tap('女的')
  tap('蒙语')
  tap('另选时间')
  write(words.day, '2026-11-24')
  write(words.hour, '08:30')
  expect(readBack()).toBe('您看一遍：家里修东西，灯不亮。11月24日08:30，给妈妈，到妈妈家，2个人，想请女的、会说蒙语。')
  tap(words.someoneElse)
  expect(readBack()).toContain(words.placeNeeded)
})

it('goes on where it was left under the same tile, and begins anew under another one', async () => {
  await begin('groceries')
  tap('米')
  cleanup()
  await begin('groceries')
  expect(readBack()).toContain('米1袋')
  cleanup()
  await begin('repair')
  expect(readBack()).not.toContain('米')
})

it('shows on the first page how far it is, one tap from there; nothing where nothing is under way', async () => {
  const going = aRequest({ status: 'accepted', statusWord: '有人接' })
  server.requests = [going, aRequest({ code: 'A101', status: 'done', statusWord: '办好' })]
  server.fixed = {}
  await openAsWang()
  await screen.findByRole('button', { name: words.oneUnderWay('有人接') })
  tap(words.oneUnderWay('有人接'))
  expect(phone.visited).toEqual(['/requests/pages/one/index?code=A102'])
  cleanup()
  server.requests = [going, { ...going, code: 'A103' }]
  await openAsWang()
  await screen.findByRole('button', { name: words.severalUnderWay(2) })
  cleanup()
  server.requests = [aRequest({ status: 'done', statusWord: '办好' })]
  await openAsWang()
  await screen.findByText('米一袋')
  expect(screen.queryByRole('button', { name: /正在办的事/ })).toBeNull()
})

it('is for what has no name by one sentence, and for what has one by a tap that can be taken back', async () => {
  await begin('other')
  tap('交水电费')
  expect(readBack()).toContain('代办跑腿，交水电费')
  tap('交水电费')
  write(words.noteNeeded, '帮我看看电表')
  tap(words.send)
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]).toMatchObject({ kind: 'other', note: '帮我看看电表' })
})
