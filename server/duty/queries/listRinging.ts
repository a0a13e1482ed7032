import type { AlarmKind } from '@yimin/shared/duty/contract'
import type { Platform } from '../../platform/platform.ts'
import { alarmsOf } from '../alarm.model.ts'

/** What alarms of this kind are about that nobody has closed. */
export async function listRinging(platform: Pick<Platform, 'db'>, kind: AlarmKind): Promise<string[]> {
  return alarmsOf(platform).distinct('subjectId', { state: { $in: ['open', 'seen'] }, kind })
}

/** What a station's alarms that nobody has closed are about: ids, and the codes of requests. */
export async function listRungAbout(
  platform: Pick<Platform, 'db'>,
  stationId: string,
): Promise<{ ids: string[]; codes: string[] }> {
  const ringing = await alarmsOf(platform)
    .find({ stationId, state: { $in: ['open', 'seen'] } }, { projection: { subjectId: 1, code: 1 } })
    .toArray()
  return {
    ids: ringing.map(({ subjectId }) => subjectId),
    codes: ringing.flatMap(({ code }) => (code === undefined ? [] : [code])),
  }
}
