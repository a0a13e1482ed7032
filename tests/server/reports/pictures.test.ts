import { reportRoutes } from '../../../server/reports/index.ts'
import { figures as contract } from '@yimin/shared/reports/contract'
import type { Figures } from '@yimin/shared/reports/contract'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { aPerson, aStation, aWorker, NO_SECOND_FACTOR, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'
import { readZip } from './readZip.ts'
import { aRequestDoc } from './requestDocs.ts'

/** Sunday, 22 November 2099, ten in the morning. */
let ground: Ground
let web: Web
let stationId: string
let token: string

beforeAll(async () => {
  ground = await openGround()
  web = await openWeb(ground, reportRoutes(ground))
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(async () => {
  stationId = (await aStation(ground, { name: '昆北演练社工站', settings: NO_SECOND_FACTOR })).id
  token = await web.signIn(await aWorker(ground, { stationId, name: '赵敏' }))
})

const MONTH = '/api/reports/month?month=2099-11'
const read = async (path = MONTH): Promise<Figures> => contract.parse((await web.call('GET', path, { as: token })).body)
const at = (local: string) => new Date(`${local}:00+08:00`)
const ask = (parts: Parameters<typeof aRequestDoc>[2] = {}) => aRequestDoc(ground, stationId, parts)
const times = async (n: number, make: (n: number) => Promise<unknown>) => {
  for (let i = 0; i < n; i += 1) await make(i)
}
const some = <Line extends { count: number }, Key extends keyof Line>(lines: readonly Line[], key: Key) =>
  Object.fromEntries(lines.filter(({ count }) => count > 0).map((line) => [line[key], line.count]))

describe('time to acceptance in classes', () => {
  test('ends of a class belong to it, and each request stands in one', async () => {
    for (const acceptedAfter of [0, 10, 11, 30, 31, 60, 61, 1440, 1441])
      await ask({ createdAt: at('2099-11-02T08:00'), status: 'accepted', acceptedAfter, helperId: 'h' })
    await ask()
    await ask({ status: 'draft' })
    await ask({ status: 'cancelled' })
    const { byWait, total } = await read()
    expect(some(byWait, 'wait')).toEqual({
      within10: 2,
      within30: 2,
      within60: 2,
      withinDay: 2,
      longer: 1,
      notYet: 2,
      never: 1,
    })
    expect(byWait.reduce((sum, { count }) => sum + count, 0)).toBe(total)
    expect(byWait.map(({ word }) => word)).toEqual([
      '10分钟内',
      '10到30分钟',
      '30到60分钟',
      '1小时到1天',
      '1天以上',
      '还没人接',
      '没人接就结束',
    ])
  })
})

describe('completion', () => {
  test('what a person said is apart from what silence said, and what is done again from what is new', async () => {
    const done = { status: 'done' as const, acceptedAfter: 4, deliveredAfter: 30 }
    await ask({ ...done, finishedBy: 'resident' })
    await ask({ ...done, finishedBy: 'worker', reopened: 1 })
    await ask({ ...done, finishedBy: 'silence' })
    await ask({ reopened: 1 })
    await ask({ status: 'reviewing' })
    await ask({ status: 'cancelled' })
    await ask({ status: 'rejected' })
    const { byOutcome } = await read()
    expect(some(byOutcome, 'outcome')).toEqual({
      confirmed: 2,
      silence: 1,
      open: 1,
      again: 1,
      cancelled: 1,
      rejected: 1,
    })
  })
})

describe('satisfaction', () => {
  const rated = (rating: number) => ask({ status: 'done', acceptedAfter: 4, deliveredAfter: 30, rating })

  test('four answers say nothing; the fifth brings all five numbers, the best first', async () => {
    await times(4, () => rated(5))
    expect((await read()).satisfaction).toEqual({ answers: 4, asked: 4 })
    await rated(2)
    expect((await read()).satisfaction).toMatchObject({
      responsePercent: 100,
      stars: [5, 4, 3, 2, 1].map((stars) => ({ stars, word: `${stars}分`, count: { 5: 4, 2: 1 }[stars] ?? 0 })),
    })
  })
})

describe('the days of a month', () => {
  test('are those of Shanghai, as far as the month has come, also the quiet ones', async () => {
    await ask({ createdAt: at('2099-11-01T00:00') })
    await ask({ createdAt: at('2099-11-03T23:59') })
    await ask({ createdAt: at('2099-11-22T00:00') })
    const { byDay } = await read()
    expect(byDay).toHaveLength(22)
    expect(byDay[2]).toEqual({ day: '2099-11-03', word: '11月3日', count: 1 })
    expect(some(byDay, 'day')).toEqual({ '2099-11-01': 1, '2099-11-03': 1, '2099-11-22': 1 })
  })

  test('a month that is over has all of them, one to come has none, and today is one bar, so none', async () => {
    expect((await read('/api/reports/month?month=2099-10')).byDay).toHaveLength(31)
    expect((await read('/api/reports/month?month=2099-12')).byDay).toEqual([])
    expect((await read('/api/reports/today')).byDay).toEqual([])
  })
})

describe('who asked in each building', () => {
  /** So many residents of the register in a building of zone 7, of whom the first ones ask. */
  async function building(name: string, residents: number, asking: number): Promise<void> {
    await times(residents, async (n) => {
      const { id } = await aPerson(ground, { stationId, name: `七区住户${n}`, home: { zone: '7', building: name } })
      if (n < asking) await ask({ requesterId: id, place: { zone: '7', building: name } })
    })
  }

  test('both numbers, or neither where one of them is small; the thinnest served first', async () => {
    await building('1', 11, 6)
    await building('2', 15, 5)
    await building('3', 9, 1)
    await building('4', 9, 8)
    await building('5', 4, 2)
    const answer = await web.call('GET', MONTH, { as: token })
    expect(contract.parse(answer.body).served).toEqual({
      buildings: 5,
      items: [
        { word: '7区3栋', askersWord: '求助过的不到5位' },
        { word: '7区2栋', askersWord: '5位求助过，10位没有', askersPercent: 33 },
        { word: '7区1栋', askersWord: '6位求助过，5位没有', askersPercent: 55 },
        { word: '7区4栋', askersWord: '没求助的不到5位' },
        { word: '7区5栋', askersWord: '人少，不细分' },
      ],
    })
    expect(answer.bytes.toString()).not.toContain('住户')
  })

  test('who asks twice is one person, and an estate’s name makes no second building', async () => {
    await building('1', 10, 5)
    const { id } = await aPerson(ground, { stationId, home: { place: '海威小区', zone: '7', building: '1' } })
    await times(2, () => ask({ requesterId: id, place: { place: '海威小区', zone: '7', building: '1' } }))
    const { served, notServed } = await read()
    expect(served).toMatchObject({ buildings: 1, items: [{ askersWord: '6位求助过，5位没有' }] })
    expect(notServed.buildings).toBe(0)
  })

  test('a neighbour who stands in no register counts as one who asked, and other stations stay out', async () => {
    await building('1', 9, 4)
    await ask({ requesterId: 'not-in-the-register', place: { zone: '7', building: '1' } })
    await aRequestDoc(ground, (await aStation(ground)).id, { requesterId: 'far', place: { zone: '7', building: '1' } })
    expect((await read()).served.items).toEqual([
      { word: '7区1栋', askersWord: '5位求助过，5位没有', askersPercent: 50 },
    ])
  })
})

test('an empty span has no pictures', async () => {
  expect(await read('/api/reports/today')).toMatchObject({
    byWait: [],
    byOutcome: [],
    byDay: [],
    served: { buildings: 0, items: [] },
  })
})

test('the table for Excel has the same numbers under its figures', async () => {
  await times(5, () => ask({ status: 'done', acceptedAfter: 7, deliveredAfter: 30, rating: 4, finishedBy: 'silence' }))
  await aPerson(ground, { stationId, home: { zone: '6', building: '9' } })
  const { bytes } = await web.call('GET', '/api/reports/month-table?month=2099-11', { as: token })
  const all = [...readZip(bytes).values()].join('\n')
  for (const word of ['多久有人接', '没人接就结束', '办得怎样', '没回话算办好', '打几分', '4分', '每天', '11月22日', '有人求助的楼栋', '人少，不细分'])
    expect(all).toContain(word) // prettier-ignore
})
