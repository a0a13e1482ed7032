import type { Platform } from '../../platform/platform.ts'
import { readsOf } from '../reads.model.ts'

export async function listReadIdsOf(platform: Pick<Platform, 'db'>, personId: string): Promise<string[]> {
  const rows = await readsOf(platform).find({ subject: personId }, { projection: { _id: 1 } }).toArray()
  return rows.map(({ _id }) => _id)
}

/** That somebody read her data is told to whom the data belongs. */
export async function moveReads(platform: Pick<Platform, 'db'>, ids: readonly string[], toId: string): Promise<void> {
  await readsOf(platform).updateMany({ _id: { $in: [...ids] } }, { $set: { subject: toId } })
}
