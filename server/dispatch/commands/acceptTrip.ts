import { DomainError } from '@yimin/shared/errors/domainError'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { offeredWith } from '../queries/offeredTrip.ts'
import { acceptOffer } from './acceptOffer.ts'

/** What became of a yes to a trip. */
export interface TripTaken {
  /** His now; never empty. */
  taken: RequestDoc[]
  /** Somebody else was quicker, or it was withdrawn. */
  gone: RequestDoc[]
}

/**
 * A helper says yes to what he was offered: this request and all that stood with it. Each is taken by its own compare-and-set, in
 * the same order by everybody; what is gone is left out. Throws as `acceptOffer` where nothing is left for him.
 * `only`: this one alone, of a trip.
 */
export async function acceptTrip(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  cause: string,
  only = false,
): Promise<TripTaken> {
  const offered = only ? [request] : await listOffered(platform, request, helper.id)
  const trip: TripTaken = { taken: [], gone: [] }
  let refusal: unknown
  for (const one of offered) {
    try {
      trip.taken.push(await acceptOffer(platform, one, helper, cause))
    } catch (error) {
      if (!isRefusal(error)) throw error
      refusal ??= error
      trip.gone.push(one)
    }
  }
  if (trip.taken.length === 0) throw refusal
  return trip
}

function isRefusal(error: unknown): boolean {
  return error instanceof DomainError && ['already_taken', 'conflict', 'forbidden', 'too_many'].includes(error.code)
}

async function listOffered(platform: Platform, request: RequestDoc, helperId: string): Promise<RequestDoc[]> {
  const ids = await offeredWith(platform, request._id, helperId)
  if (ids.length === 1) return [request]
  const found = await requestsOf(platform)
    .find({ _id: { $in: ids } })
    .toArray()
  return ids.flatMap((id) => found.find(({ _id }) => _id === id) ?? [])
}
