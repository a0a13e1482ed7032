import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'

/** He has exchanged it for another one: he is not asked for it again. */
export async function releaseAsk(platform: Platform, requestId: string, helperId: string): Promise<void> {
  await searchesOf(platform).updateOne(
    { _id: requestId, asked: { $elemMatch: { personId: helperId, state: 'accepted' } } },
    { $set: { 'asked.$.state': 'released', updatedAt: platform.clock.now() }, $inc: { v: 1 } },
  )
}
