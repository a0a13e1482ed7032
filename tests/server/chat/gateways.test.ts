import { botRoutes } from '../../../server/chat/index.ts'
import { reportPresence } from '../../../server/messaging/index.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import type { Person } from '../../../server/people/index.ts'
import { aPerson, aStation, callerOf, knock } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'

let house: TestHouse
let worker: Person
let station: { id: string }
beforeAll(async () => {
  house = await openTestHouse()
  ;({ worker, station } = await aStaffedStation(house))
})
beforeEach(() => house.db.collection('gateways').deleteMany({}))
afterAll(() => house.close())

interface Seen {
  items: { stateWord: string; reach: string; qr?: string; code?: { picture: string; since: string } }[]
  abilities: { scan: boolean }
}
const list = (as: Person = worker) => knock(botRoutes(house), 'listGateways', callerOf(as)) as Promise<Seen>
const iLink = { adapter: 'ilink', account: 'main', consumer: 'one', state: 'online' } as const

test('staff see whether the assistant hears, and its login code only while that is good', async () => {
  expect(await list()).toEqual({ items: [], abilities: { scan: true } })
  const since = house.clock.now()
  const presence = { adapter: 'sandbox', account: 'yimin', consumer: 'one', since }
  await reportPresence(house, { ...presence, state: 'scan', qr: 'https://login.example/code' })
  const waiting = { id: 'sandbox.yimin', reach: 'groups', since: since.toISOString(), seenAt: since.toISOString() }
  const code = { picture: expect.stringMatching(/^data:image\/svg\+xml;base64,/), since: since.toISOString() }
  expect((await list()).items).toEqual([
    { ...waiting, state: 'scan', stateWord: '要扫码', qr: 'https://login.example/code', code },
  ])
  house.later(3)
  // Silent for three minutes: offline, whatever it said last.
  expect((await list()).items).toEqual([{ ...waiting, state: 'offline', stateWord: '停了' }])
  await reportPresence(house, { ...presence, state: 'online' })
  const now = house.clock.now().toISOString()
  expect((await list()).items).toEqual([{ ...waiting, state: 'online', stateWord: '在线', seenAt: now }])
})

describe('the code of the bot channel', () => {
  const shows = (qr?: string, state: 'online' | 'offline' = 'online') =>
    reportPresence(house, { ...iLink, state, since: house.clock.now(), ...(qr && { qr }) })

  test('tells its age while it is the same one, and begins anew with the next', async () => {
    const first = house.clock.now().toISOString()
    await shows('https://one.example')
    house.later(1.5)
    await shows('https://one.example')
    house.later(1)
    await shows('https://one.example')
    expect((await list()).items[0]).toMatchObject({ reach: 'private', stateWord: '在线', code: { since: first } })
    const [old] = (await list()).items
    await shows('https://two.example')
    const [fresh] = (await list()).items
    expect(fresh?.code?.since).toBe(house.clock.now().toISOString())
    expect(fresh?.code?.picture).not.toBe(old?.code?.picture)
    await shows()
    expect((await list()).items[0]).not.toHaveProperty('code')
  })

  test('is to be scanned again when nobody is heard any more', async () => {
    await shows('https://one.example', 'offline')
    expect((await list()).items[0]).toMatchObject({ state: 'offline', stateWord: '要重新扫码' })
  })

  test('is for whoever works at the desk of this station and their director, and for nobody who only looks on', async () => {
    await shows('https://one.example')
    const of = (role: Person['role'], stationId = station.id) => aPerson(house, { role, stationId })
    for (const role of ['station_worker', 'station_director'] as const)
      expect((await list(await of(role))).items[0]?.qr).toBe('https://one.example')
    const other = await aStation(house)
    for (const looker of [await of('supervisor'), await of('station_worker', other.id)]) {
      const seen = await list(looker)
      expect(seen.abilities).toEqual({ scan: false })
      expect(seen.items[0]).toMatchObject({ stateWord: '在线' })
      expect(JSON.stringify(seen)).not.toMatch(/one\.example|data:image/)
    }
  })

  test('lies sealed in the record, and its mark tells nothing', async () => {
    await shows('https://one.example/secret')
    const kept = JSON.stringify(await house.db.collection('gateways').find().toArray())
    expect(kept).not.toMatch(/one\.example|secret/)
  })
})

test.each([
  [undefined, 'unauthenticated'],
  ['resident', 'forbidden'],
  ['volunteer', 'forbidden'],
] as const)('whoever is no staff gets nothing: %s', async (role, error) => {
  const web = await openWeb(house, botRoutes(house))
  const as = role && (await aPerson(house, { role, stationId: station.id }))
  expect((await web.call('GET', '/api/gateways', { as })).body).toMatchObject({ error })
  await web.close()
})
