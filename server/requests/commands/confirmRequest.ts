import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/** Reasons that the resident's own word settles; every other one needs a worker's eye. */
const SETTLED_BY_WORD = new Set(['no_answer'])
const TRIES = 3

/** The resident says that it was understood: a plain errand is open at once, a doubtful one goes to a worker first. */
export async function confirmRequest(
  platform: Platform,
  requestId: string,
  requesterId: string,
  cause: string,
): Promise<RequestDoc> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const seen = await requestsOf(platform).findOne({ _id: requestId }, { projection: { reviewReasons: 1, status: 1 } })
    const confirmed = await confirmAs(platform, requestId, seen && stepFor(seen), { requesterId, cause })
    if (confirmed) return confirmed
  }
  throw new DomainError('conflict')
}

type Judged = Pick<RequestDoc, 'reviewReasons' | 'status'>

function stepFor({ reviewReasons, status }: Judged): 'hold' | 'confirm' {
  const doubtful = reviewReasons.some((reason) => !SETTLED_BY_WORD.has(reason))
  return doubtful && status === 'draft' ? 'hold' : 'confirm'
}

class JudgedAnew extends Error {}

/** `undefined` where a doubt came up or was settled between the look and the step: then it is judged anew. */
async function confirmAs(
  platform: Platform,
  requestId: string,
  step: 'hold' | 'confirm' | null,
  { requesterId, cause }: { requesterId: string; cause: string },
): Promise<RequestDoc | undefined> {
  try {
    return await takeStep(platform, requestId, {
      step: step ?? 'confirm',
      by: { id: requesterId, part: 'requester' },
      cause,
      change: (before, now) => {
        if (stepFor(before) !== step) throw new JudgedAnew()
        return { confirmedAt: now, missing: [] }
      },
    })
  } catch (error) {
    if (error instanceof JudgedAnew) return undefined
    throw error
  }
}
