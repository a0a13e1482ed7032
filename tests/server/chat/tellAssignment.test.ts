import { listAlarms, readAlarmText } from '../../../server/duty/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { acceptRequest, amendRequest, confirmRequest } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'

let house: TestHouse
let stationId: string
let worker: Person

beforeEach(async () => {
  house = await openTestHouse()
  const staffed = await aStaffedStation(house)
  stationId = staffed.station.id
  worker = staffed.worker
  await aPerson(house, { id: 'wang', stationId })
  await aVolunteer(house, { id: 'li', stationId })
})
afterEach(() => house.close())

/** Li has taken it; nobody has heard of it yet. */
async function aTakenRequest(): Promise<RequestDoc> {
  const { _id } = await aRequest(house, { id: 'wang', stationId })
  const open = await confirmRequest(house, _id, 'wang', 'yes')
  await house.work()
  return acceptRequest(house, open, 'li', 'a1')
}

async function toldTo(personId: string): Promise<string[]> {
  const rows = (await house.outgoing()).filter(({ to }) => to.some((one) => one.personId === personId))
  return rows.map(({ template }) => template)
}

test('of an errand in the hand of somebody who is no volunteer any more a worker hears once, and the requester as ever', async () => {
  const { _id, code } = await aTakenRequest()
  await aPerson(house, { id: 'li', name: '小李', stationId })
  await house.work()
  expect(await toldTo('wang')).toContain('request.accepted')
  const by = { id: worker.id, part: 'worker' as const }
  const frame = { intent: 'amend' as const, items: [{ name: '盐', quantity: 1, unit: '袋' }], confidence: 1 }
  await amendRequest(house, _id, { by, text: '', frame, items: 'add', cause: 'm1' })
  await house.work()

  expect(await toldTo('wang')).toContain('request.amendedByWorker')
  expect(await toldTo('li')).not.toContain('dispatch.assignment')
  const { items } = await listAlarms(house, stationId)
  expect(items).toMatchObject([{ kind: 'message_undelivered', subjectId: _id }])
  expect(await toldTo(worker.id)).toEqual(['alarm.message_undelivered'])
  const reader = { id: worker.id, role: worker.role, reason: 'alarm', stationId }
  expect(await readAlarmText(house, items[0]?.id ?? '', reader)).toContain(`小李手上有${code}`)
  expect((await house.db.collection('requests').findOne({}))?.outbox).toEqual([])
})
