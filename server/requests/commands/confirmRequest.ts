import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/** Reasons that the resident's own word settles; every other one needs a worker's eye. */
const SETTLED_BY_WORD = new Set(['no_answer'])

/** The resident says that it was understood: a plain errand is open at once, a doubtful one goes to a worker first. */
export async function confirmRequest(
  platform: Platform,
  requestId: string,
  requesterId: string,
  cause: string,
): Promise<RequestDoc> {
  const request = await requestsOf(platform).findOne(
    { _id: requestId },
    { projection: { reviewReasons: 1, status: 1 } },
  )
  const doubtful = (request?.reviewReasons ?? []).some((reason) => !SETTLED_BY_WORD.has(reason))
  return takeStep(platform, requestId, {
    step: doubtful && request?.status === 'draft' ? 'hold' : 'confirm',
    by: { id: requesterId, part: 'requester' },
    cause,
    change: (_, now) => ({ confirmedAt: now, missing: [] }),
  })
}
