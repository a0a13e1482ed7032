import type { OwnerView } from '@yimin/shared/people/contract'
import { findPerson, listPeopleByPhone, readHome } from '../../../server/people/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { TestApp } from '../../factories/app.ts'
import { openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aStation } from '../../factories/people.ts'

type Faulty = { error?: string; message?: string; fields?: { path: string }[] }
type Mine = OwnerView & Faulty

const zone = (name: string) => ({ name, buildings: [{ name: '1' }, { name: '9' }] })

let house: TestHouse
let app: TestApp
let stationId: string
let persons = 0
beforeAll(async () => {
  house = await openTestHouse()
  stationId = (await aStation(house, { zones: [zone('6'), zone('7')] })).id
  app = await openTestApp(house)
})
afterAll(async () => {
  await app.close()
  await house.close()
})

async function newcomer(parts: Parameters<typeof aPerson>[1] = {}): Promise<string> {
  persons += 1
  return (await aPerson(house, { id: `p${persons}`, stationId, ...parts })).id
}
const me = async (who: string) => (await app.call<Mine>(who, 'GET', '/api/me')).body
const tell = (who: string, method: string, path: string, body?: object) => app.call<Mine>(who, method, path, body)

describe('where I live', () => {
  test('is chosen from the station’s own list, and the door is sealed', async () => {
    const who = await newcomer()
    const station = await app.call(who, 'GET', '/api/me/station')
    expect(station.body).toMatchObject({
      zones: [
        {
          name: '6',
          word: '6区',
          buildings: [
            { name: '1', word: '1栋' },
            { name: '9', word: '9栋' },
          ],
        },
        { name: '7' },
      ],
    })
    const home = { zone: '6', building: '9', unit: '２单元', floor: '4楼', room: '402 室' }
    const { status, body } = await tell(who, 'PUT', '/api/me/home', { version: 1, home })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      version: 2,
      address: { zone: '6', building: '9', unit: '2', floor: '4', room: '402' },
    })
    const stored = JSON.stringify(await house.db.collection('people').findOne({ _id: who as never }))
    expect(stored).not.toMatch(/402|"floor"/)
    expect(await readHome(house, who, { id: who, role: 'resident', reason: '' })).toMatchObject({ room: '402' })
    expect((await tell(who, 'DELETE', '/api/me/home', {})).body.address).toBeUndefined()
  })

  test.each([
    ['home.zone', { zone: '99', building: '1' }],
    ['home.building', { zone: '6', building: '77' }],
    ['home.building', { zone: '6' }],
    ['home.building', {}],
    ['home.room', { zone: '6', building: '9', room: 'x'.repeat(30) }],
    ['home.garden', { zone: '6', building: '9', garden: '1' }],
  ])('names the faulty field %s', async (path, home) => {
    const who = await newcomer()
    const { status, body } = await tell(who, 'PUT', '/api/me/home', { version: 1, home })
    expect(status).toBe(400)
    expect(body.fields?.map((field) => field.path)).toEqual([path])
    expect((await me(who)).address).toBeUndefined()
  })

  test('an estate that is on no list is taken as it is', async () => {
    const who = await newcomer()
    const home = { place: '海威小区', building: '3号楼' }
    expect((await tell(who, 'PUT', '/api/me/home', { version: 1, home })).body.address).toEqual({
      place: '海威小区',
      building: '3',
    })
  })
})

describe('my phone', () => {
  test('is taken in any common writing, found again by its blind index, and forgotten when I say so', async () => {
    const who = await newcomer()
    const { body } = await tell(who, 'PUT', '/api/me/phone', { version: 1, phone: '+86 138-1234 5678' })
    expect(body.phone).toBe('13812345678')
    expect((await listPeopleByPhone(house, '13812345678')).map(({ id }) => id)).toEqual([who])
    expect((await tell(who, 'DELETE', '/api/me/phone')).body.phone).toBeUndefined()
    expect(await listPeopleByPhone(house, '13812345678')).toEqual([])
  })

  test.each(['12', 'abc', '1381234567', '23812345678'])('%s is none', async (phone) => {
    const who = await newcomer()
    const { status, body } = await tell(who, 'PUT', '/api/me/phone', { version: 1, phone })
    expect([status, body.fields?.[0]?.path]).toEqual([400, 'phone'])
  })
})

