/** @jest-environment jsdom */
import { cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import LaddersPage from '../../miniprogram/src/desk/pages/ladders/index.tsx'
import { habitWords, ladderWords } from '../../miniprogram/src/desk/ladder/words.ts'
import { openPage, tap } from './doubles/hands.tsx'
import { ok, server } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))
configure({ asyncUtilTimeout: 5_000 })

const common = { channel: 'private', inQuietHours: 'wait' }
const rungs = [
  { ...common, id: 'r1', who: 'same_zone', ask: 3, minutes: 5, next: 'worker' },
  { ...common, id: 'worker', who: 'worker_on_duty', ask: 1, minutes: 15, next: null },
]
const view = (change: boolean) => ({
  version: 4,
  quietHours: { from: '22:00', to: '07:00' },
  habits: {
    shopsCarry: true, tripWindowMinutes: 10, asksPerWeek: 6, easyKinds: ['produce'], equity: true,
    kindChoices: [{ value: 'produce', word: '送菜' }, { value: 'parcel', word: '取送快递' }], savedBy: '郑老师', savedAt: '2026-11-20T10:00:00+08:00',
  }, // prettier-ignore
  abilities: { change },
  items: [{ name: 'errand', word: '跑腿帮忙', rungs, sentences: ['先问3位同一片最合适的，等5分钟', '再交给值班社工'] }],
})
const trial = {
  searches: 3, from: '2026-10-22', to: '2026-11-22', limits: ['只有3单，太少，看个大概。'],
  asItIs: { asksEach: 4, taken: 2, medianMinutes: 6, toWorker: 1 }, changed: { asksEach: 2, taken: 2, medianMinutes: 9, toWorker: 1 },
} // prettier-ignore
const bodies = (path: string) =>
  server.knocks.filter(({ url, method }) => url.startsWith(path) && method !== 'GET').map(({ data }) => data)

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.me = { id: 'zheng', spokenTo: '郑站长', abilities: { askForHelp: true, seeQueue: true } }
  server.answers.set('GET /api/ladders', () => ok(view(true)))
})
afterEach(cleanup)

describe('the station’s ladders', () => {
  it('stand there in plain sentences; who may not change them has no button', async () => {
    server.answers.set('GET /api/ladders', () => ok(view(false)))
    openPage(LaddersPage)
    await screen.findByText('先问3位同一片最合适的，等5分钟')
    expect(screen.queryByRole('button', { name: ladderWords.changeLabel('跑腿帮忙') })).toBeNull()
  })

  it('are changed rung by rung, tried, and saved; a fault stands beside its rung', async () => {
    server.answers.set('POST /api/ladders/trial', () => ok(trial))
    server.answers.set('PUT /api/ladders', () => ({
      statusCode: 400,
      data: { error: 'invalid_input', message: '有几处没填对。', fields: [{ path: 'rungs.0.minutes', message: '第1级等的时间不能小于0分钟。' }] },
    })) // prettier-ignore
    openPage(LaddersPage)
    await screen.findByText('先问3位同一片最合适的，等5分钟')
    tap(ladderWords.changeLabel('跑腿帮忙'))
    tap(ladderWords.addRung)
    tap(ladderWords.tryIt)
    await screen.findByText('只有3单，太少，看个大概。')
    const [tried] = bodies('/api/ladders/trial') as { rungs: { id: string; next: string | null }[] }[]
    expect(tried?.rungs.map(({ id, next }) => [id, next])).toEqual([['r1', 'r2'], ['r2', 'worker'], ['worker', null]]) // prettier-ignore
    fireEvent.change(screen.getAllByLabelText(ladderWords.minutes)[0] as HTMLElement, { target: { value: '-5' } })
    tap(ladderWords.save)
    await screen.findByText('第1级等的时间不能小于0分钟。')
    tap(ladderWords.removeLabel(2))
    server.answers.set('PUT /api/ladders', () => ok(view(true)))
    tap(ladderWords.save)
    await waitFor(() => expect(bodies('/api/ladders')).toHaveLength(3))
    const last = bodies('/api/ladders').at(-1) as { version: number; rungs: { id: string; next: string | null }[] }
    expect(last.version).toBe(4)
    expect(last.rungs.map(({ id, next }) => [id, next])).toEqual([['r1', 'worker'], ['worker', null]]) // prettier-ignore
  })
})

describe('the habits beside the ladders', () => {
  it('are plain sentences for whoever may not change them', async () => {
    server.answers.set('GET /api/ladders', () => ok(view(false)))
    openPage(LaddersPage)
    await screen.findByText('一位志愿者一周最多问6次。')
    screen.getByText('先给新来的：送菜。')
    screen.getByText(habitWords.equity.on.about)
    expect(screen.queryByRole('button', { name: habitWords.save })).toBeNull()
  })

  it('are changed all together with the version that was seen, and a fault stands at its field', async () => {
    server.answers.set('PUT /api/ladders/habits', () => ({
      statusCode: 400,
      data: { error: 'invalid_input', message: '有几处没填对。', fields: [{ path: 'tripWindowMinutes', message: '最多60。' }] },
    })) // prettier-ignore
    openPage(LaddersPage)
    fireEvent.change(await screen.findByLabelText(habitWords.trip), { target: { value: '90' } })
    fireEvent.change(screen.getByLabelText(habitWords.asks), { target: { value: '' } })
    fireEvent.click(screen.getByRole('button', { name: new RegExp(habitWords.carry.neighbour.word) }))
    tap('取送快递')
    fireEvent.click(screen.getByRole('button', { name: new RegExp(habitWords.equity.off.word) }))
    tap(habitWords.save)
    await screen.findByText('最多60。')
    expect(bodies('/api/ladders/habits')).toEqual([
      { version: 4, shopsCarry: false, tripWindowMinutes: 90, asksPerWeek: null, easyKinds: ['produce', 'parcel'], equity: false },
    ]) // prettier-ignore
  })
})
