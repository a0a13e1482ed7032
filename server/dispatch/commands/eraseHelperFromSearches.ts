import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'
import { standingsOf } from '../standing.model.ts'

/** That somebody was asked stays, for the count; who it was, and why, does not. What was remembered of him goes whole. */
export async function eraseHelperFromSearches(platform: Platform, personId: string): Promise<void> {
  for (const list of ['asked', 'earlier'] as const)
    await searchesOf(platform).updateMany(
      { [`${list}.personId`]: personId },
      {
        $set: { [`${list}.$[own].personId`]: ERASED, [`${list}.$[own].reason`]: '', [`${list}.$[own].reasons`]: [] },
        $inc: { v: 1 },
      },
      { arrayFilters: [{ 'own.personId': personId }] },
    )
  await forgetStanding(platform, personId)
}

export async function forgetStanding(platform: Platform, personId: string): Promise<void> {
  await standingsOf(platform).deleteOne({ _id: personId })
}
