import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'

export async function listRequestIdsOf(platform: Platform, personId: string): Promise<string[]> {
  const rows = await requestsOf(platform)
    .find({ requesterId: personId }, { projection: { _id: 1 } })
    .toArray()
  return rows.map(({ _id }) => _id)
}

/** The same requests under another person's name: two accounts were one person, or were not. Nothing moves by it. */
export async function moveRequests(
  platform: Platform,
  ids: readonly string[],
  fromId: string,
  toId: string,
): Promise<void> {
  const these = { _id: { $in: [...ids] }, requesterId: fromId }
  await requestsOf(platform).updateMany(
    these,
    { $set: { 'history.$[own].by': toId } },
    { arrayFilters: [{ 'own.by': fromId }] },
  )
  await requestsOf(platform).updateMany(these, { $set: { requesterId: toId }, $inc: { v: 1 } })
  await requestsOf(platform).updateMany({ _id: { $in: [...ids] }, ownerId: fromId }, { $set: { ownerId: toId } })
}
