/** @jest-environment jsdom */
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import AlarmsPage from '../../miniprogram/src/desk/pages/alarms/index.tsx'
import { words } from '../../miniprogram/src/desk/watch/words.ts'
import { alarmWords } from '../../miniprogram/src/desk/alarms/words.ts'
import { openPage } from './doubles/hands.tsx'
import { ok, server } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

// A busy machine draws a whole desk more slowly than a second.
configure({ asyncUtilTimeout: 5_000 })

const PICTURE = 'data:image/svg+xml;base64,PHN2Zy8+'
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const gateway = (over: object = {}) => ({ id: 'ilink.main', reach: 'private', state: 'online', stateWord: '在线', since: minutesAgo(90), seenAt: minutesAgo(0), ...over }) // prettier-ignore
const code = { picture: PICTURE, since: minutesAgo(3) }

let gateways: { items: object[]; abilities: { scan: boolean } }
let acts: object[]

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
  gateways = { items: [], abilities: { scan: true } }
  acts = []
  const someone = { id: 'zhao', name: '赵老师' }
  const desk = { me: someone, staff: [someone], counts: { byStatus: {}, late: 0, urgent: 0, mine: 0 }, zones: [] }
  server.answers.set('GET /api/alarms', () => ok({ items: [], nextCursor: null }))
  server.answers.set('GET /api/desk', () => ok(desk))
  server.answers.set('GET /api/gateways', () => ok(gateways))
  server.answers.set('GET /api/operator-acts', () => ok({ items: acts }))
})
afterEach(cleanup)

async function open() {
  openPage(AlarmsPage)
  await screen.findByRole('navigation')
  await screen.findByText(alarmWords.emptyTitle)
}
const card = (reach: 'groups' | 'private') => screen.findByLabelText(words.gateways.names[reach])

describe('the assistant at the desk', () => {
  it('says how it stands, in a word and since when', async () => {
    gateways.items = [gateway({ reach: 'groups', id: 'wechaty.main' })]
    await open()
    const shown = within(await card('groups'))
    shown.getByText('在线')
    shown.getByText(words.gateways.since('1 小时前'))
    expect(shown.queryByRole('button')).toBeNull()
  })

  it('shows the code by a tap alone, with its age and what to do with it, and hides it again', async () => {
    gateways.items = [gateway({ code, qr: 'https://one.example' })]
    await open()
    const shown = within(await card('private'))
    expect(shown.queryByRole('img')).toBeNull()
    fireEvent.click(shown.getByRole('button', { name: words.gateways.show.private }))
    expect(shown.getByRole('img', { name: words.gateways.picture.private }).getAttribute('src')).toBe(PICTURE)
    shown.getByText(words.gateways.age('3 分钟前'))
    shown.getByText(words.gateways.how.private)
    fireEvent.click(shown.getByRole('button', { name: words.gateways.hide }))
    expect(shown.queryByRole('img')).toBeNull()
    // The code itself is never written out, and never part of an address.
    expect(document.body.innerHTML).not.toContain('one.example')
    expect(server.knocks.map(({ url }) => url).join()).not.toContain('one.example')
  })

  it('says that it must be scanned anew, and warns whose WeChat it takes', async () => {
    gateways.items = [gateway({ reach: 'groups', state: 'offline', stateWord: '要重新扫码', code })]
    await open()
    const shown = within(await card('groups'))
    shown.getByText('要重新扫码')
    fireEvent.click(shown.getByRole('button', { name: words.gateways.show.groups }))
    shown.getByText(words.gateways.how.groups)
  })

  it('tells whoever waits for a code that it is on its way', async () => {
    gateways.items = [gateway({ state: 'scan', stateWord: '要扫码' })]
    await open()
    within(await card('private')).getByText(words.gateways.noCode)
  })

  it('offers no code to whoever only looks on, and says who can', async () => {
    gateways = { items: [gateway({ state: 'offline', stateWord: '停了' })], abilities: { scan: false } }
    await open()
    const shown = within(await card('private'))
    shown.getByText(words.gateways.askWorker)
    expect(shown.queryByRole('button')).toBeNull()
  })

  it('is not there where no chat is set up, nor while the line is down', async () => {
    await open()
    expect(screen.queryByLabelText(words.gateways.names.groups)).toBeNull()
    expect(screen.queryByLabelText(words.operator.title)).toBeNull()
  })
})

describe('what was done at the machine', () => {
  it('stands at the desk with name, change and reason, and nothing there strikes it off', async () => {
    acts = [
      {
        at: minutesAgo(120),
        person: { id: 'sun', name: '孙师傅' },
        what: '换微信',
        to: '原来的微信退出了',
        reason: '手机丢了',
      },
      { at: minutesAgo(200), person: { id: 'qian', name: '钱老师' }, what: '身份', from: '居民', to: '社工' },
    ]
    await open()
    const shown = within(await screen.findByLabelText(words.operator.title))
    shown.getByText(words.operator.text)
    shown.getByText('孙师傅，换微信：原来的微信退出了')
    shown.getByText(`2 小时前 · ${words.operator.reason('手机丢了')}`)
    shown.getByText('钱老师，身份：居民 → 社工')
    expect(shown.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      words.operator.file,
      words.operator.file,
    ])
    fireEvent.click(shown.getAllByRole('button')[0] as HTMLElement)
    await waitFor(() => expect(phone.visited.at(-1)).toBe('/people/pages/person/index?id=sun'))
  })
})
