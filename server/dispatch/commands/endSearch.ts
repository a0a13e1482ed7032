import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'

/** Nobody is asked any more: somebody has it, or it is withdrawn. */
export async function endSearch(platform: Platform, requestId: string): Promise<void> {
  await searchesOf(platform).updateOne(
    { _id: requestId, state: 'running' },
    { $set: { state: 'over', updatedAt: platform.clock.now() }, $unset: { nextAt: '', wordAt: '' }, $inc: { v: 1 } },
  )
}
