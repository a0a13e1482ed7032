import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'

/**
 * Ids of the requests that this helper was offered together with this one, in the order in which they were asked for, itself among
 * them; it alone where it was offered by itself.
 */
export async function offeredWith(platform: Platform, requestId: string, helperId: string): Promise<string[]> {
  const search = await searchesOf(platform).findOne({ _id: requestId }, { projection: { asked: 1 } })
  const mine = search?.asked.findLast(({ personId }) => personId === helperId)
  if (!mine?.with?.length) return [requestId]
  const together = await searchesOf(platform)
    .find(
      {
        _id: { $in: [...mine.with, requestId] },
        asked: { $elemMatch: { personId: helperId, state: { $in: ['asked', 'accepted'] } } },
      },
      { projection: { _id: 1 } },
    )
    .sort({ startedAt: 1, _id: 1 })
    .toArray()
  const ids = together.map(({ _id }) => _id)
  return ids.includes(requestId) ? ids : [...ids, requestId]
}
