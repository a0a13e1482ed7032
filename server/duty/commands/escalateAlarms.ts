import type { StationSettings } from '@yimin/shared/organisations/contract'
import { findStation, STATION_DEFAULTS } from '../../organisations/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { AlarmDoc, Escalation } from '../alarm.model.ts'
import { alarmsOf } from '../alarm.model.ts'
import type { Alarm } from '../queries/findAlarm.ts'
import { toAlarm } from '../queries/findAlarm.ts'
import { emergencyRung, patienceOf } from '../emergencyLadder.ts'
import { staffInOrder } from '../queries/workerOnDuty.ts'
import { hintAlarm } from './hintAlarm.ts'

type Ground = Pick<Platform, 'db' | 'clock' | 'log'>

/** Somebody must be told now; `alarm.id` with `level` makes the key of the message. */
export interface Telling {
  alarm: Alarm
  level: number
  tell: Person[]
}

const BATCH = 200
/** The end of a row of escalations: everyone who can be told was told; it stays open on the board until somebody sees it. */
const NEVER = new Date('9999-12-31T00:00:00Z')

/**
 * Whom the next level tells. An emergency: whom its ladder names. Any other: its owner again and the next in
 * order, from the second level on the director too.
 */
export function circleOf(
  alarm: Pick<AlarmDoc, 'kind' | 'ownerId'>,
  level: number,
  staff: readonly Person[],
  settings: StationSettings,
): string[] {
  const everybody = alarm.kind === 'emergency' && emergencyRung(settings, level)?.who !== 'worker_on_duty'
  if (everybody) return staff.map((person) => person.id)
  const others = staff.filter((person) => person.id !== alarm.ownerId)
  const directors = level > 1 ? others.filter((person) => person.role === 'station_director') : []
  const circle = [alarm.ownerId, others[0]?.id, ...directors.map((person) => person.id)]
  return [...new Set(circle.filter((id) => id !== undefined))]
}

function nextDue(alarm: AlarmDoc, level: number, settings: StationSettings, now: Date): Date {
  if (level >= settings.alarms.escalationsAtMost) return NEVER
  return new Date(now.getTime() + patienceOf(alarm.kind, level, settings))
}

/** Widens the circle of one overdue alarm; another process that was quicker has done it already. */
async function widen(platform: Ground, alarm: AlarmDoc, now: Date): Promise<void> {
  const settings = (await findStation(platform, alarm.stationId))?.settings ?? STATION_DEFAULTS
  const level = alarm.escalations.length + 1
  const tell = circleOf(alarm, level, await staffInOrder(platform, alarm.stationId, now), settings)
  // A station without staff has nobody to tell; the alarm stays open on the board.
  const entry: Escalation = { level, at: now, tell, ...(tell.length === 0 && { toldAt: now }) }
  const widened = await alarmsOf(platform).findOneAndUpdate(
    { _id: alarm._id, v: alarm.v, state: 'open' },
    { $push: { escalations: entry }, $set: { dueAt: nextDue(alarm, level, settings, now) }, $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  if (widened) hintAlarm(platform, widened)
}

async function tellingsOf(platform: Ground, doc: AlarmDoc): Promise<Telling[]> {
  const untold = doc.escalations.filter((entry) => entry.toldAt === undefined)
  return Promise.all(
    untold.map(async ({ level, tell }) => {
      const people = await findPeople(platform, tell)
      const inOrder = tell.flatMap((id) => people.filter((person) => person.id === id))
      return { alarm: toAlarm(doc), level, tell: inOrder }
    }),
  )
}

/**
 * Widens the circle of every alarm that nobody has seen in time, and returns whom to tell: the new ones, and those of an
 * earlier run that were not marked as told (a process died in between). Send the words, then call `markTold`.
 */
export async function escalateAlarms(platform: Ground): Promise<Telling[]> {
  const now = platform.clock.now()
  const overdue = await alarmsOf(platform)
    .find({ state: 'open', dueAt: { $lte: now } })
    .sort({ dueAt: 1 })
    .limit(BATCH)
    .toArray()
  for (const alarm of overdue) await widen(platform, alarm, now)
  const untold = await alarmsOf(platform)
    .find({ state: 'open', escalations: { $elemMatch: { toldAt: { $exists: false } } } })
    .sort({ raisedAt: 1 })
    .limit(BATCH)
    .toArray()
  return (await Promise.all(untold.map((doc) => tellingsOf(platform, doc)))).flat()
}

/** The words of this level are on their way. */
export async function markTold(platform: Ground, alarmId: string, level: number): Promise<void> {
  await alarmsOf(platform).updateOne(
    { _id: alarmId, 'escalations.level': level },
    { $set: { 'escalations.$.toldAt': platform.clock.now() }, $inc: { v: 1 } },
  )
}

/** The words of this level did not get out. True the first time. */
export async function noteFailure(
  platform: Pick<Platform, 'db' | 'clock'>,
  alarmId: string,
  level: number,
): Promise<boolean> {
  const noted = await alarmsOf(platform).updateOne(
    { _id: alarmId, escalations: { $elemMatch: { level, failedAt: { $exists: false } } } },
    { $set: { 'escalations.$.failedAt': platform.clock.now() } },
  )
  return noted.modifiedCount === 1
}

/** When the next alarm becomes overdue: a timer's hint and a virtual clock's next stop. */
export async function nextAlarmDue(platform: Pick<Platform, 'db'>): Promise<Date | undefined> {
  const next = await alarmsOf(platform)
    .find({ state: 'open', dueAt: { $lt: NEVER } })
    .sort({ dueAt: 1 })
    .limit(1)
    .next()
  return next?.dueAt
}
