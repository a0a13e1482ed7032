import { relayEvents } from '../../platform/events/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { codeWritten } from '../people.events.ts'
import { PEOPLE, peopleOf } from '../person.model.ts'

/** Tells the house that a chat's own person and one whom the station knows are one. Whoever listens makes them one. */
export async function announceSame(
  platform: Platform,
  same: { fromId: string; toId: string; how: 'own_code' | 'code' },
): Promise<void> {
  const news = platform.events.entry(codeWritten, same, platform.clock.now())
  if (news.pending.length === 0) return
  await peopleOf(platform).updateOne({ _id: same.toId }, { $push: { outbox: news }, $inc: { v: 1 } })
  await relayEvents(platform, PEOPLE, same.toId, [news])
}
