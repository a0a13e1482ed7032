import { randomInt } from 'node:crypto'
import { DomainError } from '@yimin/shared/errors/domainError'
import { photoWords } from '@yimin/shared/photos/words'
import { newId } from '../../platform/ids.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
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
  if ((await freePlaces(platform, author.id)).length === 0) throw tooManyWaiting()
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
  await insertAtPlace(platform, photo)
  await platform.files.put(photo._id, platform.vault.sealBytes(jpeg, sealedAt(photo._id)))
  return platform.checkMedia ? askOutside(platform, photo) : photo
}

const tooManyWaiting = () => new DomainError('too_many', { say: photoWords.tooManyWaiting })

async function freePlaces(platform: Platform, authorId: string): Promise<number[]> {
  const waiting = await photosOf(platform)
    .find({ authorId, requestId: { $exists: false } }, { projection: { place: 1 } })
    .toArray()
  const taken = new Set(waiting.map(({ place }) => place))
  const free = Array.from({ length: MOST_WAITING }, (_, place) => place).filter((place) => !taken.has(place))
  // Photos that wait without a place, from before there were any, count too.
  return free.slice(0, Math.max(0, MOST_WAITING - waiting.length))
}

/** Of many that come in the same moment each takes a place of its own, and no more than there are. */
async function insertAtPlace(platform: Platform, photo: PhotoDoc): Promise<void> {
  for (;;) {
    const free = await freePlaces(platform, photo.authorId)
    const place = free[randomInt(Math.max(1, free.length))]
    if (place === undefined) throw tooManyWaiting()
    try {
      await photosOf(platform).insertOne({ ...photo, place })
      return
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
  }
}
