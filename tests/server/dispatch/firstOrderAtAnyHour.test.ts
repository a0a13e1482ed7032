import { loadDemo } from '../../../server/app/demo/loadDemo.ts'
import { searchesOf } from '../../../server/dispatch/index.ts'
import { nextMove } from '../../../server/dispatch/queries/nextMove.ts'
import { stationOf } from '../../../server/organisations/index.ts'
import { virtualClock } from '../../../server/platform/clock.ts'
import { confirmRequest, openRequest } from '../../../server/requests/index.ts'
import { openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'

const HOURS_OF_A_WEEK = 7 * 24
const HOUR_MS = 3_600_000
const DEMO = 'haiwei'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  await loadDemo(house)
})
afterAll(() => house.close())

/** Who is asked first for the first order of docs/trying.md if it is confirmed at that hour. */
async function askedFirst(hours: number): Promise<string[]> {
  const draft = await openRequest(house, {
    stationId: DEMO,
    requesterId: 'wang',
    origin: { channel: 'room', chatId: 'g1' },
    text: '送点西红柿、青椒和黄瓜',
    frame: { intent: 'request', category: 'produce', confidence: 0.9 },
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    cause: 'first order',
  })
  const request = await confirmRequest(house, draft._id, 'wang', 'yes')
  await house.work()
  const search = await searchesOf(house).findOne({ _id: request._id })
  if (!search) throw new Error('no search')
  const now = new Date(house.clock.now().getTime() + hours * HOUR_MS)
  const before = { ...search, asked: [], climbs: [], rung: search.ladder[0]?.id ?? '' }
  const move = await nextMove(
    { ...house, clock: virtualClock(now) },
    { request, search: before, station: await stationOf(house, DEMO), trip: { asked: new Map() }, now },
  )
  return move.act === 'ask' ? move.chosen.map(({ person }) => person.id) : []
}

test('whoever tries the first order meets the same shop at any hour of the week', async () => {
  for (let hour = 0; hour < HOURS_OF_A_WEEK; hour += 1)
    expect([hour, (await askedFirst(hour))[0]]).toEqual([hour, 'qin'])
})
