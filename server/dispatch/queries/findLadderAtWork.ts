import { rungsInOrder } from '@yimin/shared/dispatch/ladder'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import { stationOf } from '../../organisations/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf, tripOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { membersOf } from './findTrip.ts'

/** What of a search is shown. */
export type AtWork = Pick<
  SearchDoc,
  'state' | 'round' | 'ladder' | 'rung' | 'nextAt' | 'restsUntil' | 'asked' | 'climbs' | 'earlier'
>

/** The search for a request with everybody who was ever asked for it; round 0 where nobody was looked for yet. */
export async function findLadderAtWork(
  platform: Platform,
  request: RequestDoc,
): Promise<{ search: AtWork; people: Map<string, Person>; mates: RequestDoc[] }> {
  const found = await searchesOf(platform).findOne({ _id: request._id })
  const search = found ?? (await toCome(platform, request))
  const ids = [...new Set([...search.asked, ...search.earlier].map(({ personId }) => personId))]
  const people = await findPeople(platform, ids)
  const mates = found ? await listMates(platform, request, tripOf(found)) : []
  return { search, people: new Map(people.map((person) => [person.id, person])), mates }
}

/** What is looked for in the same trip, or what its helper brings in the same. */
async function listMates(
  platform: Platform,
  { _id, status, assignee }: RequestDoc,
  trip: string,
): Promise<RequestDoc[]> {
  const members = await searchesOf(platform)
    .find({ $and: [membersOf(trip), { _id: { $ne: _id } }] }, { projection: { _id: 1 } })
    .toArray()
  const ids = { _id: { $in: members.map((member) => member._id) } }
  if (members.length === 0 || (status !== 'open' && status !== 'accepted')) return []
  const holder = status === 'accepted' ? { 'assignee.personId': assignee?.personId ?? '' } : {}
  return requestsOf(platform)
    .find({ ...ids, status, ...holder })
    .sort({ createdAt: 1 })
    .toArray()
}

async function toCome(platform: Platform, request: RequestDoc): Promise<AtWork> {
  const { settings } = await stationOf(platform, request.stationId)
  const ladder = rungsInOrder(ladderOf(request, settings))
  return { state: 'over', round: 0, ladder, rung: ladder[0]?.id ?? '', asked: [], climbs: [], earlier: [] }
}
