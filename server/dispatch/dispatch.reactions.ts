import { onEvent } from '../platform/events/events.ts'
import { findRequest, requestMoved } from '../requests/index.ts'
import { endSearch } from './commands/endSearch.ts'
import { followRequest } from './commands/followRequest.ts'
import { hintOffersOver } from './commands/hintOffers.ts'
import { releaseAsk } from './commands/releaseAsk.ts'
import { splitByRule } from './commands/splitByRule.ts'
import { startSearch } from './commands/startSearch.ts'
import { startSwap } from './commands/startSwap.ts'
import { findSearch } from './search.model.ts'
import { tellsOfHelpers } from './standing.ts'

/** An open request is searched for at once, and a swap asked for; any other state ends the search. */
export const dispatchReactions = [
  onEvent(requestMoved, 'searchForHelper', async (platform, moved, ref) => {
    // The search is read before the request: a round that begins after this look is not ended by it.
    const search = await findSearch(platform, moved.requestId)
    const request = await findRequest(platform, moved.requestId)
    if (!request) return
    const wasSwapping = search?.state === 'swapping'
    if (tellsOfHelpers(moved) || wasSwapping) await followRequest(platform, moved, ref, request, search ?? null)
    if (moved.step === 'exchange' && moved.formerAssigneeId)
      await releaseAsk(platform, request._id, moved.formerAssigneeId)
    if (request.swap) return startSwap(platform, request)
    if (request.status !== 'open') {
      if (!search) return
      await endSearch(platform, request._id, search.round)
      if (moved.from === 'open' || wasSwapping) await hintOffersOver(platform, request)
      return
    }
    // Its parts are searched for first; when they are taken, that is announced.
    if (request.gathering) return void (search && (await endSearch(platform, request._id, search.round)))
    if (moved.step === 'gather') return startSearch(platform, request, ref)
    if (moved.step === 'split') return
    if (moved.to === 'open' && moved.from !== 'open') {
      if (await splitByRule(platform, request, ref)) return
      return startSearch(platform, request, ref, moved.formerAssigneeId)
    }
  }),
]
