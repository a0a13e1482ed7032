import type { Platform } from '../../platform/platform.ts'
import { askHelpersJob } from '../jobs/askHelpers.job.ts'
import { searchesOf } from '../search.model.ts'
import { addInTrips } from './addInTrips.ts'

/** Longer than the sweeper's pause and its round: whatever is due before the next sweep has its timer by then. */
const AHEAD_MS = 8_000
const AT_MOST = 4_000

/**
 * Winds the timers of the rungs that are due within moments. The times themselves stand in the record, so that a hundred
 * thousand searches need no hundred thousand timers, and an emptied Redis has those that matter again after one sweep. The
 * same search and version is one timer, however often it is wound. Returns how many.
 */
export async function windRungs(platform: Platform): Promise<number> {
  const now = platform.clock.now().getTime()
  const soon = await searchesOf(platform)
    .find(
      { nextAt: { $gt: new Date(now), $lte: new Date(now + AHEAD_MS) } },
      { projection: { v: 1, nextAt: 1 }, sort: { nextAt: 1 }, limit: AT_MOST },
    )
    .toArray()
  await addInTrips(soon, ({ _id, v, nextAt }) => {
    const timer = { id: `ask.${_id}.${v}`, delayMs: Math.max(1, (nextAt?.getTime() ?? now) - now) }
    return platform.queues.add(askHelpersJob, { requestId: _id }, timer)
  })
  return soon.length
}
