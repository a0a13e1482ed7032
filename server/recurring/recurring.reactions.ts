import { onEvent } from '../platform/events/events.ts'
import { findRequest, requestMoved } from '../requests/index.ts'
import { beginAsSaid } from './commands/beginAsSaid.ts'

/** 每周二帮我送水: once the first time is let through, the next ones come by themselves. */
export const recurringReactions = [
  onEvent(requestMoved, 'beginWhatRepeats', async (platform, { requestId, to }) => {
    if (to !== 'open') return
    const request = await findRequest(platform, requestId)
    if (request?.repeats) await beginAsSaid(platform, request)
  }),
]
