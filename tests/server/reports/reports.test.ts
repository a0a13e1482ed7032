import { saveShifts } from '../../../server/duty/index.ts'
import { reportRoutes } from '../../../server/reports/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { aPerson, aStation, aVolunteer, aWorker, NO_SECOND_FACTOR, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'
import { readPdf } from './readPdf.ts'
import { readZip } from './readZip.ts'
import { aRequestDoc } from './requestDocs.ts'

/** Sunday, 22 November 2099, ten in the morning. */
let ground: Ground
let web: Web
let stationId: string
let worker: Person
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
  worker = await aWorker(ground, { stationId, name: '赵敏' })
  token = await web.signIn(worker)
})

const MONTH = '/api/reports/month?month=2099-11'
const read = async (path: string) => (await web.call('GET', path, { as: token })).body
const at = (local: string) => new Date(`${local}:00+08:00`)
const times = async (n: number, make: (n: number) => Promise<unknown>) => {
  for (let i = 0; i < n; i += 1) await make(i)
}

describe('figures', () => {
  test('count by kind and state, with words', async () => {
    await aRequestDoc(ground, stationId)
    await aRequestDoc(ground, stationId, { category: 'escort', status: 'cancelled' })
    await aRequestDoc(ground, stationId, { category: 'escort' })
    expect(await read('/api/reports/today')).toMatchObject({
      period: { word: '今天', from: '2099-11-22T00:00:00+08:00', to: '2099-11-23T00:00:00+08:00' },
      total: 3,
      byKind: [
        { category: 'escort', word: '陪诊陪同', count: 2 },
        { category: 'produce', word: '买菜送菜', count: 1 },
      ],
      byStatus: [
        { status: 'open', word: '找人', count: 2 },
        { status: 'cancelled', word: '取消了', count: 1 },
      ],
    })
  })

  test('a day and a month are those of Shanghai, and other stations stay out', async () => {
    await aRequestDoc(ground, stationId, { createdAt: at('2099-11-21T23:59') })
    await aRequestDoc(ground, stationId, { createdAt: at('2099-11-22T00:00') })
    await aRequestDoc(ground, stationId, { createdAt: at('2099-10-31T23:59'), status: 'done' })
    await aRequestDoc(ground, stationId, { createdAt: at('2099-12-01T00:00') })
    await aRequestDoc(ground, (await aStation(ground)).id)
    expect(await read('/api/reports/today')).toMatchObject({ total: 1, carriedOver: 1 })
    expect(await read(MONTH)).toMatchObject({ total: 2, carriedOver: 0, period: { word: '2099年11月' } })
    expect(await read('/api/reports/month?month=2099-12')).toMatchObject({
      total: 1,
      period: { from: '2099-12-01T00:00:00+08:00', to: '2100-01-01T00:00:00+08:00' },
    })
  })

  test('time to acceptance by its middle and by nine in ten', async () => {
    for (const acceptedAfter of [3, 5, 8, 9, 12, 15, 20, 30, 40, 90])
      await aRequestDoc(ground, stationId, { status: 'accepted', acceptedAfter, helperId: 'h' })
    await aRequestDoc(ground, stationId)
    expect(await read(MONTH)).toMatchObject({ acceptance: { count: 10, medianMinutes: 12, p90Minutes: 40 } })
  })

  test('a request that a worker gave away before anybody was looked for counts from when it was asked', async () => {
    const createdAt = at('2099-11-22T08:00')
    const history = [
      { seq: 1, at: createdAt, step: 'write' as const, to: 'draft' as const, by: 'x', cause: 'a' },
      {
        seq: 2,
        at: at('2099-11-22T08:01'),
        step: 'hold' as const,
        from: 'draft' as const,
        to: 'reviewing' as const,
        by: 'x',
        cause: 'b',
      },
      {
        seq: 3,
        at: at('2099-11-22T08:20'),
        step: 'assign' as const,
        from: 'reviewing' as const,
        to: 'accepted' as const,
        by: 'x',
        cause: 'c',
      },
    ]
    await times(5, () => aRequestDoc(ground, stationId, { createdAt, status: 'accepted', helperId: 'h', history }))
    expect(await read(MONTH)).toMatchObject({ acceptance: { count: 5, medianMinutes: 20, p90Minutes: 20 } })
  })

  test('fewer than five say nothing of middles, rates and averages', async () => {
    await times(4, () =>
      aRequestDoc(ground, stationId, {
        status: 'done',
        acceptedAfter: 4,
        deliveredAfter: 30,
        helperId: 'h',
        rating: 5,
      }),
    )
    const { acceptance, completion, satisfaction, helpers } = (await read(MONTH)) as Record<string, object>
    expect(acceptance).toEqual({ count: 4 })
    expect(completion).not.toHaveProperty('donePercent')
    expect(satisfaction).toEqual({ answers: 4, asked: 4 })
    expect(helpers).toEqual({ count: 1, accepted: 4, top: 1 })
  })

  test('satisfaction stands beside the number of answers and how many answered', async () => {
    await times(8, (n) =>
      aRequestDoc(ground, stationId, {
        status: 'done',
        deliveredAfter: 30,
        acceptedAfter: 4,
        ...(n < 5 && { rating: n === 0 ? 2 : 5 }),
      }),
    )
    await aRequestDoc(ground, stationId, {
      status: 'done',
      finishedBy: 'silence',
      reopened: 1,
      deliveredAfter: 9,
      acceptedAfter: 1,
    })
    await aRequestDoc(ground, stationId, { status: 'cancelled' })
    expect(await read(MONTH)).toMatchObject({
      satisfaction: { answers: 5, asked: 9, responsePercent: 56, average: 4.4 },
      completion: { done: 9, bySilence: 1, cancelled: 1, rejected: 0, reopened: 1, donePercent: 90 },
    })
  })

  test('the few who were asked once more are counted apart', async () => {
    const done = { status: 'done' as const, acceptedAfter: 4, deliveredAfter: 30 }
    const followedUpAt = at('2099-11-23T09:00')
    await times(6, (n) => aRequestDoc(ground, stationId, { ...done, followedUpAt, ...(n < 5 && { rating: 3 }) }))
    await times(6, () => aRequestDoc(ground, stationId, { ...done, rating: 5 }))
    expect(await read(MONTH)).toMatchObject({
      followUp: { answers: 5, asked: 6, responsePercent: 83, average: 3 },
      satisfaction: { answers: 11, asked: 12 },
    })
  })

  test('late is later than promised and the station’s grace of 15 minutes, delivered or still on the way', async () => {
    const promised = { helperId: 'h', acceptedAfter: 1, promisedAfter: 60 }
    const createdAt = at('2099-11-22T07:00')
    await aRequestDoc(ground, stationId, { createdAt, status: 'done', deliveredAfter: 74, ...promised })
    await aRequestDoc(ground, stationId, { createdAt, status: 'done', deliveredAfter: 76, ...promised })
    await aRequestDoc(ground, stationId, { createdAt, status: 'accepted', ...promised })
    await aRequestDoc(ground, stationId, { createdAt: at('2099-11-22T09:30'), status: 'accepted', ...promised })
    await aRequestDoc(ground, stationId, { createdAt })
    expect(await read('/api/reports/today')).toMatchObject({ late: { count: 2, promised: 4 } })
  })

  test('the busiest tenth of the helpers and what they carry', async () => {
    const load = [10, 4, 2, 1, 1, 1, 1]
    for (const [n, many] of load.entries())
      await times(many, () =>
        aRequestDoc(ground, stationId, { status: 'accepted', acceptedAfter: 1, helperId: `h${n}` }),
      )
    expect(await read(MONTH)).toMatchObject({ helpers: { count: 7, accepted: 20, top: 1, topPercent: 50 } })
  })

  test('buildings that nobody asked from are named, their people are not', async () => {
    await times(6, (n) =>
      aPerson(ground, { stationId, name: `七区住户${n}`, home: { zone: '7', building: '2', floor: '3' } }),
    )
    await aPerson(ground, { stationId, home: { zone: '8', building: '1' } })
    await aPerson(ground, { stationId, home: { zone: '6', building: '9' } })
    await aVolunteer(ground, { stationId, home: { zone: '9', building: '4' } })
    await aRequestDoc(ground, stationId, { place: { place: '海威小区', zone: '6', building: '9' } })
    const answer = await web.call('GET', MONTH, { as: token })
    expect(answer.body.notServed).toEqual({
      buildings: 2,
      items: [
        { word: '7区2栋', residentsWord: '6位' },
        { word: '8区1栋', residentsWord: '不到5位' },
      ],
    })
    expect(answer.bytes.toString()).not.toContain('住户')
  })

  test('an empty month is a month of zeros', async () => {
    expect(await read('/api/reports/month?month=2098-01')).toMatchObject({
      total: 0,
      byKind: [],
      byStatus: [],
      late: { count: 0, promised: 0 },
    })
  })

  test('for staff alone; a month that is none is named', async () => {
    const resident = await web.signIn(await aPerson(ground, { stationId }))
    for (const path of [
      '/api/reports/today',
      MONTH,
      '/api/reports/month-table?month=2099-11',
      '/api/reports/day-sheet',
    ]) {
      expect((await web.call('GET', path)).status).toBe(401)
      expect((await web.call('GET', path, { as: resident })).status).toBe(403)
    }
    for (const month of ['2099-13', '2099', 'x']) {
      expect(await read(`/api/reports/month?month=${month}`)).toMatchObject({ fields: [{ path: 'month' }] })
      expect(await read(`/api/reports/month-table?month=${month}`)).toMatchObject({ fields: [{ path: 'month' }] })
    }
  })
})

