import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'

/** That somebody was asked stays, for the count; who it was, and why, does not. */
export async function eraseHelperFromSearches(platform: Platform, personId: string): Promise<void> {
  await searchesOf(platform).updateMany(
    { 'asked.personId': personId },
    { $set: { 'asked.$[own].personId': ERASED, 'asked.$[own].reason': '' }, $inc: { v: 1 } },
    { arrayFilters: [{ 'own.personId': personId }] },
  )
}
