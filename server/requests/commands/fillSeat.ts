import type { StationSettings } from '@yimin/shared/organisations/contract'
import { promiseFor } from '../deadlines.ts'
import type { Assignee, RequestDoc } from '../request.model.ts'
import { hasSeat, seatsFree, seatsIn } from '../seats.policy.ts'

/** Between the look and the step a seat was taken or given back, or he has one: it is judged anew. */
export class FreeSeatsChanged extends Error {}

export interface SeatedHelper {
  personId: string
  alone?: boolean
  tripId?: string | undefined
}

/** He takes a seat, and more are free. */
export function joining(
  before: RequestDoc,
  helper: SeatedHelper,
  settings: StationSettings,
  now: Date,
): Partial<RequestDoc> {
  if (seatsFree(before) <= 1 || hasSeat(before, helper.personId)) throw new FreeSeatsChanged()
  return { companions: [...seatsIn(before), seatOf(helper, promiseFor(before, settings, now), now)] }
}

/**
 * The last seat: now it is promised. Whoever completes it answers for it; the others go with him. What was promised before
 * somebody gave his seat back stays promised as long as it can be kept.
 */
export function completing(
  before: RequestDoc,
  helper: SeatedHelper,
  settings: StationSettings,
  now: Date,
): Partial<RequestDoc> {
  const others = seatsIn(before)
  if (others.length > 0 && hasSeat(before, helper.personId)) throw new FreeSeatsChanged()
  if (before.helpersNeeded !== undefined && seatsFree(before) !== 1) throw new FreeSeatsChanged()
  const kept = before.promiseKept
  const promisedAt = kept && kept > now ? kept : promiseFor(before, settings, now)
  const companions = others.map((seat) => ({ ...seat, promisedAt }))
  return { assignee: seatOf(helper, promisedAt, now), ...(companions.length > 0 ? { companions } : {}) }
}

/** A seat as it is taken. */
export function seatOf({ personId, alone, tripId }: SeatedHelper, promisedAt: Date, now: Date): Assignee {
  return { personId, acceptedAt: now, promisedAt, ...(alone && { alone }), ...(tripId !== undefined && { tripId }) }
}
