import type { Platform } from '../../platform/platform.ts'
import { recurringTasksOf } from '../recurring.model.ts'
import type { RecurringTaskDoc } from '../recurring.model.ts'

const MOST = 500

/** What comes again for a person, the next one first, what was ended last. */
export function listRecurringOf(platform: Platform, requesterId: string): Promise<RecurringTaskDoc[]> {
  return listed(platform, { requesterId })
}

/** What comes again in a station, but what was ended. */
export function listRecurringIn(platform: Platform, stationId: string): Promise<RecurringTaskDoc[]> {
  return listed(platform, { stationId, state: { $ne: 'ended' as const } })
}

async function listed(
  platform: Platform,
  filter: { requesterId: string } | { stationId: string; state: { $ne: 'ended' } },
): Promise<RecurringTaskDoc[]> {
  const tasks = await recurringTasksOf(platform).find(filter).limit(MOST).toArray()
  const rank = ({ state }: RecurringTaskDoc) => ['active', 'paused', 'ended'].indexOf(state)
  return tasks.sort((a, b) => rank(a) - rank(b) || (a.opensAt?.getTime() ?? Infinity) - (b.opensAt?.getTime() ?? Infinity) || (a._id < b._id ? -1 : 1)) // prettier-ignore
}

export function findRecurring(platform: Platform, id: string): Promise<RecurringTaskDoc | null> {
  return recurringTasksOf(platform).findOne({ _id: id })
}
