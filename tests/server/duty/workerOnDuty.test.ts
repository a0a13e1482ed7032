import { saveShifts, setOnDuty, staffInOrder, workerOnDuty } from '../../../server/duty/index.ts'
import { aDirector, aStation, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const at = (local: string) => new Date(`${local}:00+08:00`)
const WEEK = [1, 2, 3, 4, 5]

async function aStaffedStation() {
  const { id: stationId } = await aStation(ground)
  const director = await aDirector(ground, { stationId })
  const morning = await aWorker(ground, { stationId, name: '赵社工' })
  const evening = await aWorker(ground, { stationId, name: '钱社工' })
  await saveShifts(ground, stationId, [
    { personId: morning.id, days: WEEK, from: '08:00', to: '14:00' },
    { personId: evening.id, days: WEEK, from: '14:00', to: '20:00' },
  ])
  return { stationId, director, morning, evening }
}

test('the one whose shift it is', async () => {
  const { stationId, morning, evening } = await aStaffedStation()
  expect((await workerOnDuty(ground, stationId, at('2026-11-23T13:59')))?.id).toBe(morning.id)
  expect((await workerOnDuty(ground, stationId, at('2026-11-23T14:00')))?.id).toBe(evening.id)
})

test('out of hours the one whose shift begins next', async () => {
  const { stationId, morning } = await aStaffedStation()
  expect((await workerOnDuty(ground, stationId, at('2026-11-21T23:00')))?.id).toBe(morning.id)
})

test('who is flagged goes before the shifts, until taken off', async () => {
  const { stationId, morning, evening } = await aStaffedStation()
  await setOnDuty(ground, stationId, evening.id, true)
  await setOnDuty(ground, stationId, evening.id, true)
  expect((await workerOnDuty(ground, stationId, at('2026-11-23T09:00')))?.id).toBe(evening.id)
  await setOnDuty(ground, stationId, evening.id, false)
  expect((await workerOnDuty(ground, stationId, at('2026-11-23T09:00')))?.id).toBe(morning.id)
})

test('the first on the list of the flagged comes first', async () => {
  const { stationId, morning, evening } = await aStaffedStation()
  await setOnDuty(ground, stationId, evening.id, true)
  await setOnDuty(ground, stationId, morning.id, true)
  const order = await staffInOrder(ground, stationId, at('2026-11-23T09:00'))
  expect(order.slice(0, 2).map((person) => person.id)).toEqual([evening.id, morning.id])
})

test('somebody on the roster who has left is passed over', async () => {
  const { id: stationId } = await aStation(ground)
  const worker = await aWorker(ground, { stationId })
  await setOnDuty(ground, stationId, 'left', true)
  expect((await workerOnDuty(ground, stationId, at('2026-11-23T09:00')))?.id).toBe(worker.id)
})

test('without a roster any worker, then the director; nobody only where there is no staff', async () => {
  const { id: stationId } = await aStation(ground)
  const now = at('2026-11-23T09:00')
  expect(await workerOnDuty(ground, stationId, now)).toBeUndefined()
  const director = await aDirector(ground, { stationId })
  expect((await workerOnDuty(ground, stationId, now))?.id).toBe(director.id)
  const worker = await aWorker(ground, { stationId })
  expect((await workerOnDuty(ground, stationId, now))?.id).toBe(worker.id)
})
