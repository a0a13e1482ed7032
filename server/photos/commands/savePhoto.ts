import { DomainError } from '@yimin/shared/errors/domainError'
import { photoWords } from '@yimin/shared/photos/words'
import { newId } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { cleanPhoto } from '../cleanPhoto.ts'
import { photosOf, sealedAt } from '../photo.model.ts'
import type { PhotoDoc } from '../photo.model.ts'
import { askOutside } from './askOutside.ts'

/** Photos of one person that no request has taken yet. */
const MOST_WAITING = 12

/**
 * Writes a photo anew and keeps it sealed. Where pictures are checked outside it stays in quarantine until the answer;
 * where they are not, the few who may see a request's door see it. Throws DomainError `invalid_input` for what is no photo, `too_many`.
 */
export async function savePhoto(
  platform: Platform,
  author: { id: string; stationId: string },
  bytes: Uint8Array,
): Promise<PhotoDoc> {
  const waiting = await photosOf(platform).countDocuments({ authorId: author.id, requestId: { $exists: false } })
  if (waiting >= MOST_WAITING) throw new DomainError('too_many', { say: photoWords.tooManyWaiting })
  const { jpeg, width, height } = await cleanPhoto(bytes)
  const photo: PhotoDoc = {
    _id: newId(),
    v: 1,
    stationId: author.stationId,
    authorId: author.id,
    state: platform.checkMedia ? 'quarantined' : 'shown',
    width,
    height,
    sentAt: platform.clock.now(),
  }
  // The row first: a file that no row names would never be erased.
  await photosOf(platform).insertOne(photo)
  await platform.files.put(photo._id, platform.vault.sealBytes(jpeg, sealedAt(photo._id)))
  return platform.checkMedia ? askOutside(platform, photo) : photo
}
