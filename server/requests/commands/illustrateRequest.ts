import { DomainError } from '@yimin/shared/errors/domainError'
import { MOST_PHOTOS } from '@yimin/shared/photos/contract'
import { photoWords } from '@yimin/shared/photos/words'
import { mayTakeStep } from '@yimin/shared/requests/states'
import { claimPhoto, erasePhoto } from '../../photos/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/**
 * Puts a photo of the requester's to the request. Throws DomainError `invalid_input` for a photo that is not hers or one too
 * many, `conflict` when it is too late for photos.
 */
export async function illustrateRequest(
  platform: Platform,
  request: RequestDoc,
  photoId: string,
  cause: string,
): Promise<RequestDoc> {
  if (!mayTakeStep('illustrate', request.status, 'requester'))
    throw new DomainError('conflict', { say: photoWords.notNow })
  refuseOneTooMany(request, photoId)
  // What the request does not take after all goes with the request's other photos when it closes.
  const photo = await claimPhoto(platform, photoId, request.requesterId, request._id)
  if (!photo) throw refusal(photoWords.notYours)
  return takeStep(platform, request._id, {
    step: 'illustrate',
    by: { id: request.requesterId, part: 'requester' },
    cause,
    change: (before) => {
      refuseOneTooMany(before, photoId)
      return { photos: [...new Set([...(before.photos ?? []), photoId])] }
    },
  })
}

/** Takes a photo away and erases it; one that is not there is `not_found`. */
export async function takePhotoAway(
  platform: Platform,
  request: RequestDoc,
  photoId: string,
  cause: string,
): Promise<RequestDoc> {
  if (!request.photos?.includes(photoId)) throw new DomainError('not_found')
  const after = await takeStep(platform, request._id, {
    step: 'illustrate',
    by: { id: request.requesterId, part: 'requester' },
    cause,
    change: (before) => ({ photos: (before.photos ?? []).filter((id) => id !== photoId) }),
  })
  await erasePhoto(platform, photoId)
  return after
}

function refuseOneTooMany({ photos = [] }: RequestDoc, photoId: string): void {
  if (!photos.includes(photoId) && photos.length >= MOST_PHOTOS) throw refusal(photoWords.tooManyOnRequest(MOST_PHOTOS))
}

function refusal(message: string): DomainError {
  return new DomainError('invalid_input', { say: message, fields: [{ path: 'photoId', message }] })
}
