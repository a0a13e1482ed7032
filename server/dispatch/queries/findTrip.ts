import type { Filter } from 'mongodb'
import type { Station } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { mapOf } from '../choose/communityMap.ts'
import { searchesOf, tripOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { FELLOW, goTogether, TRIP_AT_MOST, tripGround } from '../trips/goTogether.ts'
import type { Fellow } from '../trips/goTogether.ts'

/** The trip that a request goes in, and for which of its others each helper is being asked now. */
export interface TripOfSearch {
  /** Absent where it began the trip itself. */
  tripId?: string
  asked: ReadonlyMap<string, string[]>
}

const LOOKED_AT = 60

/** The trip of a search that is about to ask: the one it is in, or the one that it may join now. */
export async function findTrip(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  station: Station,
): Promise<TripOfSearch> {
  const { settings } = station
  if (settings.dispatch.tripWindowMinutes === 0 || !tripGround(request, settings)) return { asked: new Map() }
  const begins = search.climbs.length === 0 && search.tripId === undefined
  const tripId = begins ? await tripToJoin(platform, request, search, station) : search.tripId
  const others = await listRunning(platform, membersOf(tripId ?? search._id), search, 'asked')
  return { ...(tripId !== undefined && { tripId }), asked: askedIn(others) }
}

/** All searches of one trip. */
export function membersOf(tripId: string): Filter<SearchDoc> {
  return { $or: [{ _id: tripId }, { tripId }] }
}

/** Other searches of the station, the latest first: no more of each than what is asked for. */
function listRunning<Field extends 'tripId' | 'asked'>(
  platform: Platform,
  filter: Filter<SearchDoc>,
  { _id, stationId }: SearchDoc,
  field: Field,
): Promise<Pick<SearchDoc, '_id' | Field>[]> {
  return searchesOf(platform)
    .find<Pick<SearchDoc, '_id' | Field>>(
      { $and: [{ stationId, state: 'running', _id: { $ne: _id } }, filter] },
      { projection: { [field]: 1 } },
    )
    .sort({ startedAt: -1, _id: -1 })
    .limit(LOOKED_AT)
    .toArray()
}

/**
 * Of those that have asked already, or began before this one: two that look at each other do not both follow. The fullest trip
 * comes first. `undefined` where it goes alone, or others have joined it.
 */
async function tripToJoin(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  { zones, settings }: Station,
): Promise<string | undefined> {
  const now = platform.clock.now()
  const since = new Date(now.getTime() - settings.dispatch.tripWindowMinutes * 60_000)
  const { startedAt, _id } = search
  const unasked = { climbs: { $size: 0 } }
  const eligible = [
    { 'climbs.0.at': { $gte: since } },
    { ...unasked, startedAt: { $lt: startedAt } },
    { ...unasked, startedAt, _id: { $lt: _id } },
  ]
  const near = await listRunning(platform, { $or: eligible }, search, 'tripId')
  if (near.some((one) => one.tripId === _id)) return undefined
  const open = await requestsOf(platform)
    .find<Fellow>(
      // Whatever goes with it is as plain as it is, and in the same zone: the rest need not be read.
      { _id: { $in: near.map((one) => one._id) }, status: 'open', urgent: false, 'place.zone': request.place.zone },
      { projection: FELLOW },
    )
    .toArray()
  const ground = tripGround(request, settings)
  const trips = new Map<string, Fellow[]>()
  const fellows = new Map(open.filter((one) => tripGround(one, settings) === ground).map((one) => [one._id, one]))
  for (const member of near) {
    const fellow = fellows.get(member._id)
    const trip = tripOf(member)
    if (fellow) trips.set(trip, [...(trips.get(trip) ?? []), fellow])
  }
  return [...trips]
    .sort(([, a], [, b]) => b.length - a.length)
    .find(
      ([, those]) => those.length < TRIP_AT_MOST && goTogether([...those, request], mapOf(zones), settings, now),
    )?.[0]
}

function askedIn(others: readonly Pick<SearchDoc, '_id' | 'asked'>[]): Map<string, string[]> {
  const asked = new Map<string, string[]>()
  for (const { _id, asked: those } of others)
    for (const { personId, state } of those)
      if (state === 'asked') asked.set(personId, [...(asked.get(personId) ?? []), _id])
  return asked
}
