import type { Platform } from '../../platform.ts'
import { mediaChecksOf } from './mediaCheck.model.ts'

/** Questions about pictures and recordings that were asked before this instant and are settled. Gives how many rows are gone. */
export async function forgetMediaChecks(
  platform: Pick<Platform, 'db'>,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const settled = { state: { $ne: 'waiting' as const }, askedAt: { $lt: before } }
  const old = await mediaChecksOf(platform)
    .find(settled, { projection: { _id: 1 }, limit })
    .toArray()
  if (old.length > 0) await mediaChecksOf(platform).deleteMany({ _id: { $in: old.map(({ _id }) => _id) }, ...settled })
  return old.length
}
