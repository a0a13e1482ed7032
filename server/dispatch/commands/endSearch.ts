import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'

/** Nobody is asked any more: somebody has it, or it is withdrawn. Only the given round ends: another may have begun since. */
export async function endSearch(platform: Platform, requestId: string, round: number): Promise<void> {
  await searchesOf(platform).updateOne(
    { _id: requestId, state: { $in: ['running', 'swapping'] }, round },
    {
      $set: { state: 'over', updatedAt: platform.clock.now() },
      $unset: { nextAt: '', wordAt: '', restsUntil: '' },
      $inc: { v: 1 },
    },
  )
}
