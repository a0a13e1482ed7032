import type { Platform } from '../../platform/platform.ts'
import { outgoingOf } from '../outgoing.model.ts'

export async function listWordIdsTo(platform: Platform, personId: string): Promise<string[]> {
  const rows = await outgoingOf(platform)
    .find({ 'to.personId': personId }, { projection: { _id: 1 } })
    .toArray()
  return rows.map(({ _id }) => _id)
}

/** The same words, to the same account, which is another person's. */
export async function moveWords(
  platform: Platform,
  ids: readonly string[],
  fromId: string,
  toId: string,
): Promise<void> {
  await outgoingOf(platform).updateMany(
    { _id: { $in: [...ids] } },
    { $set: { 'to.$[him].personId': toId } },
    { arrayFilters: [{ 'him.personId': fromId }] },
  )
}
