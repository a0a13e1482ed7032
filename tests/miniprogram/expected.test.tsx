/** @jest-environment jsdom */
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import QueuePage from '../../miniprogram/src/desk/pages/queue/index.tsx'
import { words as deskWords } from '../../miniprogram/src/desk/words.ts'
import OnePage from '../../miniprogram/src/requests/pages/one/index.tsx'
import { words } from '../../miniprogram/src/words.ts'
import { openAsWang, openPage, tap } from './doubles/hands.tsx'
import { aRequest, server } from './doubles/server.ts'
import { aMe, aWhole, refusal } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const ONE = '/api/me/requests/A102'
const looking = words.unconfirmed(words.states.open)
const open = { status: 'open', statusWord: '找人', step: 1 } as const

let answer: () => void

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.slow = new Promise((done) => (answer = done))
})
afterEach(cleanup)

const dots = () => screen.getByRole('img', { name: /五步里的/ })
const let_ = () => act(async () => answer())

describe('on the request’s own page', () => {
  beforeEach(async () => {
    server.fixed = {
      'GET /api/me': aMe(),
      [`GET ${ONE}`]: aWhole({ may: { confirm: true } }),
      [`POST ${ONE}/confirmation`]: { reply: '好，正在找人。', request: aWhole({ ...open }) },
    }
    openPage(OnePage, { code: 'A102' })
    await screen.findByRole('button', { name: words.confirm })
  })

  it('a tap shows at once where it leads, as not confirmed, and then what the server says', async () => {
    tap(words.confirm)
    await screen.findByText(looking)
    expect(dots().className).toContain('dots-unconfirmed')
    expect(dots().getAttribute('aria-label')).toContain(looking)
    expect(screen.getByRole('button', { name: words.underWay })).toHaveProperty('disabled', true)
    // Whoever reads again behind the answer reads the same.
    server.fixed[`GET ${ONE}`] = aWhole({ ...open })
    await let_()
    await screen.findByText('好，正在找人。')
    expect(screen.queryByText(looking)).toBeNull()
    expect(dots().className).not.toContain('dots-unconfirmed')
  })

  it('what the server says counts, not what was expected', async () => {
    server.fixed[`POST ${ONE}/confirmation`] = { reply: '请社工看一眼。', request: aWhole({ status: 'reviewing', statusWord: '站里在看' }) }
    tap(words.confirm)
    await screen.findByText(looking)
    await let_()
    await screen.findByText('站里在看')
    expect(screen.queryByText(looking)).toBeNull()
  }) // prettier-ignore

  it('what was before comes back with a sentence where it is refused, or nothing comes back', async () => {
    server.fixed[`POST ${ONE}/confirmation`] = refusal(409, 'conflict', '这件事刚有了变化。')
    tap(words.confirm)
    await screen.findByText(looking)
    await let_()
    await screen.findByText('这件事刚有了变化。')
    expect(screen.queryByText(looking)).toBeNull()
    expect(dots().getAttribute('aria-label')).toContain('记下')
    server.slow = new Promise((done) => (answer = done))
    server.line = 'down'
    tap(words.confirm)
    await screen.findByText(looking)
    await let_()
    await screen.findByText(words.notSent)
    expect(screen.queryByText(looking)).toBeNull()
  })
})

it('a card in the list shows it as well, by the sentence that its button says', async () => {
  server.requests = [aRequest({ ...open, abilities: { confirm: false, cancel: false, finish: true, reopen: false } })]
  server.said = { reply: '好。', request: aRequest({ status: 'done', statusWord: '办好了', step: 4 }) }
  await openAsWang()
  tap(await nameOf(/^办好了，/))
  await screen.findByText(words.unconfirmed(words.states.done))
  await let_()
  await screen.findAllByText('办好了')
  expect(screen.queryByText(words.unconfirmed(words.states.done))).toBeNull()
})
async function nameOf(pattern: RegExp): Promise<string> {
  return (await screen.findByRole('button', { name: pattern })).getAttribute('aria-label') ?? ''
}

describe('at the desk', () => {
  const someone = { id: 'wang', name: '王阿姨' }
  const may = { approve: true, reject: true, assign: false, release: false, finish: false, cancel: false, reopen: false, amend: false, own: false, note: false } // prettier-ignore
  const onBoard = {
    code: 'A101', status: 'reviewing', statusWord: '站里在看', step: 0, category: 'produce', kindWord: '送菜', summary: '西红柿', place: '6区9栋', whenWord: '', channelWord: '群里',
    urgent: false, late: false, missing: [], reviewReasons: ['金额偏大'], requester: someone, owner: someone, createdAt: '2026-11-22T10:00:00+08:00', version: 3, abilities: may,
  } // prettier-ignore
  const counts = { byStatus: {}, late: 0, urgent: 0, mine: 0 }
  const deskWith = async (request: object) => {
    server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
    server.fixed = {
      'GET /api/requests': { items: [request], nextCursor: null },
      'GET /api/alarms': { items: [], nextCursor: null },
      'GET /api/desk': { me: someone, staff: [], counts, zones: [] },
      'GET /api/requests/A101/card': { request, items: [], history: [] },
      'GET /api/requests/A101/suggestions': { items: [] },
    }
    openPage(QueuePage)
    return screen.findByRole('region', { name: 'A101' })
  }

  it('board and page show where a decision leads until it is answered', async () => {
    const pane = await deskWith(onBoard)
    server.fixed['POST /api/requests/A101/approval'] = refusal(409, 'conflict', '您看的时候这单有了变化。')
    within(pane).getByRole('button', { name: new RegExp(deskWords.acts.approve) }).click()
    const sheet = await screen.findByRole('dialog')
    within(sheet).getAllByRole('button').at(-1)?.click()
    await waitFor(() => expect(screen.getAllByText(looking)).toHaveLength(2))
    await let_()
    await screen.findByText('您看的时候这单有了变化。')
    expect(screen.queryByText(looking)).toBeNull()
  }) // prettier-ignore

  it('a helper who wants to be relieved stands on the board and on the page', async () => {
    const swapWord = '小何想换一下，正在问别人'
    const pane = await deskWith({ ...onBoard, status: 'accepted', statusWord: '有人接', swapWord })
    expect(screen.getAllByText(swapWord).length).toBeGreaterThan(1)
    within(pane).getByText(swapWord)
  })
})
