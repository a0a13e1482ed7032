import { rungsInOrder } from '@yimin/shared/dispatch/ladder'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import { stationOf } from '../../organisations/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'

/** What of a search is shown. */
export type AtWork = Pick<
  SearchDoc,
  'state' | 'round' | 'ladder' | 'rung' | 'nextAt' | 'restsUntil' | 'asked' | 'climbs' | 'earlier'
>

/** The search for a request with everybody who was ever asked for it; round 0 where nobody was looked for yet. */
export async function findLadderAtWork(
  platform: Platform,
  request: RequestDoc,
): Promise<{ search: AtWork; people: Map<string, Person> }> {
  const search = (await searchesOf(platform).findOne({ _id: request._id })) ?? (await toCome(platform, request))
  const ids = [...new Set([...search.asked, ...search.earlier].map(({ personId }) => personId))]
  const people = await findPeople(platform, ids)
  return { search, people: new Map(people.map((person) => [person.id, person])) }
}

async function toCome(platform: Platform, request: RequestDoc): Promise<AtWork> {
  const { settings } = await stationOf(platform, request.stationId)
  const ladder = rungsInOrder(ladderOf(request, settings))
  return { state: 'over', round: 0, ladder, rung: ladder[0]?.id ?? '', asked: [], climbs: [], earlier: [] }
}
