import type { Platform } from '../../platform/platform.ts'
import { inboundOf, threadsOf } from '../inbound.model.ts'

/** What was heard and handled, or given up, before this instant; what waits stays. Gives how many are gone. */
export async function forgetOldMessages(
  platform: Platform,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = await inboundOf(platform)
    .find({ receivedAt: { $lt: before }, state: { $in: ['handled', 'dead'] } }, { projection: { _id: 1 }, limit })
    .toArray()
  if (old.length > 0) await inboundOf(platform).deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })
  return old.length
}

/** Questions (哪一件？) that nobody answered. */
export async function forgetOldThreads(platform: Platform, before: Date): Promise<void> {
  await threadsOf(platform).deleteMany({ at: { $lt: before } })
}
