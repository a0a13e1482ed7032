import type { Platform } from '../../platform/platform.ts'

const MINUTE = 60_000
const heard = new WeakMap<object, Map<string, number[]>>()

/**
 * More messages of one person in a minute than are read: the rest is kept in the inbox's record and not answered.
 * Counted within this process; the limit itself is the station's.
 */
export function isTooMany(platform: Platform, chatId: string, perMinute: number): boolean {
  const all = heard.get(platform) ?? new Map<string, number[]>()
  heard.set(platform, all)
  const now = platform.clock.now().getTime()
  const recent = (all.get(chatId) ?? []).filter((at) => now - at < MINUTE)
  recent.push(now)
  all.set(chatId, recent)
  if (all.size > 10_000) all.clear()
  return recent.length > perMinute
}
