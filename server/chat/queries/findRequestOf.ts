import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { Reply } from '../talk/utterance.ts'

/** The request that this cause opened, or that the answers are about, such as one that was known already. */
export function findRequestOf(platform: Platform, cause: string, replies: Reply[]): Promise<RequestDoc | null> {
  const about = replies.find((reply) => reply.about !== undefined)?.about
  return requestsOf(platform).findOne({ $or: [{ 'history.0.cause': cause }, ...(about ? [{ _id: about }] : [])] })
}
