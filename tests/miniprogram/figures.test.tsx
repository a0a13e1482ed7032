/** @jest-environment jsdom */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { words as appWords } from '../../miniprogram/src/words.ts'
import FiguresPage from '../../miniprogram/src/reports/pages/figures/index.tsx'
import { words } from '../../miniprogram/src/reports/words.ts'
import { knocksAt, openPage, tap } from './doubles/hands.tsx'
import { server } from './doubles/server.ts'
import type { Answer } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const figures = {
  period: { word: '今天', from: '2026-11-22T00:00:00+08:00', to: '2026-11-23T00:00:00+08:00' },
  total: 3,
  carriedOver: 2,
  byKind: [{ category: 'produce', word: '买菜送菜', count: 3 }],
  byStatus: [{ status: 'open', word: '找人', count: 3 }],
  byWait: [
    { wait: 'within10', word: '10分钟内', count: 20 },
    { wait: 'within30', word: '10到30分钟', count: 1 },
    { wait: 'longer', word: '1天以上', count: 0 },
  ],
  byOutcome: [{ outcome: 'silence', word: '没回话算办好', count: 4 }],
  byDay: [] as { day: string; word: string; count: number }[],
  acceptance: { count: 3 },
  completion: { done: 0, bySilence: 0, cancelled: 0, rejected: 0, reopened: 0 },
  satisfaction: { answers: 0, asked: 0 },
  followUp: { answers: 0, asked: 0 },
  late: { count: 1, promised: 2 },
  notServed: { buildings: 1, items: [{ word: '7区2栋', residentsWord: '不到5位' }] },
  served: {
    buildings: 2,
    items: [
      { word: '7区3栋', askersWord: '求助过的不到5位' },
      { word: '7区1栋', askersWord: '6位求助过，18位没有', askersPercent: 25 },
    ],
  },
  helpers: { count: 6, accepted: 20, top: 1, topPercent: 50 },
}
const month = {
  ...figures,
  total: 9,
  byDay: [
    { day: '2026-11-01', word: '11月1日', count: 0 },
    { day: '2026-11-02', word: '11月2日', count: 7 },
    { day: '2026-11-03', word: '11月3日', count: 2 },
  ],
  satisfaction: {
    answers: 6,
    asked: 8,
    responsePercent: 75,
    average: 4.5,
    stars: [5, 4, 3, 2, 1].map((stars) => ({ stars, word: `${stars}分`, count: stars === 5 ? 6 : 0 })),
  },
}

const usual = server.answer
const ok = (data: unknown): Answer => ({ statusCode: 200, data: JSON.parse(JSON.stringify(data)) })
const fault = (statusCode: number, error: string): Answer => ({ statusCode, data: { error, message: '不行' } })
let answerOfReports: () => Answer | undefined

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  answerOfReports = () => undefined
  server.answer = async (knock) => {
    server.knocks.push(knock)
    await Promise.resolve()
    const path = knock.url.split('?')[0] ?? ''
    if (path === '/api/hello') return ok(server.hello)
    if (path === '/api/me')
      return ok({ spokenTo: '郑站长', secondFactorNeeded: false, abilities: { askForHelp: true, seeQueue: true } })
    if (path === '/api/reports/today') return answerOfReports() ?? ok(figures)
    if (path === '/api/reports/month') return answerOfReports() ?? ok(month)
    return fault(404, 'not_found')
  }
})
afterEach(() => {
  jest.useRealTimers()
  cleanup()
  server.answer = usual
})

const section = (name: string) => within(screen.getByRole('group', { name }))
const lengthOf = (line: HTMLElement) => line.querySelector('.bar-fill')?.className
const openMonth = async () => {
  openPage(FiguresPage)
  await screen.findByText(words.count(3), { selector: '.figure-large' })
  const select = screen.getByLabelText<HTMLSelectElement>(words.span)
  const value = select.options[1]?.value ?? ''
  fireEvent.change(select, { target: { value } })
  await screen.findByText(words.count(9), { selector: '.figure-large' })
  return value
}

it('the figures show numbers with words, and say where there are too few', async () => {
  openPage(FiguresPage)
  await screen.findByText(words.count(3), { selector: '.figure-large' })
  expect(screen.getByLabelText(words.barLabel('买菜送菜', 3))).toBeTruthy()
  expect(screen.getAllByText(words.tooFew).length).toBeGreaterThan(2)
  expect(screen.getByText('50%')).toBeTruthy()
  expect(screen.getByText('7区2栋')).toBeTruthy()
})

