import type { Platform } from '../../platform/platform.ts'
import { searchesOf } from '../search.model.ts'

const WITHIN_MS = 10 * 60_000
/** Two in a minute, for ten minutes on end: what comes faster is read by nobody, and the group is muted. */
const MOST = 20

/**
 * Has the station's group been asked so often that one more ask would only be noise? Two who look in the same moment may both
 * see the last free place: one too many does no harm.
 */
export async function roomHasHeardEnough(platform: Platform, stationId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - WITHIN_MS)
  return (await searchesOf(platform).countDocuments({ stationId, groupAskedAt: { $gte: since } })) >= MOST
}
