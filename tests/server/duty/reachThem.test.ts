import { listAlarms, raiseAlarm } from '../../../server/duty/index.ts'
import type { AlarmCall } from '../../../server/duty/index.ts'
import { listReadsOf } from '../../../server/people/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { TestApp } from '../../factories/app.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aWorker } from '../../factories/people.ts'

interface Listed {
  items: { id: string; kind: string; about?: object }[]
}
interface Opened {
  text?: string
  said?: string
  phone?: string
  address?: object
  error?: string
  fields?: { path: string }[]
}

const HOME = { zone: '6', building: '9', unit: '2', floor: '4' }

let house: TestHouse
let app: TestApp
let stationId: string
let workerId: string

beforeAll(async () => {
  house = await openTestHouse()
  const { station, worker } = await aStaffedStation(house)
  stationId = station.id
  workerId = worker.id
  await aPerson(house, { id: 'wang', name: '王阿姨', stationId, home: HOME, phone: '13812345678' })
  await aPerson(house, { id: 'tang', name: '小唐', stationId })
  app = await openTestApp(house)
})
afterEach(async () => {
  for (const name of ['alarms', 'personal_reads']) await house.db.collection(name).deleteMany({})
})
afterAll(async () => {
  await app.close()
  await house.close()
})

async function cries(who: string, sentence: string): Promise<string> {
  await app.call(who, 'POST', '/api/me/requests', { sentence })
  const [alarm] = (await listAlarms(house, stationId)).items
  return alarm?.id ?? ''
}
const listed = async () => (await app.call<Listed>(workerId, 'GET', '/api/alarms')).body.items
const open = (id: string) => app.call<Opened>(workerId, 'GET', `/api/alarms/${id}`)
const reach = (id: string, what: string, who = workerId) =>
  app.call<Opened>(who, 'POST', `/api/alarms/${id}/contact`, { what })
const looks = async () =>
  (await listReadsOf(house, 'wang')).items.map(({ fields, reason, reader }) => ({ fields, reason, who: reader.id }))

describe('an emergency in the list', () => {
  test('says who and where before anything is opened: no words, no door, no number', async () => {
    await cries('wang', '我在家摔倒了起不来，快来人')
    const [alarm] = await listed()
    expect(alarm).toMatchObject({
      kind: 'emergency',
      about: { name: '王阿姨', place: '6区9栋', phoneKnown: true, doorKnown: true },
    })
    expect(JSON.stringify(alarm)).not.toMatch(/摔倒|1381|"unit"|4楼/)
    expect(await looks()).toEqual([])
  })

  test('gives her own words alone, and one row for however many looks of one worker', async () => {
    const id = await cries('wang', '我在家摔倒了起不来，快来人')
    expect((await open(id)).body.said).toBe('我在家摔倒了起不来，快来人')
    await open(id)
    expect(await looks()).toEqual([{ fields: ['door', 'phone'], reason: '紧急求助', who: workerId }])
    expect(JSON.stringify(await house.db.collection('alarms').find().toArray())).not.toContain('摔倒')
  })

  test('tells of the place that was said, and keeps the door of another home out of it', async () => {
    const id = await cries('wang', '九区4栋有人晕倒了叫不醒')
    expect((await listed())[0]?.about).toMatchObject({ place: '9区4栋', doorKnown: false })
    expect((await reach(id, 'door')).body).toEqual({})
  })

  test('says honestly that nothing is known of a newcomer', async () => {
    const id = await cries('tang', '我家着火了')
    expect((await listed())[0]?.about).toEqual({ name: '小唐', phoneKnown: false, doorKnown: false })
    expect((await reach(id, 'phone')).body).toEqual({})
  })
})

describe('reaching whom an alarm is about', () => {
  const call = (parts: Partial<AlarmCall> = {}) =>
    raiseAlarm(house, { stationId, kind: 'late', subjectId: 'r1', personId: 'wang', text: '晚了', key: 'k', ...parts })

  test('the number for one call, the door for one look, and a row for each', async () => {
    const { alarm } = await call()
    expect((await reach(alarm.id, 'phone')).body).toEqual({ phone: '13812345678' })
    expect((await reach(alarm.id, 'door')).body).toEqual({ address: HOME })
    await reach(alarm.id, 'phone')
    expect((await looks()).map(({ fields }) => fields[0]).sort()).toEqual(['door', 'phone', 'phone'])
  })

  test('nothing but the two is opened, and the faulty field is named', async () => {
    const { alarm } = await call()
    const { status, body } = await reach(alarm.id, 'groups')
    expect(status).toBe(400)
    expect(body.fields?.map(({ path }) => path)).toEqual(['what'])
  })

  test('who is no staff is refused, and another station finds nothing', async () => {
    const { alarm } = await call()
    expect((await reach(alarm.id, 'phone', 'wang')).status).toBe(403)
    const stranger = await aWorker(house)
    expect((await reach(alarm.id, 'phone', stranger.id)).status).toBe(404)
    expect((await app.call(undefined, 'POST', `/api/alarms/${alarm.id}/contact`, { what: 'phone' })).status).toBe(401)
    expect(await looks()).toEqual([])
  })

  test('an alarm about nobody has nobody to reach', async () => {
    const { alarm } = await call({ personId: undefined, kind: 'gateway_down' } as Partial<AlarmCall>)
    expect((await listed())[0]).not.toHaveProperty('about')
    expect((await reach(alarm.id, 'phone')).body).toEqual({})
  })
})