it('a month is asked for by its name', async () => {
  const value = await openMonth()
  expect(knocksAt('GET', '/api/reports/month')[0]?.url).toBe(`/api/reports/month?month=${value}`)
})

describe('bars', () => {
  it('are as long as their numbers, never too short to be seen, and not there for nothing', async () => {
    openPage(FiguresPage)
    await screen.findByText('10分钟内')
    expect(lengthOf(screen.getByLabelText(words.barLabel('10分钟内', 20)))).toBe('bar-fill bar-20')
    expect(lengthOf(screen.getByLabelText(words.barLabel('10到30分钟', 1)))).toBe('bar-fill bar-1')
    expect(lengthOf(screen.getByLabelText(words.barLabel('1天以上', 0)))).toBeUndefined()
    expect(screen.getByLabelText(words.barLabel('没回话算办好', 4)).textContent).toBe('没回话算办好4')
  })

  it('of the answers stand beside how many answered', async () => {
    await openMonth()
    const satisfaction = section(words.satisfaction)
    expect(satisfaction.getByLabelText(words.starsLabel('5分', 6))).toBeTruthy()
    expect(satisfaction.getByText('75%')).toBeTruthy()
  })

  it('of buildings say in words what they may not show', async () => {
    openPage(FiguresPage)
    await screen.findByText('7区3栋')
    const untold = screen.getByLabelText(words.askersLabel('7区3栋', '求助过的不到5位'))
    expect(lengthOf(untold)).toBeUndefined()
    expect(untold.querySelector('.bar-untold')).toBeTruthy()
    const told = screen.getByLabelText(words.askersLabel('7区1栋', '6位求助过，18位没有'))
    expect(lengthOf(told)).toBe('bar-fill bar-5')
    expect(screen.getByLabelText(words.buildingsLabel(words.nobodyAsked, 1))).toBeTruthy()
  })
})

describe('the days of a month', () => {
  it('are a picture, what is to be seen in it, and each number for who wants it', async () => {
    await openMonth()
    const days = section(words.byDay)
    expect(days.getByText('最多的是11月2日，7件；1天没人求助。')).toBeTruthy()
    expect([...document.querySelectorAll('.day')].map((day) => day.firstElementChild?.className)).toEqual([
      undefined,
      'day-fill day-20',
      'day-fill day-6',
    ])
    expect(days.queryByLabelText(words.barLabel('11月3日', 2))).toBeNull()
    tap(words.eachDay)
    expect(days.getByLabelText(words.barLabel('11月3日', 2))).toBeTruthy()
    tap(words.fewerDays)
    expect(days.queryByLabelText(words.barLabel('11月3日', 2))).toBeNull()
  })

  it('are not there for a single day', async () => {
    openPage(FiguresPage)
    await screen.findByText('10分钟内')
    expect(screen.queryByText(words.byDay)).toBeNull()
  })
})

describe('figures that stand open', () => {
  const later = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms))
  const large = (n: number) => screen.queryByText(words.count(n), { selector: '.figure-large' })

  it('a month is read again after some minutes', async () => {
    await openMonth()
    cleanup()
    jest.useFakeTimers()
    openPage(FiguresPage)
    await later(0)
    const select = screen.getByLabelText<HTMLSelectElement>(words.span)
    fireEvent.change(select, { target: { value: select.options[1]?.value } })
    await later(0)
    const asked = knocksAt('GET', '/api/reports/month').length
    await later(5 * 60_000)
    expect(knocksAt('GET', '/api/reports/month')).toHaveLength(asked + 1)
  })

  it('stay when the newest could not be read, and that is said above them', async () => {
    jest.useFakeTimers()
    openPage(FiguresPage)
    await later(0)
    answerOfReports = () => fault(500, 'internal')
    await later(60_000)
    expect(screen.getByText(appWords.failedTitle)).toBeTruthy()
    expect(large(3)).toBeTruthy()
    answerOfReports = () => ok({ ...figures, total: 4 })
    tap(appWords.retry)
    await later(0)
    expect(large(4)).toBeTruthy()
    expect(screen.queryByText(appWords.failedTitle)).toBeNull()
  })

  it('go when they are no longer for this person', async () => {
    jest.useFakeTimers()
    openPage(FiguresPage)
    await later(0)
    answerOfReports = () => fault(403, 'forbidden')
    await later(60_000)
    expect(screen.getByText(words.gone.text)).toBeTruthy()
    expect(large(3)).toBeNull()
  })
})
