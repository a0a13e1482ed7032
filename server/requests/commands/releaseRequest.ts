import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { seatsIn } from '../seats.policy.ts'
import { takeStep, wasTaken } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/**
 * A helper gives a request back, without blame: it is open again at once, and address and name close to him. Of several he frees
 * his own seat alone; the others keep theirs, and what was promised stays promised as long as it can be kept.
 */
export async function releaseRequest(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  const by = { id: helperId, part: 'assignee' as const }
  const request = await requestsOf(platform).findOne({ _id: requestId }, { projection: { helpersNeeded: 1, status: 1, causeIds: 1 } }) // prettier-ignore
  if (!request?.helpersNeeded || wasTaken(request as RequestDoc, 'release', cause))
    return openAgain(platform, requestId, by, cause, note)
  return giveSeatBack(platform, request as RequestDoc, helperId, by, cause, note)
}

/** One seat of several, by his own word or a worker's; everybody else keeps his. */
export function giveSeatBack(
  platform: Platform,
  { _id, status }: Pick<RequestDoc, '_id' | 'status'>,
  helperId: string,
  by: Actor,
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  const isComplete = status === 'accepted'
  return takeStep(platform, _id, {
    step: isComplete ? 'release' : 'leave',
    by,
    cause,
    note,
    change: (before) => freeSeat(before, helperId),
    drop: isComplete ? ['assignee'] : [],
  })
}

/** What is written where one seat of several is free again. Throws `conflict` where he has none. */
export function freeSeat(before: RequestDoc, helperId: string): Partial<RequestDoc> {
  const others = seatsIn(before).filter(({ personId }) => personId !== helperId)
  if (others.length === seatsIn(before).length) throw new DomainError('conflict')
  const promised = before.assignee?.promisedAt
  return { companions: others, ...(before.status === 'accepted' && promised ? { promiseKept: promised } : {}) }
}

/** A worker takes a request back from its helper, or from all of several, who are told; somebody else is sought. */
export function takeBackRequest(
  platform: Platform,
  requestId: string,
  worker: Actor & { part: 'worker' },
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  return openAgain(platform, requestId, worker, cause, note)
}

function openAgain(platform: Platform, requestId: string, by: Actor, cause: string, note?: string) {
  return takeStep(platform, requestId, { step: 'release', by, cause, note, drop: ['assignee', 'companions'] })
}