describe('papers', () => {
  test('come as files to be saved, never shown, never kept on the way', async () => {
    const { status, headers } = await web.call('GET', '/api/reports/month-table?month=2099-11', { as: token })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('益民月报-2099-11.xlsx')}`,
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })

  test('the month opens in Excel: figures, and each request as far as its building', async () => {
    const place = { zone: '=HYPERLINK("http://x")', building: '+1' }
    await aRequestDoc(ground, stationId, {
      place,
      status: 'done',
      acceptedAfter: 7,
      deliveredAfter: 40,
      rating: 2,
      helperId: 'h',
    })
    await aRequestDoc(ground, stationId, { code: 'B777', items: [{ name: '降压药' }], category: 'medicine' })
    const { bytes } = await web.call('GET', '/api/reports/month-table?month=2099-11', { as: token })
    const files = readZip(bytes)
    expect(files.get('xl/workbook.xml')).toMatch(/概况.*按类别.*按状态.*求助单.*没有求助的楼栋/s)
    const all = [...files.values()].join('\n')
    for (const word of ['B777', '代买药', '6区9栋', '2099-11-22 10:00', '不足5个，不算']) expect(all).toContain(word)
    for (const secret of ['降压药', 'resident']) expect(all).not.toContain(secret)
    const sheets = [...files].filter(([name]) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).map(([, xml]) => xml)
    expect(sheets).toHaveLength(5)
    for (const sheet of sheets) expect(sheet).not.toMatch(/<f[ >]/)
    expect(all).toContain('=HYPERLINK')
  })

  test('the sheet of the day prints what is under way, in Chinese that can be read and searched', async () => {
    await saveShifts(ground, stationId, [{ personId: worker.id, days: [7], from: '08:00', to: '20:00' }])
    const helper = await aVolunteer(ground, { stationId, name: '何小红' })
    const resident = await aPerson(ground, { stationId, name: '孙建国', phone: '19900000077' })
    const mine = { requesterId: resident.id, ownerId: worker.id }
    await aRequestDoc(ground, stationId, { ...mine, code: 'A901', urgent: true, createdAt: at('2099-11-20T09:00') })
    await aRequestDoc(ground, stationId, {
      ...mine,
      code: 'A902',
      status: 'accepted',
      category: 'escort',
      acceptedAfter: 1,
      helperId: helper.id,
      ownerId: helper.id,
    })
    await aRequestDoc(ground, stationId, { ...mine, code: 'A903', status: 'draft', ownerId: resident.id })
    await aRequestDoc(ground, stationId, { ...mine, code: 'A904', status: 'done' })
    const { headers, bytes } = await web.call('GET', '/api/reports/day-sheet', { as: token })
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const text = readPdf(bytes)
    for (const word of [
      '昆北演练社工站 日单 2099-11-22', '现在找：赵老师（按排班）', '今天的班：08:00–20:00 赵老师',
      '记下 1', '找人 1', '有人接 1', 'A901', '送菜（急）', '6区9栋', '陪同出门', '12点', '居民本人', '第1页，共1页',
    ]) expect(text).toContain(word) // prettier-ignore
    expect(text).toContain('何')
    for (const secret of ['A904', '孙', '199', '\uFFFD']) expect(text).not.toContain(secret)
    // The font goes along, but only the characters that stand there: 8 MB otherwise.
    expect(bytes.length).toBeLessThan(200_000)
  })

  test('sixty requests take a second page, and none is lost', async () => {
    await times(60, (n) => aRequestDoc(ground, stationId, { code: `Q${100 + n}` }))
    const text = readPdf((await web.call('GET', '/api/reports/day-sheet', { as: token })).bytes)
    for (let n = 0; n < 60; n += 1) expect(text).toContain(`Q${100 + n}`)
    expect(text).toContain('第2页，共2页')
  })

  test('a quiet day says so', async () => {
    const text = readPdf((await web.call('GET', '/api/reports/day-sheet', { as: token })).bytes)
    expect(text).toContain('现在没有在办的求助。')
    expect(text).toContain('今天没有排班。')
  })
})
