import { onEvent } from '../platform/events/events.ts'
import { findRequest, requestMoved } from '../requests/index.ts'
import { endSearch } from './commands/endSearch.ts'
import { followRequest } from './commands/followRequest.ts'
import { hintOffers } from './commands/hintOffers.ts'
import { startSearch } from './commands/startSearch.ts'
import { searchesOf } from './search.model.ts'
import { tellsOfHelpers } from './standing.ts'

/** An open request is searched for at once; any other state ends the search. */
export const dispatchReactions = [
  onEvent(requestMoved, 'searchForHelper', async (platform, moved, ref) => {
    // The search is read before the request: a round that begins after this look is not ended by it.
    const search = await searchesOf(platform).findOne({ _id: moved.requestId })
    const request = await findRequest(platform, moved.requestId)
    if (!request) return
    if (tellsOfHelpers(moved)) await followRequest(platform, moved, ref, request, search)
    if (request.status !== 'open') {
      if (!search) return
      await endSearch(platform, request._id, search.round)
      if (moved.from === 'open') await hintOffers(platform, request)
      return
    }
    if (moved.to === 'open' && moved.from !== 'open') return startSearch(platform, request, ref, moved.formerAssigneeId)
  }),
]
