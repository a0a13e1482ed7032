import type { Platform } from '../../platform/platform.ts'
import type { Handover, RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/** The helper says that it is at the door; the resident's word or a day of silence ends it. `photoId`: what he took a picture of. */
export function deliverRequest(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
  handover: Handover = { how: 'word' },
  photoId?: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'deliver',
    by: { id: helperId, part: 'assignee' },
    cause,
    change: ({ handoverPhotos = [] }) => ({
      handover,
      ...(photoId === undefined ? {} : { handoverPhotos: [...new Set([...handoverPhotos, photoId])] }),
    }),
  })
}
