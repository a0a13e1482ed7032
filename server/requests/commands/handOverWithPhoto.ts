import { DomainError } from '@yimin/shared/errors/domainError'
import { photoWords } from '@yimin/shared/photos/words'
import type { NoCodeReason } from '@yimin/shared/requests/states'
import { handoverWords } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import { claimPhoto, erasePhoto } from '../../photos/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { mayShowByPhoto } from '../request.policy.ts'
import { deliverRequest } from './deliverRequest.ts'

/** What the helper shows, and how he gave it where he says so. */
export interface ShownAtDoor {
  photoId: string
  reason?: NoCodeReason | undefined
}

/**
 * The helper took a picture of what he brought. It is his word with something to look at: the requester is asked all the same.
 * Throws DomainError `invalid_input` for what goes from hand to hand and for a photo that is not his, `conflict` when he has
 * the request no more.
 */
export async function handOverWithPhoto(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  { photoId, reason }: ShownAtDoor,
  cause: string,
): Promise<RequestDoc> {
  const { settings } = await stationOf(platform, request.stationId)
  if (!mayShowByPhoto(request, settings)) throw refusal(handoverWords.noPhotoForThis)
  if (!(await claimPhoto(platform, photoId, helperId, request._id))) throw refusal(photoWords.notYours)
  const handover = { how: 'photo' as const, ...(reason ? { reason } : {}) }
  try {
    return await deliverRequest(platform, request._id, helperId, cause, handover, photoId)
  } catch (error) {
    await eraseUnlessTaken(platform, request._id, photoId)
    throw error
  }
}

/** A picture of a door that no hand-over took is kept for nobody. */
async function eraseUnlessTaken(platform: Platform, requestId: string, photoId: string): Promise<void> {
  const taken = await requestsOf(platform).findOne({ _id: requestId, handoverPhotos: photoId })
  if (!taken) await erasePhoto(platform, photoId)
}

function refusal(message: string): DomainError {
  return new DomainError('invalid_input', { say: message, fields: [{ path: 'photoId', message }] })
}
