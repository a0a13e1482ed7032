import type { Platform } from '../../platform/platform.ts'
import { photosOf, sealedAt } from '../photo.model.ts'
import type { PhotoDoc } from '../photo.model.ts'

export function findPhoto(platform: Pick<Platform, 'db'>, photoId: string): Promise<PhotoDoc | null> {
  return photosOf(platform).findOne({ _id: photoId })
}

/** In the order of the ids; those that are erased are left out. */
export async function findPhotos(platform: Pick<Platform, 'db'>, photoIds: readonly string[]): Promise<PhotoDoc[]> {
  if (photoIds.length === 0) return []
  const found = await photosOf(platform)
    .find({ _id: { $in: [...photoIds] } })
    .toArray()
  const byId = new Map(found.map((photo) => [photo._id, photo]))
  return photoIds.map((id) => byId.get(id)).filter((photo) => photo !== undefined)
}

/** The picture as JPEG, unsealed; `undefined` when it is refused or erased. */
export async function openPicture(
  platform: Pick<Platform, 'db' | 'files' | 'vault'>,
  photoId: string,
): Promise<Uint8Array | undefined> {
  const photo = await findPhoto(platform, photoId)
  if (!photo || photo.state === 'refused') return undefined
  const sealed = await platform.files.get(photoId)
  return sealed && platform.vault.openBytes(sealed, sealedAt(photoId))
}
