import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'

/** The latest request of a recurring task that somebody brought to its end. */
export function findLatestOfTask(platform: Platform, recurringId: string): Promise<RequestDoc | null> {
  return requestsOf(platform).findOne(
    { recurringId, status: { $in: ['delivered', 'done'] }, 'assignee.personId': { $exists: true } },
    { sort: { createdAt: -1 } },
  )
}
