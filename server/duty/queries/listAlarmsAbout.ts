import type { AlarmKind } from '@yimin/shared/duty/contract'
import type { Platform } from '../../platform/platform.ts'
import { alarmsOf, sealedAt } from '../alarm.model.ts'

/** A call for a worker that was about one person, opened for that person alone. */
export interface CallAbout {
  at: Date
  kind: AlarmKind
  text: string
}

/** Newest first. */
export async function listAlarmsAbout(
  platform: Pick<Platform, 'db' | 'vault'>,
  personId: string,
  limit: number,
): Promise<CallAbout[]> {
  const alarms = await alarmsOf(platform).find({ personId }).sort({ raisedAt: -1 }).limit(limit).toArray()
  return alarms.map(({ _id, raisedAt, kind, text }) => ({
    at: raisedAt,
    kind,
    text: text && platform.vault.open(text, sealedAt(_id)),
  }))
}

export function countAlarmsAbout(platform: Pick<Platform, 'db'>, personId: string): Promise<number> {
  return alarmsOf(platform).countDocuments({ personId })
}

/** What the calls about a person were raised for: requests, messages. */
export function listAlarmSubjects(platform: Pick<Platform, 'db'>, personId: string): Promise<string[]> {
  return alarmsOf(platform).distinct('subjectId', { personId })
}
