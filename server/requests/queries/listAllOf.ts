import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'

/** All requests of a person, newest first. */
export function listAllOf(platform: Platform, requesterId: string): Promise<RequestDoc[]> {
  return requestsOf(platform).find({ requesterId }).sort({ createdAt: -1 }).toArray()
}

/** All requests that a helper has or had to the end, newest first. */
export function listHelpedBy(platform: Platform, helperId: string): Promise<RequestDoc[]> {
  return requestsOf(platform)
    .find({ $or: [{ 'assignee.personId': helperId }, { 'companions.personId': helperId }] })
    .sort({ createdAt: -1 })
    .toArray()
}
