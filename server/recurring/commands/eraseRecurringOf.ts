import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { recurringTasksOf } from '../recurring.model.ts'

/** Whoever leaves takes along what would come again for her; her requests are another room's. */
export async function eraseRecurringOf(platform: Platform, personId: string): Promise<void> {
  await recurringTasksOf(platform).deleteMany({ requesterId: personId })
  await recurringTasksOf(platform).updateMany(
    { 'history.by': personId },
    { $set: { 'history.$[own].by': ERASED } },
    { arrayFilters: [{ 'own.by': personId }] },
  )
}
