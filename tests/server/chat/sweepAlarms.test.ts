import { sweepAlarms } from '../../../server/chat/index.ts'
import { listAlarms, raiseAlarm } from '../../../server/duty/index.ts'
import { listReadsOf } from '../../../server/people/index.ts'
import { cancelRequest, confirmRequest, holdRequest } from '../../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson } from '../../factories/people.ts'

let house: TestHouse
let stationId: string

beforeEach(async () => {
  house = await openTestHouse()
  const { station } = await aStaffedStation(house)
  stationId = station.id
  await aPerson(house, { id: 'wang', stationId })
})
afterEach(() => house.close())

/** Each a minute older than the next. */
async function anAlarm(key: string, personId: string, kind: 'emergency' | 'no_answer' = 'no_answer'): Promise<string> {
  house.later(1)
  const { alarm } = await raiseAlarm(house, { stationId, kind, subjectId: key, personId, text: `出事了${key}`, key })
  return alarm.id
}

async function told(): Promise<string[]> {
  const rows = (await house.outgoing()).filter(({ template }) => template.startsWith('alarm.'))
  return rows.map(({ about = '' }) => about)
}

test('an alarm whose words may not be read keeps no other waiting, least of all an emergency', async () => {
  await aPerson(house, { id: 'stranger' })
  const stuck = await anAlarm('stuck', 'stranger')
  await anAlarm('fall', 'wang', 'emergency')
  house.later(30)
  const warn = jest.spyOn(house.log, 'warn').mockReturnValue(undefined)
  expect(await sweepAlarms(house)).toBe(2)
  expect(await told()).toEqual(['fall'])
  expect(warn.mock.calls).toEqual([[{ alarmId: stuck, level: 1, reason: 'not_found' }, expect.any(String)]])
  expect((await listReadsOf(house, 'wang')).items).toHaveLength(1)
})

test('an alarm about somebody who is gone is told all the same', async () => {
  await anAlarm('gone', 'nobody')
  await anAlarm('fall', 'wang', 'emergency')
  house.later(30)
  await sweepAlarms(house)
  expect((await told()).sort()).toEqual(['fall', 'gone'])
  const { items } = await listAlarms(house, stationId)
  expect(items.every(({ escalations }) => escalations.every(({ toldAt }) => toldAt !== undefined))).toBe(true)
})

test('a request that was withdrawn before the news of its hold came calls nobody', async () => {
  const held = async (cause: string) => {
    const { _id } = await aRequest(house, { id: 'wang', stationId })
    await confirmRequest(house, _id, 'wang', `yes.${cause}`)
    await holdRequest(house, _id, { id: 'system', part: 'system' }, 'many_requests', cause)
    return _id
  }
  const waits = await held('h1')
  const withdrawn = await held('h2')
  await cancelRequest(house, withdrawn, { id: 'wang', part: 'requester' }, 'c1')
  // The news of a hold may come last: its first try failed.
  house.waiting.reverse()
  await house.work()
  expect((await listAlarms(house, stationId)).items.map(({ subjectId }) => subjectId)).toEqual([waits])
  expect(await told()).toEqual([waits])
})
