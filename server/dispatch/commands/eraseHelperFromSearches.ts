import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'

/** That somebody was asked stays, for the count; who it was, and why, does not. */
export async function eraseHelperFromSearches(platform: Platform, personId: string): Promise<void> {
  for (const list of ['asked', 'earlier'])
    await searchesOf(platform).updateMany(
      { [`${list}.personId`]: personId },
      { $set: { [`${list}.$[own].personId`]: ERASED, [`${list}.$[own].reason`]: '' }, $inc: { v: 1 } },
      { arrayFilters: [{ 'own.personId': personId }] },
    )
}
