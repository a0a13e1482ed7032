import { onEvent } from '../platform/events/events.ts'
import { findRequest, requestMoved } from '../requests/index.ts'
import { endSearch } from './commands/endSearch.ts'
import { startSearch } from './commands/startSearch.ts'

/** An open request is searched for at once; any other state ends the search. */
export const dispatchReactions = [
  onEvent(requestMoved, 'searchForHelper', async (platform, moved, ref) => {
    const request = await findRequest(platform, moved.requestId)
    if (!request) return
    if (request.status !== 'open') return endSearch(platform, request._id)
    if (moved.to === 'open' && moved.from !== 'open') return startSearch(platform, request, ref, moved.formerAssigneeId)
  }),
]
