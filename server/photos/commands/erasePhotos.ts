import type { Platform } from '../../platform/platform.ts'
import { photosOf } from '../photo.model.ts'

type Ground = Pick<Platform, 'db' | 'files' | 'clock'>

const HOUR = 3_600_000
/** Sent, and no request took it. */
const UNTAKEN_MS = 24 * HOUR
const BATCH = 200

/** Picture first, then row: a row that stays is found again, a picture without a row is not. */
export async function erasePhoto({ db, files }: Ground, photoId: string): Promise<void> {
  await files.remove(photoId)
  await photosOf({ db }).deleteOne({ _id: photoId })
}

/** The request is closed: nobody needs its photos any more. Harmless the second time. */
export async function erasePhotosOf(platform: Ground, requestId: string): Promise<void> {
  const photos = await photosOf(platform)
    .find({ requestId }, { projection: { _id: 1 } })
    .toArray()
  for (const { _id } of photos) await erasePhoto(platform, _id)
}

/** Whoever sent them has left. Harmless the second time. */
export async function erasePhotosBy(platform: Ground, authorId: string): Promise<void> {
  const photos = await photosOf(platform)
    .find({ authorId }, { projection: { _id: 1 } })
    .toArray()
  for (const { _id } of photos) await erasePhoto(platform, _id)
}

/** Erases what no request took within a day. Returns how many. */
export async function sweepPhotos(platform: Ground): Promise<number> {
  const before = new Date(platform.clock.now().getTime() - UNTAKEN_MS)
  const untaken = await photosOf(platform)
    .find({ sentAt: { $lt: before }, requestId: { $exists: false } }, { projection: { _id: 1 }, limit: BATCH })
    .toArray()
  for (const { _id } of untaken) await erasePhoto(platform, _id)
  return untaken.length
}

/** Erases what was sent before this instant, but for the photos of requests that are needed still. Returns how many. */
export async function eraseOldPhotos(
  platform: Ground,
  { before, held, limit }: { before: Date; held: readonly string[]; limit: number },
): Promise<number> {
  const old = await photosOf(platform)
    .find({ sentAt: { $lt: before }, requestId: { $nin: [...held] } }, { projection: { _id: 1 }, limit })
    .toArray()
  for (const { _id } of old) await erasePhoto(platform, _id)
  return old.length
}
