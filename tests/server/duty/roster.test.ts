import { rosterRoutes, saveShifts, setOnDuty } from '../../../server/duty/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { gapsIn } from '@yimin/shared/organisations/hours'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { aDirector, aPerson, aStation, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

const WORKDAYS = [1, 2, 3, 4, 5]
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

let ground: Ground
let web: Web
let stationId: string
let zhao: Person
let qian: Person
let asZhao: string
let asDirector: string

beforeAll(async () => {
  // A Sunday, ten in the morning.
  ground = await openGround()
  web = await openWeb(ground, rosterRoutes(ground))
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(async () => {
  stationId = (await aStation(ground)).id
  zhao = await aWorker(ground, { stationId, name: '赵敏' })
  qian = await aWorker(ground, { stationId, name: '钱芳' })
  asZhao = await web.signIn(zhao)
  asDirector = await web.signIn(await aDirector(ground, { stationId, name: '郑丽' }))
})

const shift = (person: { id: string }, days: number[], from: string, to: string) => ({
  personId: person.id,
  days,
  from,
  to,
})
const read = async (token = asZhao) => (await web.call('GET', '/api/duty/roster', { as: token })).body
const save = (token: string, version: number, shifts: object[]) =>
  web.call('PUT', '/api/duty/roster', { as: token, body: { version, shifts } })

test('says who is on duty now, who comes after, and why', async () => {
  await saveShifts(ground, stationId, [
    shift(zhao, EVERY_DAY, '08:00', '14:00'),
    shift(qian, EVERY_DAY, '14:00', '21:00'),
  ])
  expect((await read()).onDuty).toEqual({
    now: { id: zhao.id, name: '赵老师', reason: 'shift', reasonWord: '按排班' },
    next: { id: qian.id, name: '钱老师', at: '2099-11-22T14:00:00+08:00', atWord: '14点' },
  })
})

test('out of hours the next shift answers, and the roster says so', async () => {
  await saveShifts(ground, stationId, [shift(qian, WORKDAYS, '08:00', '14:00')])
  expect((await read()).onDuty).toMatchObject({
    now: { id: qian.id, reason: 'next', reasonWord: '现在没排班，下一班的人先接' },
  })
})

test('hours that nobody covers are named, with who is turned to then', async () => {
  await saveShifts(ground, stationId, [
    shift(zhao, WORKDAYS, '08:00', '14:00'),
    shift(qian, WORKDAYS, '14:00', '21:00'),
  ])
  expect((await read()).gaps).toEqual([
    { word: '周一到周四 21:00 到次日 08:00', answeredBy: { id: zhao.id, name: '赵老师' } },
    { word: '周五 21:00 到周一 08:00', answeredBy: { id: zhao.id, name: '赵老师' } },
  ])
  const weekend = [shift(zhao, WORKDAYS, '08:00', '21:00'), shift(qian, [6, 7], '08:00', '21:00')]
  await saveShifts(ground, stationId, weekend)
  expect((await read()).gaps).toMatchObject([
    { word: '周日到周四 21:00 到次日 08:00', answeredBy: { id: zhao.id } },
    { word: '周五、周六 21:00 到次日 08:00', answeredBy: { id: qian.id } },
  ])
  await saveShifts(ground, stationId, [])
  expect((await read()).gaps).toEqual([{ word: '整周都没有排班', answeredBy: { id: zhao.id, name: '赵老师' } }])
  await saveShifts(ground, stationId, [shift(zhao, [3], '08:00', '24:00')])
  expect((await read()).gaps).toMatchObject([{ word: '周四 00:00 到周三 08:00' }])
  await saveShifts(ground, stationId, [shift(zhao, EVERY_DAY, '08:00', '08:00')])
  expect((await read()).gaps).toEqual([])
})

test('gaps of the week: a hole at noon, a night over Sunday, overlapping shifts, a shift past midnight', () => {
  const noon = [
    { days: EVERY_DAY, from: '00:00', to: '12:00' },
    { days: EVERY_DAY, from: '13:00', to: '24:00' },
  ]
  expect(gapsIn(noon)).toHaveLength(7)
  expect(gapsIn(noon)[0]).toEqual({ day: 1, from: '12:00', to: '13:00', midnights: 0 })
  const nights = [
    { days: EVERY_DAY, from: '20:00', to: '08:00' },
    { days: [7], from: '10:00', to: '19:00' },
    { days: [7], from: '09:00', to: '12:00' },
  ]
  expect(gapsIn(nights).filter(({ day }) => day === 7)).toEqual([
    { day: 7, from: '08:00', to: '09:00', midnights: 0 },
    { day: 7, from: '19:00', to: '20:00', midnights: 0 },
  ])
  expect(gapsIn([{ days: [3], from: '08:00', to: '24:00' }])).toEqual([
    { day: 4, from: '00:00', to: '08:00', midnights: 6 },
  ])
})

test('the director saves the week; the next reader sees it, by whom and when', async () => {
  const { version } = await read(asDirector)
  const saved = await save(asDirector, Number(version), [shift(qian, EVERY_DAY, '09:00', '17:00')])
  expect(saved).toMatchObject({ status: 200, body: { version: 1, savedBy: '郑老师', abilities: { change: true } } })
  expect(await read()).toMatchObject({
    shifts: [{ personId: qian.id, name: '钱老师', days: EVERY_DAY, from: '09:00', to: '17:00' }],
    onDuty: { now: { id: qian.id } },
    abilities: { change: false },
  })
})

test('of two who save, the one who has not seen the last version is told', async () => {
  const mine = [shift(zhao, [1], '08:00', '12:00')]
  const answers = await Promise.all([save(asDirector, 0, mine), save(asDirector, 0, mine)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await save(asDirector, 0, mine)).body.error).toBe('conflict')
  expect((await save(asDirector, 1, mine)).status).toBe(200)
})

test('a worker reads it and puts herself on duty, but does not change the week', async () => {
  expect((await save(asZhao, 0, [])).status).toBe(403)
  await saveShifts(ground, stationId, [shift(qian, EVERY_DAY, '08:00', '20:00')])
  const on = await web.call('PUT', '/api/me/duty', { as: asZhao, body: { onDuty: true } })
  expect(on.body).toMatchObject({
    onDuty: { now: { id: zhao.id, reason: 'flag' } },
    flagged: [{ id: zhao.id, name: '赵老师' }],
    abilities: { comeOn: false, goOff: true },
  })
  const off = await web.call('PUT', '/api/me/duty', { as: asZhao, body: { onDuty: false } })
  expect(off.body).toMatchObject({ onDuty: { now: { id: qian.id } }, flagged: [] })
})

test('colleagues of other stations, hours that are none, and people who are no staff are refused', async () => {
  const stranger = await aWorker(ground)
  const foreign = await save(asDirector, 0, [
    shift(zhao, [1], '08:00', '12:00'),
    shift(stranger, [1], '08:00', '12:00'),
  ])
  expect(foreign.body).toMatchObject({ error: 'invalid_input', fields: [{ path: 'shifts.1.personId' }] })
  const nonsense = await save(asDirector, 0, [shift(zhao, [8], '25:00', '12:00')])
  const paths = (nonsense.body.fields as { path: string }[]).map(({ path }) => path)
  expect(paths.sort()).toEqual(['shifts.0.days.0', 'shifts.0.from'])
  const resident = await web.signIn(await aPerson(ground, { stationId }))
  for (const [method, path] of [
    ['GET', '/api/duty/roster'],
    ['PUT', '/api/me/duty'],
  ] as const) {
    expect(
      (await web.call(method, path, { as: resident, body: method === 'GET' ? undefined : { onDuty: true } })).status,
    ).toBe(403)
    expect((await web.call(method, path, { body: method === 'GET' ? undefined : { onDuty: true } })).status).toBe(401)
  }
  expect((await web.call('PUT', '/api/me/duty', { as: asZhao, body: {} })).body).toMatchObject({
    fields: [{ path: 'onDuty' }],
  })
})

test('a colleague who left is in no shift any more and covers nothing', async () => {
  await saveShifts(ground, stationId, [shift({ id: 'left' }, EVERY_DAY, '00:00', '24:00')])
  await setOnDuty(ground, stationId, 'left', true)
  expect(await read()).toMatchObject({ shifts: [], flagged: [], gaps: [{ word: '整周都没有排班' }] })
})
