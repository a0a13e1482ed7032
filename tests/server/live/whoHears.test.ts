import { acceptOffer, searchesOf } from '../../../server/dispatch/index.ts'
import { closeAlarm, raiseAlarm, saveShifts } from '../../../server/duty/index.ts'
import type { Station } from '../../../server/organisations/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { hintsOf } from '../../../server/platform/live/live.model.ts'
import { cancelRequest, confirmRequest, findRequest, releaseRequest } from '../../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aShop, aVolunteer } from '../../factories/people.ts'
import { until } from '../../factories/until.ts'

let house: TestHouse
let station: Station
let worker: Person
beforeAll(async () => {
  house = await openTestHouse()
  const staffed = await aStaffedStation(house)
  station = staffed.station
  worker = staffed.worker
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.work()
  await hintsOf(house.db).deleteMany({})
})

async function aCommunity() {
  const resident = await aPerson(house, { stationId: station.id })
  const volunteer = await aVolunteer(house, { stationId: station.id })
  const shop = await aShop(house, { stationId: station.id })
  return { resident, volunteer, shop }
}

const told = () => hintsOf(house.db).find().sort({ _id: 1 }).toArray()
const toldOf = async (kind: string, id: string) => (await told()).filter((hint) => hint.kind === kind && hint.id === id)

test('of a draft only the one who wrote it hears, of every step after it the station too', async () => {
  const { resident } = await aCommunity()
  const request = await aRequest(house, resident)
  await until('the draft is told', async () => (await toldOf('request', request.code)).length === 1)
  expect((await toldOf('request', request.code))[0]).toMatchObject({ people: [resident.id], stations: [], version: 1 })
  await confirmRequest(house, request._id, resident.id, 'c1')
  await house.work()
  const hints = await toldOf('request', request.code)
  expect(hints.at(-1)).toMatchObject({ people: [resident.id], stations: [station.id], version: 2 })
})

test('whoever is asked hears of the offer, and again when somebody else has it; a former helper hears that he has it no more', async () => {
  const { resident, volunteer, shop } = await aCommunity()
  const request = await aRequest(house, resident)
  await confirmRequest(house, request._id, resident.id, 'c2')
  await house.work()
  await until('the offer is told', async () => (await toldOf('offer', request.code)).length > 0)
  const asked = (await searchesOf(house).findOne({ _id: request._id }))?.asked.map((one) => one.personId) ?? []
  expect(asked.length).toBeGreaterThan(0)
  expect((await toldOf('offer', request.code)).at(-1)?.people.sort()).toEqual([...asked].sort())
  const winner = asked.includes(shop.id) ? shop : volunteer
  const open = await findRequest(house, request._id)
  if (!open) throw new Error('no request')
  const before = (await toldOf('offer', request.code)).length
  await acceptOffer(house, open, winner, 'c3')
  await house.work()
  await until('it is taken', async () => (await toldOf('offer', request.code)).length > before)
  expect((await toldOf('request', request.code)).at(-1)?.people).toEqual([resident.id, winner.id])
  await releaseRequest(house, request._id, winner.id, 'c4')
  await house.work()
  expect((await toldOf('request', request.code)).at(-1)?.people).toEqual([resident.id, winner.id])
  await cancelRequest(house, request._id, { id: resident.id, part: 'requester' }, 'c5')
  await house.work()
  expect((await toldOf('request', request.code)).at(-1)?.people).toEqual([resident.id])
})

test('the desks of a station hear of its alarms and its roster, and nobody else', async () => {
  const call = { stationId: station.id, kind: 'needs_person' as const, subjectId: 's1', text: '张三要找人', key: 'k1' }
  const { alarm } = await raiseAlarm(house, call)
  await closeAlarm(house, alarm.id, worker.id)
  await saveShifts(house, station.id, [])
  await until('all are told', async () => (await told()).length === 4)
  const hints = await told()
  expect(hints.map(({ kind, id }) => [kind, id])).toEqual([
    ...Array.from({ length: 3 }, () => ['alarm', alarm.id]),
    ['roster', station.id],
  ])
  for (const hint of hints) expect([hint.people, hint.stations]).toEqual([[], [station.id]])
})

test('a hint holds ids, numbers and closed words only', async () => {
  const { resident } = await aCommunity()
  const request = await aRequest(house, resident)
  await confirmRequest(house, request._id, resident.id, 'c6')
  await house.work()
  await until('it is told', async () => (await toldOf('offer', request.code)).length > 0)
  for (const hint of await told()) {
    expect(Object.keys(hint).sort()).toEqual(['_id', 'at', 'id', 'kind', 'people', 'stations', 'version'])
    expect(JSON.stringify(hint)).not.toMatch(/[\u4e00-\u9fff]/)
  }
})
