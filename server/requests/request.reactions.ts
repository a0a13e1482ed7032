import { erasePhotosOf } from '../photos/index.ts'
import { onEvent } from '../platform/events/events.ts'
import { hintRequest } from './commands/hintRequest.ts'
import { findRequest } from './queries/findRequests.ts'
import { requestMoved } from './request.events.ts'

export const requestReactions = [
  /** The pages of all whom the step concerns read the request again; with the door go the photos. */
  onEvent(requestMoved, 'followStep', async (platform, moved) => {
    const request = await findRequest(platform, moved.requestId)
    if (request) await hintRequest(platform, request, moved.formerAssigneeId)
    if (moved.step === 'close') await erasePhotosOf(platform, moved.requestId)
  }),
]
