/** @jest-environment jsdom */
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import AlarmsPage from '../../miniprogram/src/desk/pages/alarms/index.tsx'
import QueuePage from '../../miniprogram/src/desk/pages/queue/index.tsx'
import { alarmWords } from '../../miniprogram/src/desk/alarms/words.ts'
import { openPage } from './doubles/hands.tsx'
import { ok, server } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

// A busy machine draws a whole desk more slowly than a second.
configure({ asyncUtilTimeout: 5_000 })

const alarm = (over: object) => ({ id: 'x', kind: 'late', kindWord: '晚了', state: 'open', stateWord: '还没人看', subjectId: 's', raisedAt: '2026-11-22T09:00:00.000Z', dueAt: '2026-11-22T09:10:00.000Z', overdue: false, escalated: 0, abilities: { see: true, close: true }, ...over }) // prettier-ignore
const WANG = { name: '王阿姨', place: '6区9栋', phoneKnown: true, doorKnown: true }
const emergency = (over: object = {}) =>
  alarm({
    id: 'e',
    kind: 'emergency',
    kindWord: '紧急求助',
    raisedAt: new Date(Date.now() - 3 * 60_000).toISOString(),
    about: WANG,
    ...over,
  })

let alarms: Record<string, unknown>[]
const posts = () => server.knocks.filter(({ method }) => method === 'POST')
const reads = (id: string) => server.knocks.filter(({ method, url }) => method === 'GET' && url === `/api/alarms/${id}`)

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
  alarms = []
  const someone = { id: 'zhao', name: '赵老师' }
  const desk = { me: someone, staff: [someone], counts: { byStatus: {}, late: 0, urgent: 0, mine: 0 }, zones: [] }
  server.answers.set('GET /api/alarms', () => ok({ items: alarms, nextCursor: null }))
  server.answers.set('GET /api/desk', () => ok(desk))
  server.answers.set('GET /api/requests', () => ok({ items: [], nextCursor: null }))
  server.answers.set('GET /api/alarms/e', () => ok({ ...emergency(), text: '紧急！', said: '我摔倒了起不来' }))
  for (const id of ['e', 'x']) server.answers.set(`POST /api/alarms/${id}/seen`, () => ok(alarm({ id, state: 'seen' })))
})
afterEach(cleanup)

async function open(Page: () => JSX.Element) {
  openPage(Page)
  await screen.findByRole('navigation')
}

describe('alarms', () => {
  it('stand above every page, danger in red and first: who, where, since when, taken by one tap', async () => {
    alarms = [alarm({}), emergency()]
    await open(QueuePage)
    const bar = await screen.findByRole('alert')
    expect(bar.className).toContain('is-emergency')
    for (const said of [alarmWords.barEmergency(1), '王阿姨 · 6区9栋', '3 分钟前', alarmWords.barUnseen]) {
      expect(bar.textContent).toContain(said)
    }
    fireEvent.click(within(bar).getByRole('button', { name: alarmWords.see }))
    await waitFor(() => expect(posts().map(({ url }) => url)).toEqual(['/api/alarms/e/seen']))
  })

  it('are seen and closed; the words open only when asked for, and the request is one tap away', async () => {
    alarms = [
      alarm({ code: 'A101' }),
      alarm({ id: 'g', kind: 'gateway_down', kindWord: '群助手掉线', raisedAt: '2026-11-22T08:00:00.000Z' }),
    ]
    server.answers.set('GET /api/alarms/x', () => ok({ ...alarm({}), text: '九区4栋，晚了' }))
    await open(AlarmsPage)
    const cards = await screen.findAllByRole('listitem')
    const late = within(cards[1] as HTMLElement)
    expect(within(cards[0] as HTMLElement).getByText(alarmWords.about.gateway_down ?? '')).toBeTruthy()
    expect(reads('x')).toEqual([])
    fireEvent.click(late.getByRole('button', { name: alarmWords.words }))
    await late.findByText('九区4栋，晚了')
    fireEvent.click(late.getByRole('button', { name: alarmWords.see }))
    await waitFor(() => expect(posts().map(({ url }) => url)).toEqual(['/api/alarms/x/seen']))
    fireEvent.click(late.getByRole('button', { name: alarmWords.request }))
    expect(phone.visited).toEqual(['/desk/pages/board/index?code=A101'])
  })
})

describe('an emergency', () => {
  it('shows at once who, where and what was said; it is rung by one tap', async () => {
    alarms = [emergency()]
    server.answers.set('POST /api/alarms/e/contact', ({ data }) =>
      ok(data?.what === 'phone' ? { phone: '13812345678' } : { address: { zone: '6', building: '9', room: '402' } }),
    )
    await open(AlarmsPage)
    const card = within(await screen.findByRole('listitem'))
    card.getByText('王阿姨 · 6区9栋')
    await card.findByText('“我摔倒了起不来”')
    card.getByText(/3 分钟前/)
    fireEvent.click(card.getByRole('button', { name: '☎ 打给王阿姨' }))
    await waitFor(() => expect(phone.called).toEqual(['13812345678']))
  })

  it('keeps the door behind a tap of its own, which the server writes down', async () => {
    alarms = [emergency()]
    server.answers.set('POST /api/alarms/e/contact', () =>
      ok({ address: { zone: '6', building: '9', unit: '2', room: '402' } }),
    )
    await open(AlarmsPage)
    const card = within(await screen.findByRole('listitem'))
    card.getByText(alarmWords.recorded)
    expect(screen.queryByText(/402/)).toBeNull()
    fireEvent.click(card.getByRole('button', { name: alarmWords.door }))
    await card.findByText('6区9栋2单元402室')
    expect(posts().map(({ url, data }) => [url, data])).toEqual([['/api/alarms/e/contact', { what: 'door' }]])
  })

  it('says what is not known, and offers no way that leads nowhere', async () => {
    alarms = [emergency({ about: { name: '小唐', phoneKnown: false, doorKnown: false } })]
    await open(AlarmsPage)
    const card = within(await screen.findByRole('listitem'))
    card.getByText(`小唐 · ${alarmWords.noPlace} · ${alarmWords.noPhone}`)
    expect(card.queryByRole('button', { name: /☎/ })).toBeNull()
    expect(card.queryByRole('button', { name: alarmWords.door })).toBeNull()
  })

  it('opens its words again by a tap where the line was down', async () => {
    alarms = [emergency()]
    server.answers.set('GET /api/alarms/e', () => ({ statusCode: 503, data: { error: 'unavailable', message: '系统正在恢复。' } }))
    await open(AlarmsPage)
    await screen.findByText('系统正在恢复。')
    server.answers.set('GET /api/alarms/e', () => ok({ ...emergency(), text: '紧急！', said: '我摔倒了' }))
    fireEvent.click(screen.getByRole('button', { name: alarmWords.words }))
    await screen.findByText('“我摔倒了”')
  }) // prettier-ignore
})
