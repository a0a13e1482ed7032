import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { hintRequest } from './hintRequest.ts'

/** Keeps the resident's judgement, 1 to 5; the last word counts. */
export async function rateRequest(
  platform: Platform,
  requestId: string,
  requesterId: string,
  rating: number,
): Promise<RequestDoc> {
  const rated = await requestsOf(platform).findOneAndUpdate(
    { _id: requestId, requesterId, status: { $in: ['delivered', 'done'] } },
    { $set: { rating, updatedAt: platform.clock.now() }, $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  if (!rated) throw new DomainError('conflict')
  await hintRequest(platform, rated)
  return rated
}
