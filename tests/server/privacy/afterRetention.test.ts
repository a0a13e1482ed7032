import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import type { Figures } from '@yimin/shared/reports/contract'
import type { RequestFile } from '@yimin/shared/requests/contract'
import { rebuildStandings } from '../../../server/dispatch/index.ts'
import { openPastLife, WANG } from './pastLife.ts'
import type { PastLife } from './pastLife.ts'

let past: PastLife
beforeEach(async () => {
  past = await openPastLife()
})
afterEach(() => past.close())

describe('after what is past its time has gone', () => {
  const figures = async () => (await past.asks<Figures>(past.workerId, 'GET', '/api/reports/month?month=2026-11')).body
  const standings = async () => past.house.db.collection('helper_standings').find().toArray()

  test.each([1, 4])('after %i years the month, the standings and the hours tell the same as before', async (years) => {
    await past.live()
    // Of the same moment: the sweep alone makes a difference.
    past.days(years * 366 - 30)
    await rebuildStandings(past.house, past.stationId)
    const before = [await figures(), await standings()]
    expect(JSON.stringify(before[0])).toContain('"total":1')
    await past.sweepAll()
    expect(await past.byCode('A101')).toMatchObject({ cleared: years === 1 ? 'sealed' : 'words' })
    expect(await rebuildStandings(past.house, past.stationId)).toBe(0)
    expect([await figures(), await standings()]).toEqual(before)
  })

  test('after six years the month tells the same, and nothing of buildings: nobody knows who asked', async () => {
    await past.live()
    const { served, notServed, ...known } = await figures()
    expect([served.buildings, known.total]).toEqual([1, 1])
    past.days(6 * 366)
    await past.sweepAll()
    expect(await past.byCode('A101')).toMatchObject({ cleared: 'person' })
    const none = { buildings: 0, items: [] }
    expect(await figures()).toEqual({ ...known, served: none, notServed: none })
    expect(notServed).toBeDefined()
  })

  test('a helper reads his hours as before, and who looked is told for three years', async () => {
    await past.live()
    past.days(181)
    const read = async () => [
      (await past.asks('li', 'GET', '/api/me/record')).body,
      (await past.asks(WANG, 'GET', '/api/me/reads')).body,
    ]
    const before = await read()
    expect(JSON.stringify(before)).toContain('回访')
    await past.sweepAll()
    expect((await past.byCode('A101')).cleared).toBe('sealed')
    expect(await read()).toEqual(before)
  })

  test('an old request still reads well, for the worker and for her who asked', async () => {
    await past.live()
    const file = async () => (await past.asks<RequestFile>(past.workerId, 'GET', '/api/requests/A101?reason=%E5%9B%9E%E8%AE%BF')).body
    const mine = async () => (await past.asks<MyRequestView>(WANG, 'GET', '/api/me/requests/A101')).body
    past.days(4 * 366)
    await past.sweepAll()
    const word = '过了期限，门牌、电话和原话不再保留。'
    expect(await file()).toMatchObject({ summary: '送菜', place: '6区9栋', text: '', groups: [], clearedWord: word, requester: { name: '王阿姨' } })
    expect(await mine()).toMatchObject({ summary: '送菜', said: [], items: [], clearedWord: word, statusWord: '办好' })
    past.days(2 * 366)
    await past.sweepAll()
    const late = await file()
    expect(late).toMatchObject({ place: '6区', requester: { name: '过期限，不再保留' }, clearedWord: '过了期限，谁托付的、门牌、电话和原话都不再保留。' })
    expect(late.history.map(({ byName }) => byName)).toContain('小李')
    expect((await past.asks(WANG, 'GET', '/api/me/requests/A101')).status).toBe(404)
    expect((await past.asks(WANG, 'GET', '/api/me/data')).status).toBe(200)
  }) // prettier-ignore

  test('an alarm of long ago says that its words are gone, and nobody has read any', async () => {
    await past.live()
    past.days(181)
    await past.sweepAll()
    const [alarm] = await past.house.db.collection('alarms').find().toArray()
    const reads = await past.house.db.collection('personal_reads').countDocuments()
    const { status, body } = await past.asks(past.workerId, 'GET', `/api/alarms/${String(alarm?._id)}`)
    expect([status, body]).toMatchObject([200, { text: '当时说的话已按期限清除。', about: { name: '王阿姨' } }])
    expect(await past.house.db.collection('personal_reads').countDocuments()).toBe(reads)
    expect(JSON.stringify((await past.asks(WANG, 'GET', '/api/me/data')).body)).toContain('当时说的话已按期限清除。')
  })
})
