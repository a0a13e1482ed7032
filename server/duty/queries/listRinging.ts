import type { AlarmKind } from '@yimin/shared/duty/contract'
import type { Platform } from '../../platform/platform.ts'
import { alarmsOf } from '../alarm.model.ts'

/** What alarms of this kind are about that nobody has closed. */
export async function listRinging(platform: Pick<Platform, 'db'>, kind: AlarmKind): Promise<string[]> {
  return alarmsOf(platform).distinct('subjectId', { state: { $in: ['open', 'seen'] }, kind })
}
