import type { Platform } from '../../platform/platform.ts'
import { photosOf } from '../photo.model.ts'

export async function listPhotoIdsBy(platform: Pick<Platform, 'db'>, authorId: string): Promise<string[]> {
  const rows = await photosOf(platform).find({ authorId }, { projection: { _id: 1 } }).toArray()
  return rows.map(({ _id }) => _id)
}

/** The same photos under another author's name. The pictures stay where they lie. */
export async function movePhotos(platform: Pick<Platform, 'db'>, ids: readonly string[], toId: string): Promise<void> {
  await photosOf(platform).updateMany({ _id: { $in: [...ids] } }, { $set: { authorId: toId } })
}
