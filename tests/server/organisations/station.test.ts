import {
  findHomeStation,
  findStation,
  findStationOfRoom,
  listEnterprises,
  listStations,
  saveEnterprise,
  saveStation,
  STATION_DEFAULTS,
} from '../../../server/organisations/index.ts'
import { stationSettings } from '@yimin/shared/organisations/contract'
import { aStation, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

test('the defaults are figures that a station could have chosen', () => {
  expect(stationSettings.parse(STATION_DEFAULTS)).toEqual(STATION_DEFAULTS)
})

test('every kind of service names who is asked first, and every category belongs to one kind', () => {
  const { kinds } = STATION_DEFAULTS.dispatch
  const all = Object.values(kinds).flat()
  expect(new Set(all).size).toBe(all.length)
  expect(all).toHaveLength(21)
})

test('a station changes one figure and keeps the other defaults', async () => {
  const { id } = await aStation(ground, { settings: { talk: { askAgainAfterMinutes: 3 } } })
  const station = await findStation(ground, id)
  expect(station?.settings.talk).toEqual({ ...STATION_DEFAULTS.talk, askAgainAfterMinutes: 3 })
  expect(station?.settings.limits).toEqual(STATION_DEFAULTS.limits)
  expect(STATION_DEFAULTS.talk.askAgainAfterMinutes).toBe(10)
})

test('a figure outside its bounds is refused by name', async () => {
  const save = aStation(ground, { settings: { limits: { perDay: -1 } } })
  await expect(save).rejects.toThrow(/perDay/)
})

test('what is not named stays as it was', async () => {
  const { id } = await aStation(ground, { zones: [{ name: '6', buildings: [{ name: '9' }] }] })
  const changed = await saveStation(ground, { id, phone: '0472-0000001' })
  expect(changed).toMatchObject({
    phone: '0472-0000001',
    name: '演练社工站',
    zones: [{ name: '6', buildings: [{ name: '9' }] }],
    v: 2,
  })
})

test('a room leads to its station, also right after the room was added', async () => {
  const { id } = await aStation(ground)
  expect(await findStationOfRoom(ground, 'sandbox:late')).toBeUndefined()
  await saveStation(ground, { id, rooms: [{ chatId: 'sandbox:late', topic: '海威益民一群' }] })
  expect((await findStationOfRoom(ground, 'sandbox:late'))?.id).toBe(id)
})

test('two stations cannot have the same room, while many may have none', async () => {
  await aStation(ground, { rooms: [{ chatId: 'sandbox:mine', topic: '' }] })
  await expect(aStation(ground, { rooms: [{ chatId: 'sandbox:mine', topic: '' }] })).rejects.toThrow(/duplicate key/)
  await aStation(ground)
  await aStation(ground)
})

test('a station is read from a copy for a short while', async () => {
  const { id } = await aStation(ground)
  await findStation(ground, id)
  await ground.db.collection<{ _id: string }>('stations').updateOne({ _id: id }, { $set: { name: '改了' } })
  expect((await findStation(ground, id))?.name).toBe('演练社工站')
})

test('the oldest station stands for the installation', async () => {
  const fresh = await openGround()
  try {
    expect(await findHomeStation(fresh)).toBeUndefined()
    const first = await aStation(fresh, { id: 'z' })
    fresh.clock.turnTo(new Date(fresh.clock.now().getTime() + 1_000))
    await aStation(fresh, { id: 'a' })
    expect((await findHomeStation(fresh))?.id).toBe(first.id)
    expect((await listStations(fresh)).map((station) => station.id)).toEqual(['z', 'a'])
  } finally {
    await fresh.close()
  }
})

test('the enterprises of a station, by name', async () => {
  const { id: stationId } = await aStation(ground)
  const shop = { stationId, categories: ['produce' as const], hours: [], deliveryZones: ['6'] }
  await saveEnterprise(ground, { id: 'e2', name: 'B店', ...shop })
  await saveEnterprise(ground, { id: 'e1', name: 'A店', ...shop })
  expect((await listEnterprises(ground, stationId)).map((enterprise) => enterprise.name)).toEqual(['A店', 'B店'])
})
