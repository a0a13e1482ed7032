import { ALIVE } from '@yimin/shared/requests/states'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'

/**
 * A station's requests of before `createdBefore` that are needed still: open ones, those that may be reopened, and those that
 * `ringing` alarms are about, by id or code. Gives their ids.
 */
export async function listHeld(
  platform: Platform,
  stationId: string,
  createdBefore: Date,
  ringing: { ids: readonly string[]; codes: readonly string[] },
): Promise<string[]> {
  const held = await requestsOf(platform)
    .find(
      {
        stationId,
        createdAt: { $lt: createdBefore },
        $or: [
          { status: { $in: [...ALIVE] } },
          { dueAt: { $exists: true } },
          { _id: { $in: [...ringing.ids] } },
          { code: { $in: [...ringing.codes] } },
        ],
      },
      { projection: { _id: 1 } },
    )
    .toArray()
  return held.map(({ _id }) => _id)
}
