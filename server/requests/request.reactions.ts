import { isHelper } from '@yimin/shared/people/roles'
import { roleChanged } from '../people/index.ts'
import { erasePhotosOf } from '../photos/index.ts'
import { onEvent } from '../platform/events/events.ts'
import { takeBackAllOf } from './commands/endRequestsOf.ts'
import { followExchange } from './commands/followExchange.ts'
import { followParts } from './commands/followParts.ts'
import { hintRequest } from './commands/hintRequest.ts'
import { findRequest } from './queries/findRequests.ts'
import { formersIn, requestMoved } from './request.events.ts'

export const requestReactions = [
  /** Whoever helps no longer keeps no door: what he has in hand goes back to be searched for, and both hear of it. */
  onEvent(roleChanged, 'takeBackFromFormerHelper', async (platform, { personId, to, by }, ref) => {
    if (!isHelper(to)) await takeBackAllOf(platform, personId, { id: by, part: 'worker' }, `role/${ref}`)
  }),
  /** A request that was split and its parts move together. */
  onEvent(requestMoved, 'followParts', async (platform, moved, ref) => {
    const request = await findRequest(platform, moved.requestId)
    if (request) await followParts(platform, moved, request, ref)
  }),
  /** What was agreed is brought to its end, and a proposal for an errand that is gone ends. */
  onEvent(requestMoved, 'followExchange', async (platform, moved) => followExchange(platform, moved)),
  /** The pages of all whom the step concerns read the request again; with the door go the photos. */
  onEvent(requestMoved, 'followStep', async (platform, moved) => {
    const request = await findRequest(platform, moved.requestId)
    const asked = request?.exchange ? [request.exchange.withId] : []
    if (request) await hintRequest(platform, request, ...formersIn(moved), ...asked)
    if (moved.step === 'close') await erasePhotosOf(platform, moved.requestId)
  }),
]
