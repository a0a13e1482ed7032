/** @jest-environment jsdom */
import type { ComponentType } from 'react'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import HelpingPage from '../../miniprogram/src/dispatch/pages/helping/index.tsx'
import RecordPage from '../../miniprogram/src/dispatch/pages/record/index.tsx'
import TaskPage from '../../miniprogram/src/dispatch/pages/task/index.tsx'
import TermsPage from '../../miniprogram/src/dispatch/pages/terms/index.tsx'
import WayPage from '../../miniprogram/src/dispatch/pages/way/index.tsx'
import { pauseUntil } from '../../miniprogram/src/dispatch/hours.ts'
import { dispatchWords } from '../../miniprogram/src/dispatch/words.ts'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { words } from '../../miniprogram/src/words.ts'
import { openPage, tap } from './doubles/hands.tsx'
import { anOffer, aTask, desk } from './doubles/helperServer.ts'
import { server } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  desk.open()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
})
afterEach(() => {
  cleanup()
  jest.restoreAllMocks()
})

function open(Page: ComponentType, params: Record<string, string> = {}) {
  openPage(Page, params)
}
const see = (text: string | RegExp) => screen.findByText(text)
const storedWay = () => JSON.stringify(phone.storage.get('yimin.way') ?? null)

describe('what I am asked', () => {
  it('says where, what, until when and why me, and opens the errand when I take it', async () => {
    desk.offers = [anOffer()]
    open(HelpingPage)
    await see('你离得近，你今天还没接单。')
    await see('今天11点前')
    tap('我来，〔A102〕')
    await waitFor(() => expect(phone.visited).toEqual(['/dispatch/pages/task/index?code=A102']))
    expect(desk.writes[0]).toMatchObject({
      path: '/api/me/offers/A102/acceptance',
      key: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    })
  })

  it('shows what goes in one trip on one card, takes it whole or one of it, and says what became of it', async () => {
    const stop = (code: string) => ({ code, help: '取送快递', place: '6区9栋' })
    const trip = { word: '2家同一栋楼，顺路一趟办', stops: [stop('A102'), stop('A103')] }
    desk.offers = [anOffer({ code: 'A103', trip })]
    open(HelpingPage)
    await see('2家同一栋楼，顺路一趟办')
    tap('一起，我来，〔A103〕')
    await see('acceptance：好。')
    expect(phone.visited).toEqual([])
    tap('只接这一单，〔A102〕')
    await waitFor(() => expect(phone.visited).toEqual(['/dispatch/pages/task/index?code=A102']))
    expect(desk.writes.map(({ path, body }) => [path, body])).toEqual([
      ['/api/me/offers/A103/acceptance', {}],
      ['/api/me/offers/A102/acceptance', { only: true }],
    ])
  })

  it('tells the one who was too late, and shows what is still open', async () => {
    desk.offers = [anOffer(), anOffer({ code: 'A103', place: '7区2栋' })]
    desk.refusals.acceptance = {
      statusCode: 409,
      error: 'already_taken',
      message: '这单刚有人接了，谢谢你。下一单先问你。',
    }
    open(HelpingPage)
    await see(/7区2栋/)
    desk.offers = desk.offers.slice(1)
    tap('我来，〔A102〕')
    expect((await screen.findByRole('alert')).textContent).toContain('下一单先问你')
    await waitFor(() => expect(screen.queryByRole('button', { name: '我来，〔A102〕' })).toBeNull())
    expect(screen.getByRole('button', { name: '我来，〔A103〕' })).toBeTruthy()
    expect(phone.visited).toEqual([])
  })

  it('takes a no, and a no for today', async () => {
    desk.offers = [anOffer(), anOffer({ code: 'A103' })]
    open(HelpingPage)
    await screen.findByRole('button', { name: '不接，〔A102〕' })
    tap('不接，〔A102〕')
    await see('refusal：好。')
    await waitFor(() => expect(screen.queryByRole('button', { name: '不接，〔A102〕' })).toBeNull())
    fireEvent.click(screen.getByRole('button', { name: dispatchWords.notTonight }))
    await waitFor(() => expect(desk.writes).toHaveLength(2))
    expect(desk.writes.map(({ body }) => body)).toEqual([{}, { notTonight: true }])
  })

  it('says why I cannot take it now, and offers no button for it', async () => {
    const notNow = '你手上还有A101，送完再接，谢谢你。'
    desk.offers = [anOffer({ abilities: { accept: false, refuse: true }, notNow })]
    open(HelpingPage)
    await see(notNow)
    expect(screen.queryByRole('button', { name: '我来，〔A102〕' })).toBeNull()
  })

  it('with nothing to do says what will appear; a pause is named', async () => {
    desk.paused = '明天8点前不问你。'
    open(HelpingPage)
    await see(dispatchWords.noOffersTitle)
    await see('明天8点前不问你。')
  })

  it('is the first page of a helper, not of a resident; whoever helps nobody is told so', async () => {
    open(AskPage)
    await waitFor(() => expect(phone.visited).toEqual(['/dispatch/pages/helping/index']))
    cleanup()
    phone.visited = []
    desk.role = 'resident'
    open(HelpingPage)
    await see(words.notHereTitle)
    expect(server.knocks.some(({ url }) => url === '/api/me/offers')).toBe(false)
  })
})

