import { DomainError } from '@yimin/shared/errors/domainError'
import { deskWords } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { promiseFor } from '../deadlines.ts'
import type { RequestDoc } from '../request.model.ts'
import { hasSeat, seatsFree } from '../seats.policy.ts'
import { approveRequest } from './approveRequest.ts'
import { completing, FreeSeatsChanged, joining } from './fillSeat.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/**
 * A worker gives a request to a named helper, or takes it herself; whoever had it before is told. Of several seats he gets a free
 * one, and the search goes on while more are free. Throws `conflict` where all seats are taken, or this one has one.
 */
export async function assignRequest(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  workerId: string,
  cause: string,
  note?: string,
  seen?: number,
): Promise<RequestDoc> {
  const { settings } = await stationOf(platform, request.stationId)
  if (request.helpersNeeded)
    return giveSeat(platform, request, helperId, { id: workerId, part: 'worker', seen }, cause, note)
  return takeStep(platform, request._id, {
    step: 'assign',
    by: { id: workerId, part: 'worker', seen },
    cause,
    note,
    change: (before, now) => ({
      confirmedAt: before.confirmedAt ?? now,
      missing: [],
      assignee: { personId: helperId, acceptedAt: now, promisedAt: promiseFor(before, settings, now) },
    }),
    // It goes by her word now, also to one who asked for a swap in this very moment.
    drop: ['swap'],
  })
}

async function giveSeat(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  by: Actor,
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  if (seatsFree(request) === 0) throw new DomainError('conflict', { say: deskWords.seatsTaken })
  if (hasSeat(request, helperId)) throw new DomainError('conflict', { say: deskWords.hasSeat })
  const isLast = seatsFree(request) === 1
  if (!isLast && request.status === 'reviewing') {
    const approved = await approveRequest(platform, request._id, by.id, cause, note, by.seen)
    // This very call has let it through before, and somebody has held it back since.
    if (approved.status === 'reviewing') throw new DomainError('conflict', { say: deskWords.stale })
    return giveSeat(platform, approved, helperId, { ...by, seen: approved.v }, cause, note)
  }
  const { settings } = await stationOf(platform, request.stationId)
  try {
    return await takeStep(platform, request._id, {
      step: isLast ? 'assign' : 'seat',
      by,
      cause,
      note,
      change: (before, now) => ({
        confirmedAt: before.confirmedAt ?? now,
        missing: [],
        ...(isLast ? completing : joining)(before, { personId: helperId }, settings, now),
      }),
      drop: isLast ? ['promiseKept'] : [],
    })
  } catch (error) {
    if (error instanceof FreeSeatsChanged) throw new DomainError('conflict', { say: deskWords.stale })
    throw error
  }
}
