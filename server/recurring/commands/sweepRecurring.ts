import type { Platform } from '../../platform/platform.ts'
import { recurringTasksOf } from '../recurring.model.ts'
import { openInstance } from './openInstance.ts'

const DUE_AT_MOST = 200
const DAY_MS = 86_400_000
/** Whoever ended something by mistake can still ask what it was; then it is gone. */
const ENDED_KEPT_MS = 30 * DAY_MS

/** Makes the requests of all instances that are due; gives how many were looked at. One that fails keeps no other waiting. */
export async function sweepRecurring(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const due = await recurringTasksOf(platform)
    .find({ opensAt: { $lte: now } })
    .sort({ opensAt: 1 })
    .limit(DUE_AT_MOST)
    .toArray()
  for (const task of due) {
    try {
      await openInstance(platform, task)
    } catch (error) {
      platform.log.warn({ id: task._id, err: error }, 'recurring task left for a later sweep')
    }
  }
  await recurringTasksOf(platform).deleteMany({ endedAt: { $lte: new Date(now.getTime() - ENDED_KEPT_MS) } })
  return due.length
}
