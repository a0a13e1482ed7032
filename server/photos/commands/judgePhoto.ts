import type { Platform } from '../../platform/platform.ts'
import { photosOf } from '../photo.model.ts'
import type { PhotoDoc } from '../photo.model.ts'

type Ground = Pick<Platform, 'db' | 'files' | 'clock'>

/**
 * Shows a photo to all who may see its request's door, or refuses it: then the picture is erased and only the row stays.
 * A refusal is for good; a machine's word changes nothing that a person has decided. `null`: no such photo.
 */
export async function judgePhoto(
  platform: Ground,
  photoId: string,
  state: 'shown' | 'refused',
  by: string,
): Promise<PhotoDoc | null> {
  const open = by === 'system' ? (['quarantined'] as const) : (['quarantined', 'shown'] as const)
  const judged = await photosOf(platform).findOneAndUpdate(
    { _id: photoId, state: { $in: [...open] } },
    { $set: { state, judgedAt: platform.clock.now(), judgedBy: by }, $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  const photo = judged ?? (await photosOf(platform).findOne({ _id: photoId }))
  if (photo?.state === 'refused') await platform.files.remove(photoId)
  return photo
}