describe('my family', () => {
  test('is added, changed and taken off; a home of their own is sealed and mine to see', async () => {
    const who = await newcomer()
    const home = { zone: '7', building: '1', unit: '1', room: '201' }
    const added = (await tell(who, 'POST', '/api/me/household', { version: 1, relation: '妈妈', name: '孙大娘', home })).body
    expect(added.household).toMatchObject([{ relation: '妈妈', name: '孙大娘', address: home }])
    const id = added.household[0]?.id
    const stored = JSON.stringify(await house.db.collection('people').findOne({ _id: who as never }))
    expect(stored).not.toContain('201')
    const change = { version: added.version, relation: '妈妈', name: '孙奶奶' }
    const changed = (await tell(who, 'PUT', `/api/me/household/${id}`, change)).body
    expect(changed.household).toEqual([{ id, relation: '妈妈', name: '孙奶奶', homeKnown: false }])
    expect((await tell(who, 'DELETE', `/api/me/household/${id}`)).body.household).toEqual([])
    expect((await tell(who, 'DELETE', `/api/me/household/${id}`)).status).toBe(404)
  }) // prettier-ignore

  test('of somebody else is not there, and a relative’s own door stays hers', async () => {
    const mother = await newcomer({ home: { zone: '6', building: '1', room: '101' } })
    const who = await newcomer({ household: [{ relation: '妈妈', name: '妈', personId: mother }] })
    const [member] = (await me(who)).household
    expect(member).not.toHaveProperty('address')
    // That she can be sent to is known, where she lives is not told.
    expect(member?.homeKnown).toBe(true)
    const stranger = await newcomer()
    const change = { version: 1, relation: '妈妈', name: '妈' }
    expect((await tell(stranger, 'PUT', `/api/me/household/${member?.id}`, change)).status).toBe(404)
    expect((await tell(stranger, 'DELETE', `/api/me/household/${member?.id}`)).status).toBe(404)
    await tell(who, 'PUT', `/api/me/household/${member?.id}`, change)
    expect((await findPerson(house, who))?.household[0]?.personId).toBe(mother)
  })

  test('names the faulty fields', async () => {
    const who = await newcomer()
    const body = { version: 1, relation: '', name: '', home: { zone: '99' } }
    const faults = (await tell(who, 'POST', '/api/me/household', body)).body.fields?.map(({ path }) => path)
    expect(faults).toEqual(['relation', 'name'])
    const bad = { version: 1, relation: '爸爸', name: '爸', home: { zone: '99', building: '1' } }
    expect((await tell(who, 'POST', '/api/me/household', bad)).body.fields?.[0]?.path).toBe('home.zone')
  })
})

describe('who I am', () => {
  test('a newcomer says how to call her; what the station has checked is changed by the station', async () => {
    const who = await newcomer({ verified: false, name: '邻居' })
    expect((await me(who)).abilities.rename).toBe(true)
    expect((await tell(who, 'PUT', '/api/me/name', { version: 1, name: '唐小妹13812345678' })).body.name).toBe('唐小妹')
    expect((await tell(who, 'PUT', '/api/me/name', { version: 2, name: '13812345678' })).body.fields?.[0]?.path).toBe('name')
    const known = await newcomer()
    expect(await tell(known, 'PUT', '/api/me/name', { version: 1, name: '赵社工' })).toMatchObject({ status: 403 })
    expect((await me(known)).name).toBe('王阿姨')
  }) // prettier-ignore

  test('what I let the station know of my situation is withdrawn by an empty list', async () => {
    const who = await newcomer()
    const { body } = await tell(who, 'PUT', '/api/me/groups', { version: 1, groups: ['elderly', 'alone', 'alone'] })
    expect(body.groups).toEqual(['elderly', 'alone'])
    expect((await tell(who, 'PUT', '/api/me/groups', { version: 2, groups: [] })).body.groups).toBeUndefined()
    const stored = await house.db.collection('people').findOne({ _id: who as never })
    expect(stored).not.toHaveProperty('groups')
    const bad = await tell(who, 'PUT', '/api/me/groups', { version: 3, groups: ['rich'] })
    expect(bad.body.fields?.[0]?.path).toBe('groups.0')
  })
})

test('what somebody changed meanwhile is not overwritten by an older screen', async () => {
  const who = await newcomer()
  await tell(who, 'PUT', '/api/me/phone', { version: 1, phone: '13812345679' })
  const stale = await tell(who, 'PUT', '/api/me/home', { version: 1, home: { zone: '6', building: '9' } })
  expect(stale).toMatchObject({ status: 409, body: { error: 'conflict' } })
  expect((await me(who)).address).toBeUndefined()
})

test('nobody comes in unnamed', async () => {
  for (const [method, path] of [
    ['GET', '/api/me/station'],
    ['PUT', '/api/me/name'],
    ['PUT', '/api/me/home'],
    ['DELETE', '/api/me/home'],
    ['PUT', '/api/me/phone'],
    ['DELETE', '/api/me/phone'],
    ['PUT', '/api/me/groups'],
    ['POST', '/api/me/household'],
    ['PUT', '/api/me/household/x'],
    ['DELETE', '/api/me/household/x'],
  ] as const)
    expect((await app.call(undefined, method, path, method === 'GET' ? undefined : {})).status).toBe(401)
})