describe('my way', () => {
  it('is grouped by building, with the reason of its order, and opens one errand', async () => {
    desk.tasks = [aTask(), aTask({ code: 'A105', place: '6区12栋' })]
    open(WayPage)
    await see('按楼排好了，同一栋一趟办完。')
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      '6区9栋',
      '6区12栋',
    ])
    tap('看这一单，〔A105〕')
    expect(phone.visited).toEqual(['/dispatch/pages/task/index?code=A105'])
  })

  it('says what goes in one trip', async () => {
    desk.tasks = [aTask(), aTask({ code: 'A105' })]
    desk.trips = [['A102', 'A105']]
    open(WayPage)
    await see('〔A102〕、〔A105〕是一趟，一起送。')
  })

  it('begins for several at once with one tap', async () => {
    desk.tasks = [aTask(), aTask({ code: 'A105', place: '6区12栋' })]
    open(WayPage)
    fireEvent.click(await screen.findByRole('button', { name: dispatchWords.startAll(2) }))
    await see('好，都告诉了。')
    expect(await screen.findAllByText(dispatchWords.marks.arrive)).toHaveLength(2)
    expect(screen.queryByRole('button', { name: dispatchWords.startAll(2) })).toBeNull()
  })

  it('is laid by while it is in hand, without any phone number, and struck out afterwards', async () => {
    desk.tasks = [aTask()]
    open(WayPage)
    await see(/2单元4楼/)
    expect(storedWay()).toContain('2单元4楼')
    expect(storedWay()).not.toMatch(/138|5678/)
    desk.tasks = []
    act(() => phone.hide())
    act(() => phone.show())
    await see(dispatchWords.wayEmptyTitle)
    expect(storedWay()).toBe('null')
  })

  it('is there without a line, also when the page is opened anew, until it is too old', async () => {
    desk.tasks = [aTask()]
    open(WayPage)
    await see(/2单元4楼/)
    cleanup()
    server.line = 'down'
    open(WayPage)
    await see(words.offlineTitle)
    await see('6区9栋2单元4楼')
    cleanup()
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 13 * 3_600_000)
    open(WayPage)
    await see(words.offlineTitle)
    expect(screen.queryByText(/2单元/)).toBeNull()
    expect(storedWay()).toBe('null')
  })

  it('goes with whoever signs out', async () => {
    desk.tasks = [aTask()]
    open(HelpingPage)
    phone.storage.set('yimin.way', { at: Date.now(), stops: [] })
    await see(dispatchWords.inHand(1))
    tap(words.changePerson)
    await waitFor(() => expect(phone.storage.has('yimin.way')).toBe(false))
  })
})

