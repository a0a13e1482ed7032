import type { Platform } from '../../platform/platform.ts'
import type { InboundDoc } from '../inbound.model.ts'

const MINUTE = 60_000
const heard = new WeakMap<object, Map<string, Map<string, number>>>()

/**
 * More messages of one person in a minute than are read. Counted within this process, by the time at which they were said: what waited
 * out an outage, or is tried again, counts as it would have without. The limit itself is the station's.
 */
export function isTooMany(
  platform: Platform,
  { _id, fromChatId, at }: Pick<InboundDoc, '_id' | 'fromChatId' | 'at'>,
  perMinute: number,
): boolean {
  const all = heard.get(platform) ?? new Map<string, Map<string, number>>()
  heard.set(platform, all)
  if (all.size > 10_000) all.clear()
  const mine = all.get(fromChatId) ?? new Map<string, number>()
  all.set(fromChatId, mine)
  const said = at.getTime()
  for (const [id, when] of mine) if (said - when >= MINUTE) mine.delete(id)
  mine.set(_id, said)
  return mine.size > perMinute
}
