import { searchesOf, windRungs } from '../../../server/dispatch/index.ts'
import { openTestHouse, type TestHouse } from '../../factories/house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

/** Searches whose next rung is due so many seconds from now. */
async function searchesDueIn(...seconds: number[]): Promise<void> {
  const now = house.clock.now()
  const rows = seconds.map((s) => ({
    _id: `in${s}`,
    v: 3,
    stationId: 'any',
    state: 'running',
    nextAt: new Date(now.getTime() + s * 1_000),
    updatedAt: now,
  }))
  await searchesOf(house).insertMany(rows as never)
}

test('only the rungs of the next moments have timers; the others stand in the record alone', async () => {
  await searchesDueIn(-5, 1, 4, 60, 3_600)
  expect(await windRungs(house)).toBe(2)
  expect(house.waiting).toEqual([
    { name: 'askHelpers', payload: { requestId: 'in1' }, delayMs: 1_000 },
    { name: 'askHelpers', payload: { requestId: 'in4' }, delayMs: 4_000 },
  ])
})

test('after an emptied Redis the next round winds them again, each to its own time', async () => {
  house.waiting.length = 0
  house.clock.turnTo(new Date(house.clock.now().getTime() + 2_000))
  expect(await windRungs(house)).toBe(1)
  expect(house.waiting).toEqual([{ name: 'askHelpers', payload: { requestId: 'in4' }, delayMs: 2_000 }])
})