describe('one errand', () => {
  const openTask = async (over = {}) => {
    desk.tasks = [aTask(over)]
    open(TaskPage, { code: 'A102' })
    await see('6区9栋2单元4楼')
  }

  it('has one main button for the next step, to the hand-over with the code', async () => {
    await openTask()
    tap('我出发了')
    fireEvent.click(await screen.findByRole('button', { name: '我到了' }))
    fireEvent.click(await screen.findByRole('button', { name: '交给对方了' }))
    tap('对一下')
    await see(dispatchWords.codeMissing)
    fireEvent.change(screen.getByLabelText(dispatchWords.codeLabel), { target: { value: '3a728' } })
    tap('对一下')
    await see('handover：好。')
    expect(desk.writes.map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
      ['start', {}],
      ['arrival', {}],
      ['handover', { handoverCode: '3728' }],
    ])
    expect(screen.queryByText(/2单元/)).toBeNull()
  })

  it('shows a wrong code at the field, and takes a reason instead', async () => {
    desk.refusals.handover = {
      statusCode: 400,
      error: 'invalid_input',
      message: '有几处没填对',
      fields: [{ path: 'handoverCode', message: '交接码不对，再问对方一声。' }],
    }
    await openTask({ next: 'handOver' })
    tap('交给对方了')
    fireEvent.change(screen.getByLabelText(dispatchWords.codeLabel), { target: { value: '1111' } })
    tap('对一下')
    await see('交接码不对，再问对方一声。')
    desk.refusals = {}
    tap(dispatchWords.noCode)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: dispatchWords.noCodeSend }).disabled).toBe(true)
    tap('没人在，放门口了')
    tap(dispatchWords.noCodeSend)
    await see('handover：好。')
    expect(desk.writes.at(-1)?.body).toEqual({ withoutCode: 'left_at_door' })
  })

  it('asks for no code where the requester could not be sent one', async () => {
    await openTask({ next: 'handOver', handover: 'word' })
    tap('交给对方了')
    expect(screen.queryByLabelText(dispatchWords.codeLabel)).toBeNull()
    expect(screen.getByRole('button', { name: '当面给了，对方没有码' })).toBeTruthy()
  })

  it('rings the number that is asked for at that moment, and keeps it nowhere', async () => {
    await openTask()
    tap('给王阿姨打电话')
    await waitFor(() => expect(phone.called).toEqual(['13812345678']))
    expect(JSON.stringify([...phone.storage])).not.toMatch(/138|5678/)
  })

  it('that takes longer is put off with one tap, as long as that is allowed', async () => {
    await openTask()
    tap('晚一点到')
    tap('晚半小时')
    await waitFor(() => expect(screen.queryByText('晚半小时')).toBeNull())
    expect(desk.writes).toMatchObject([{ path: '/api/me/tasks/A102/postponement', body: { byMinutes: 30 } }])
  })

  it('that was put off often enough offers it no more', async () => {
    await openTask({ abilities: { call: true, postpone: false, swap: false, exchange: false } })
    expect(screen.queryByRole('button', { name: '晚一点到' })).toBeNull()
  })

  it('is given back with or without a reason', async () => {
    await openTask()
    tap(dispatchWords.giveBack)
    tap('身体不舒服')
    fireEvent.click(screen.getByRole('button', { name: dispatchWords.giveBackSend }))
    await see('release：好。')
    expect(desk.writes.at(-1)).toMatchObject({ path: '/api/me/tasks/A102/release', body: { reason: 'unwell' } })
  })

  it('that I cannot do is asked for by others, and stays mine until somebody says yes', async () => {
    await openTask()
    tap(dispatchWords.swap)
    tap(dispatchWords.swapSend)
    await waitFor(() => expect(desk.writes.at(-1)).toMatchObject({ path: '/api/me/tasks/A102/swap' }))
    await waitFor(() => expect(screen.queryByText(dispatchWords.swapText)).toBeNull())
    cleanup()
    await openTask({ swap: '正在问谁能换。', abilities: { call: true, postpone: true, swap: false, exchange: false } })
    expect(screen.queryByRole('button', { name: dispatchWords.swap })).toBeNull()
    tap(dispatchWords.keep)
    await waitFor(() => expect(desk.writes.at(-1)).toMatchObject({ path: '/api/me/tasks/A102/keep' }))
  })

  it('is exchanged with somebody who fits: one tap asks, in area and kind alone', async () => {
    desk.partners = [{ code: 'A105', who: '小何', word: '3区，取送快递' }]
    await openTask({ abilities: { call: true, photo: true, postpone: true, swap: true, exchange: true } })
    tap(dispatchWords.exchange)
    await see('3区，取送快递')
    tap(dispatchWords.exchangeWith('小何'))
    await waitFor(() =>
      expect(desk.writes.at(-1)).toMatchObject({ path: '/api/me/tasks/A102/exchange', body: { with: 'A105' } }),
    )
    await waitFor(() => expect(screen.queryByText('3区，取送快递')).toBeNull())
    cleanup()
    desk.partners = []
    await openTask({ abilities: { call: true, photo: true, postpone: true, swap: true, exchange: true } })
    tap(dispatchWords.exchange)
    await see(dispatchWords.exchangeNobody)
  })

  it.each([
    [dispatchWords.exchangeYes, true],
    [dispatchWords.exchangeNo, false],
  ])('that a fellow would have for his is answered with one tap: %s', async (word, yes) => {
    await openTask({ proposals: [{ code: 'A105', word: '小何想跟你对换：你去3区，取送快递，这单归对方。' }] })
    await see('小何想跟你对换：你去3区，取送快递，这单归对方。')
    tap(word)
    await waitFor(() => expect(desk.writes.at(-1)).toMatchObject({ body: { with: 'A105', yes } }))
    expect(desk.writes.at(-1)?.path).toBe('/api/me/tasks/A102/exchange/answer')
    if (yes) await see('answer：好。')
  })

  it('that is not mine any more says so and shows nothing of it', async () => {
    open(TaskPage, { code: 'A102' })
    await see(dispatchWords.taskGone.title)
    expect(screen.queryByText(/单元/)).toBeNull()
  })
})

