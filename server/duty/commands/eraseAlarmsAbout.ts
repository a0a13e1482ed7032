import type { Filter } from 'mongodb'
import type { Platform } from '../../platform/platform.ts'
import type { AlarmDoc } from '../alarm.model.ts'
import { alarmsOf } from '../alarm.model.ts'

/** Alarms carry what was said: those about these requests and calls, and about the person, go with it. */
export async function eraseAlarmsAbout(
  platform: Pick<Platform, 'db'>,
  subjectIds: string[],
  personId?: string,
): Promise<void> {
  const about: Filter<AlarmDoc>[] = [{ subjectId: { $in: subjectIds } }]
  if (personId !== undefined) about.push({ personId })
  await alarmsOf(platform).deleteMany({ $or: about })
}
