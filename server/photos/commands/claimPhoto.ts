import type { Platform } from '../../platform/platform.ts'
import { photosOf } from '../photo.model.ts'
import type { PhotoDoc } from '../photo.model.ts'

/** A photo goes to one request only, and only its author gives it there. `null`: none of this author's that is free and not refused. */
export function claimPhoto(
  platform: Pick<Platform, 'db'>,
  photoId: string,
  authorId: string,
  requestId: string,
): Promise<PhotoDoc | null> {
  return photosOf(platform).findOneAndUpdate(
    {
      _id: photoId,
      authorId,
      state: { $ne: 'refused' },
      $or: [{ requestId: { $exists: false } }, { requestId }],
    },
    { $set: { requestId }, $unset: { place: '' }, $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
}
