import { newId } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { listDownAdapters } from '../queries/waysTo.ts'
import { leaseRows } from './claimOutgoing.ts'
import { settleOutgoing } from './settleOutgoing.ts'

const LEASE_MS = 30_000
const AT_ONCE = 100

/** Private words that wait for a gateway which is away go on by the next way. Words for a group wait: they are for all. */
export async function sweepWaitingWords(platform: Platform): Promise<number> {
  const consumer = newId()
  let count = 0
  for (const adapter of await listDownAdapters(platform)) {
    const where = { adapter, channel: 'private' as const }
    for (const row of await leaseRows(platform, where, { consumer, max: AT_ONCE, forMs: LEASE_MS })) {
      count += 1
      await settleOutgoing(platform, {
        id: row._id,
        fence: row.fence,
        outcome: 'refused',
        reason: 'gateway away',
        at: platform.clock.now(),
      })
    }
  }
  return count
}
