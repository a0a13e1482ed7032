import type { Platform } from '../../platform/platform.ts'
import { alarmsOf } from '../alarm.model.ts'

export async function listAlarmIdsAbout(platform: Pick<Platform, 'db'>, personId: string): Promise<string[]> {
  const rows = await alarmsOf(platform).find({ personId }, { projection: { _id: 1 } }).toArray()
  return rows.map(({ _id }) => _id)
}

/** The same alarms about another person's name. */
export async function moveAlarms(platform: Pick<Platform, 'db'>, ids: readonly string[], toId: string): Promise<void> {
  await alarmsOf(platform).updateMany({ _id: { $in: [...ids] } }, { $set: { personId: toId } })
}
