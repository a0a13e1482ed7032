import type { Filter, UpdateFilter } from 'mongodb'
import type { Platform } from '../../platform/platform.ts'
import { readTogether } from '../../platform/together.ts'
import type { AlarmDoc } from '../alarm.model.ts'
import { alarmsOf } from '../alarm.model.ts'
import type { Alarm } from '../queries/findAlarm.ts'
import { findAlarm, toAlarm } from '../queries/findAlarm.ts'
import { hintAlarm } from './hintAlarm.ts'

type Ground = Pick<Platform, 'db' | 'clock' | 'log'>

/** Takes the step if the state allows it; whoever comes second gets the alarm as it is. */
async function step(
  platform: Ground,
  filter: Filter<AlarmDoc> & { _id: string },
  update: UpdateFilter<AlarmDoc>,
): Promise<Alarm | undefined> {
  const doc = await alarmsOf(platform).findOneAndUpdate(filter, update, { returnDocument: 'after' })
  if (doc) hintAlarm(platform, doc)
  return doc ? toAlarm(doc) : findAlarm(platform, filter._id)
}

/** Somebody has it in hand: the circle widens no more. The first to say so stays on record. `undefined`: no such alarm. */
export function acknowledgeAlarm(platform: Ground, alarmId: string, byId: string): Promise<Alarm | undefined> {
  const seen = { state: 'seen' as const, seenBy: byId, seenAt: platform.clock.now() }
  return step(platform, { _id: alarmId, state: 'open' }, { $set: seen, $inc: { v: 1 } })
}

/** Dealt with. Closing what nobody had seen counts as seeing it. `undefined`: no such alarm. */
export async function closeAlarm(platform: Ground, alarmId: string, byId: string): Promise<Alarm | undefined> {
  await acknowledgeAlarm(platform, alarmId, byId)
  const closed = { state: 'closed' as const, closedBy: byId, closedAt: platform.clock.now() }
  return step(platform, { _id: alarmId, state: 'seen' }, { $set: closed, $inc: { v: 1 } })
}

/** The cause is gone (the request was accepted after all, the gateway is back): closes every alarm of this kind about it. */
export async function closeAlarmsAbout(
  platform: Ground,
  subjectId: string,
  kinds: readonly AlarmDoc['kind'][],
  byId = 'system',
): Promise<number> {
  if (!(await isRinging(platform, subjectId))) return 0
  const { modifiedCount } = await alarmsOf(platform).updateMany(
    { subjectId, kind: { $in: [...kinds] }, state: { $ne: 'closed' } },
    { $set: { state: 'closed', closedBy: byId, closedAt: platform.clock.now() }, $inc: { v: 1 } },
  )
  if (modifiedCount > 0) await hintClosed(platform, subjectId, kinds)
  return modifiedCount
}

/** Most that happens calls nobody: a look that is shared with others costs less than a change that finds nothing. */
async function isRinging(platform: Ground, subjectId: string): Promise<boolean> {
  const found = await readTogether(platform.db, 'alarms.about', subjectId, async (subjects) => {
    const alarms = await alarmsOf(platform)
      .find({ subjectId: { $in: subjects }, state: { $ne: 'closed' } }, { projection: { subjectId: 1 } })
      .toArray()
    return new Map(alarms.map((alarm) => [alarm.subjectId, true]))
  })
  return found === true
}

async function hintClosed(platform: Ground, subjectId: string, kinds: readonly AlarmDoc['kind'][]): Promise<void> {
  const closed = await alarmsOf(platform).findOne({ subjectId, kind: { $in: [...kinds] } }, { sort: { closedAt: -1 } })
  if (closed) hintAlarm(platform, closed)
}