describe('my terms and my record', () => {
  it('are chosen, said as a whole and kept', async () => {
    open(TermsPage)
    fireEvent.click(await screen.findByRole('button', { name: '取送快递' }))
    tap('6区')
    tap(dispatchWords.addHours)
    fireEvent.change(screen.getByLabelText(dispatchWords.to(1)), { target: { value: '20:30' } })
    tap(dispatchWords.save)
    await see(words.saved)
    expect(desk.writes[0]?.body).toEqual({
      version: 0,
      skills: ['produce', 'parcel'],
      zones: ['6'],
      freeHours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '20:30' }],
    })
  })

  it('say who she is and what she speaks where she wants to, and take it back by the same tap', async () => {
    open(TermsPage)
    const pressed = (word: string) => screen.getByRole('button', { name: word }).getAttribute('aria-pressed')
    await screen.findByRole('button', { name: dispatchWords.save })
    const [woman, man] = ['女', '男']
    tap(man)
    tap(woman)
    tap('蒙语')
    tap('手语')
    tap('蒙语')
    expect([woman, man, '蒙语', '手语'].map(pressed)).toEqual(['true', 'false', 'false', 'true'])
    tap(dispatchWords.save)
    await see(words.saved)
    expect(desk.writes[0]?.body).toMatchObject({ gender: 'woman', languages: ['sign'] })
    tap(woman)
    tap('手语')
    expect([woman, '手语'].map(pressed)).toEqual(['false', 'false'])
  })

  it('name what the server refused, at its place', async () => {
    desk.refusals['helper-terms'] = {
      statusCode: 400,
      error: 'invalid_input',
      message: '有几处没填对',
      fields: [{ path: 'skills.0', message: '这一项要站里给你登记，打站里电话就行。' }],
    }
    open(TermsPage)
    fireEvent.click(await screen.findByRole('button', { name: dispatchWords.save }))
    await see('这一项要站里给你登记，打站里电话就行。')
  })

  it('a rest ends at eight in the morning in Shanghai', () => {
    const at = Date.parse('2026-11-22T23:30:00+08:00')
    expect(Date.parse(pauseUntil('morning', at))).toBe(Date.parse('2026-11-23T08:00:00+08:00'))
    expect(Date.parse(pauseUntil('week', at))).toBe(Date.parse('2026-11-29T08:00:00+08:00'))
  })

  it('shows what counts, and names silence as what it is', async () => {
    const at = '2026-11-22T10:00:00+08:00'
    desk.record = {
      months: [{ month: '2026-11', tasks: 1, minutes: 75 }],
      items: [
        { code: 'A102', help: '送菜', at, day: '今天', minutes: 75, verifiedBy: 'code', verdict: '交接码对上了' },
        { code: 'A101', help: '跑腿', at, day: '昨天', minutes: 0, verdict: '对方没回话，先不算时长' },
      ],
      rule: '只算确认过的。',
    }
    open(RecordPage)
    await see('1单，1小时15分钟')
    await see('对方没回话，先不算时长')
    await see(dispatchWords.countsNot)
  })
})
