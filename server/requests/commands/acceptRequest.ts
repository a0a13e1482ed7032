import { DomainError } from '@yimin/shared/errors/domainError'
import { stationOf } from '../../organisations/index.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { hasSeat, seatsFree } from '../seats.policy.ts'
import { completing, FreeSeatsChanged, joining } from './fillSeat.ts'
import type { SeatedHelper } from './fillSeat.ts'
import { takeStep } from './takeStep.ts'

/** More than the seats of any request: each try in vain is somebody else's seat. */
const TRIES = 8

/**
 * Exactly one helper gets an open request, or as many as it needs: each takes a seat, and the last one completes it. Throws
 * `already_taken` to everybody else; to those who have a seat it answers as the first time. `alone`: he goes out for one errand
 * at a time; throws `too_many` where he has another, however fast he took it. `tripId`: the trip in which he brings it.
 */
export async function acceptRequest(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  cause: string,
  { alone = false, tripId }: { alone?: boolean; tripId?: string | undefined } = {},
): Promise<RequestDoc> {
  for (let tries = 1; ; tries += 1) {
    const accepted = await takeSeat(platform, request, { personId: helperId, alone, tripId }, cause)
    if (accepted) return accepted
    const now = await requestsOf(platform).findOne({ _id: request._id })
    if (now?.assignee?.personId === helperId && now.status === 'accepted') return now
    if (now && now.status !== 'cancelled' && now.status !== 'rejected' && hasSeat(now, helperId)) return now
    const isOpen = now?.status === 'open' && !now.gathering && seatsFree(now) > 0
    if (!isOpen || tries === TRIES) throw new DomainError('already_taken')
  }
}

/** `undefined` where somebody was quicker: another seat may be free. */
async function takeSeat(
  platform: Platform,
  { _id, stationId }: RequestDoc,
  helper: SeatedHelper,
  cause: string,
): Promise<RequestDoc | undefined> {
  const { settings } = await stationOf(platform, stationId)
  const seen = await requestsOf(platform).findOne({ _id }, { projection: { helpersNeeded: 1, assignee: 1, companions: 1 } }) // prettier-ignore
  const isLast = !seen || seatsFree(seen) <= 1
  try {
    return await takeStep(platform, _id, {
      step: isLast ? 'accept' : 'join',
      by: { id: helper.personId, part: 'helper' },
      cause,
      change: (before, now) => (isLast ? completing : joining)(carriable(before), helper, settings, now),
      ...(isLast && seen?.helpersNeeded ? { drop: ['promiseKept'] } : {}),
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError('too_many', { cause: error })
    if (error instanceof FreeSeatsChanged) return undefined
    if (error instanceof DomainError && error.code === 'conflict') return undefined
    throw error
  }
}

/** Nobody carries it before its parts are taken. Throws `conflict`. */
function carriable(request: RequestDoc): RequestDoc {
  if (request.gathering) throw new DomainError('conflict')
  return request
}
