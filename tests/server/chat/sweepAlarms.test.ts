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

test('an alarm whose words cannot be opened keeps no other waiting, least of all an emergency, and is complained of once', async () => {
  const stuck = await anAlarm('stuck', 'wang')
  await house.db.collection('alarms').updateOne({ subjectId: 'stuck' }, { $set: { text: 'v1.broken' } })
  await anAlarm('fall', 'wang', 'emergency')
  house.later(30)
  const warn = jest.spyOn(house.log, 'warn').mockReturnValue(undefined)
  expect(await sweepAlarms(house)).toBe(2)
  expect(await told()).toEqual(['fall'])
  expect(await sweepAlarms(house)).toBe(1)
  expect(await sweepAlarms(house)).toBe(1)
  expect(warn.mock.calls).toEqual([[{ alarmId: stuck, level: 1, reason: 'unexpected' }, expect.any(String)]])
})

test('an alarm about somebody of another station is told once, without a word that is not for us', async () => {
  await aPerson(house, { id: 'stranger' })
  await anAlarm('far', 'stranger')
  house.later(30)
  const warn = jest.spyOn(house.log, 'warn').mockReturnValue(undefined)
  expect(await sweepAlarms(house)).toBe(1)
  const [words, ...more] = (await house.outgoing()).filter(({ about }) => about === 'far')
  const text = house.vault.open(words?.text ?? '', {
    collection: 'outgoing',
    id: words?._id ?? '',
    field: 'text',
    class: 'S2',
  })
  expect(text).toMatch(/别的站的居民/)
  expect(text).not.toMatch(/出事了/)
  expect([more, await sweepAlarms(house), warn.mock.calls]).toEqual([[], 0, []])
  expect((await listReadsOf(house, 'stranger')).items).toEqual([])
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
