import { onEvent } from '../platform/events/events.ts'
import { hintRequest } from './commands/hintRequest.ts'
import { findRequest } from './queries/findRequests.ts'
import { requestMoved } from './request.events.ts'

export const requestReactions = [
  /** The pages of all whom the step concerns read the request again. */
  onEvent(requestMoved, 'hintRequest', async (platform, moved) => {
    const request = await findRequest(platform, moved.requestId)
    if (request) await hintRequest(platform, request, moved.formerAssigneeId)
  }),
]
