import type { Platform } from '../../platform/platform.ts'
import { findRequestByCode, requestsOf, seatsFree, SOUGHT } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { wasAsked } from '../dispatch.policy.ts'
import { searchesOf, tripOf } from '../search.model.ts'
import type { AskedHelper, SearchDoc } from '../search.model.ts'

/** A request with how this helper was asked for it. */
export interface Offer {
  request: RequestDoc
  asked: AskedHelper
  /** The trip that it goes in, be it of one alone. */
  tripId: string
  /** Seats that are free. */
  free: number
}

/** Ids of the requests for which this helper is being asked now, latest first. */
export async function listOffersTo(platform: Platform, helperId: string): Promise<string[]> {
  const searches = await searchesOf(platform)
    .find({ state: { $in: ['running', 'swapping'] }, asked: { $elemMatch: { personId: helperId, state: 'asked' } } })
    .sort({ updatedAt: -1 })
    .limit(20)
    .toArray()
  const askedAt = (search: SearchDoc) => askedOf(search, helperId)?.at.getTime() ?? 0
  return searches.sort((a, b) => askedAt(b) - askedAt(a)).map((search) => search._id)
}

/** The same with what was asked and why; only what is still open. */
export async function listOpenOffers(platform: Platform, helperId: string): Promise<Offer[]> {
  const ids = await listOffersTo(platform, helperId)
  const [requests, searches] = await Promise.all([
    requestsOf(platform)
      .find({ _id: { $in: ids }, ...SOUGHT })
      .toArray(),
    searchesOf(platform)
      .find({ _id: { $in: ids } })
      .toArray(),
  ])
  return ids.flatMap((id) => {
    const request = requests.find(({ _id }) => _id === id)
    const search = searches.find(({ _id }) => _id === id)
    const asked = search && askedOf(search, helperId)
    return request && asked
      ? [{ request, asked, tripId: tripOf(search), free: request.swap ? 1 : seatsFree(request) }]
      : []
  })
}

/** What this helper was asked for under this code, also when it is too late; `undefined` for what he was never asked for. */
export async function findOffer(
  platform: Platform,
  stationId: string,
  code: string,
  helperId: string,
): Promise<RequestDoc | undefined> {
  const request = await findRequestByCode(platform, stationId, code)
  const search = request && (await searchesOf(platform).findOne({ _id: request._id }))
  return search && wasAsked(search, helperId) ? request : undefined
}

function askedOf(search: SearchDoc, helperId: string): AskedHelper | undefined {
  return search.asked.findLast((one) => one.personId === helperId)
}
