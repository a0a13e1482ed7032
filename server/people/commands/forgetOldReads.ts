import type { Platform } from '../../platform/platform.ts'
import { readsOf } from '../reads.model.ts'

/** Who looked before this instant. Gives how many rows are gone. */
export async function forgetOldReads(
  platform: Pick<Platform, 'db'>,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = await readsOf(platform)
    .find({ at: { $lt: before } }, { projection: { _id: 1 }, limit })
    .sort({ at: 1 })
    .toArray()
  if (old.length > 0) await readsOf(platform).deleteMany({ _id: { $in: old.map(({ _id }) => _id) } })
  return old.length
}
