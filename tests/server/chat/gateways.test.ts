import { botRoutes } from '../../../server/chat/index.ts'
import { reportPresence } from '../../../server/messaging/index.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { callerOf, knock } from '../../factories/people.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('staff see whether the assistant hears, and its login code only while that is good', async () => {
  const { worker } = await aStaffedStation(house)
  const list = () => knock(botRoutes(house), 'listGateways', callerOf(worker))
  expect(await list()).toEqual({ items: [] })
  const since = house.clock.now()
  const presence = { adapter: 'sandbox', account: 'yimin', consumer: 'one', since }
  await reportPresence(house, { ...presence, state: 'scan', qr: 'https://login.example/code' })
  const waiting = { id: 'sandbox.yimin', since: since.toISOString(), seenAt: since.toISOString() }
  expect(await list()).toEqual({ items: [{ ...waiting, state: 'scan', qr: 'https://login.example/code' }] })
  house.later(3)
  // Silent for three minutes: offline, whatever it said last.
  expect(await list()).toEqual({ items: [{ ...waiting, state: 'offline' }] })
  await reportPresence(house, { ...presence, state: 'online' })
  expect(await list()).toEqual({
    items: [{ ...waiting, state: 'online', seenAt: house.clock.now().toISOString() }],
  })
})
