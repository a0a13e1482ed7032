import type { Platform } from '../../platform/platform.ts'
import { recurringTasksOf } from '../recurring.model.ts'

export async function listRecurringIdsOf(platform: Platform, personId: string): Promise<string[]> {
  const rows = await recurringTasksOf(platform)
    .find({ requesterId: personId }, { projection: { _id: 1 } })
    .toArray()
  return rows.map(({ _id }) => _id)
}

/** The same tasks under another person's name: two accounts were one person, or were not. */
export async function moveRecurring(
  platform: Platform,
  ids: readonly string[],
  fromId: string,
  toId: string,
): Promise<void> {
  const these = { _id: { $in: [...ids] }, requesterId: fromId }
  await recurringTasksOf(platform).updateMany(
    these,
    { $set: { 'history.$[own].by': toId } },
    { arrayFilters: [{ 'own.by': fromId }] },
  )
  await recurringTasksOf(platform).updateMany(these, { $set: { requesterId: toId }, $inc: { v: 1 } })
}
