import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'

/** Ids of the requests for which this helper is being asked now, latest first. */
export async function listOffersTo(platform: Platform, helperId: string): Promise<string[]> {
  const searches = await searchesOf(platform)
    .find({ state: 'running', asked: { $elemMatch: { personId: helperId, state: 'asked' } } })
    .sort({ updatedAt: -1 })
    .limit(20)
    .toArray()
  const askedAt = (search: (typeof searches)[number]) =>
    search.asked.findLast((one) => one.personId === helperId)?.at.getTime() ?? 0
  return searches.sort((a, b) => askedAt(b) - askedAt(a)).map((search) => search._id)
}
