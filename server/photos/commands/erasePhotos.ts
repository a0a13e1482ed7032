import type { Platform } from '../../platform/platform.ts'
import { photosOf } from '../photo.model.ts'

type Ground = Pick<Platform, 'db' | 'files' | 'clock'>

const HOUR = 3_600_000
/** Sent, and no request took it. */
const UNTAKEN_MS = 24 * HOUR
/** However long its request lives. */
const LONGEST_MS = 90 * 24 * HOUR
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

/** Erases what no request took within a day, and every photo after 90 days. Returns how many. */
export async function sweepPhotos(platform: Ground): Promise<number> {
  const before = (ms: number) => new Date(platform.clock.now().getTime() - ms)
  const old = await photosOf(platform)
    .find(
      {
        $or: [
          { sentAt: { $lt: before(UNTAKEN_MS) }, requestId: { $exists: false } },
          { sentAt: { $lt: before(LONGEST_MS) } },
        ],
      },
      { projection: { _id: 1 }, limit: BATCH },
    )
    .toArray()
  for (const { _id } of old) await erasePhoto(platform, _id)
  return old.length
}
