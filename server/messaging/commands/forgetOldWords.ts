import type { Platform } from '../../platform/platform.ts'
import { outgoingOf } from '../outgoing.model.ts'

/**
 * Words of a station that were to be said before this instant: whoever waits to hear them so long is not helped by them. Those
 * about what is needed still stay. Gives how many are gone.
 */
export async function forgetOldWords(
  platform: Platform,
  { stationId, before, held, limit }: { stationId: string; before: Date; held: readonly string[]; limit: number },
): Promise<number> {
  const old = await outgoingOf(platform)
    .find(
      {
        stationId,
        // What a gateway has in its hands is not taken from it.
        state: { $ne: 'leased' },
        queuedAt: { $lt: before },
        about: { $nin: [...held] },
      },
      { projection: { _id: 1 }, limit },
    )
    .toArray()
  if (old.length > 0) await outgoingOf(platform).deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })
  return old.length
}
