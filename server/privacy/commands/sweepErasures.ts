import type { Platform } from '../../platform/platform.ts'
import { erasuresOf, LEASE_MS } from '../erasure.model.ts'
import { runErasure } from './runErasure.ts'

/** Takes up every erasure whose time has come; returns how many. */
export async function sweepErasures(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const due = await erasuresOf(platform)
    .find({ nextAt: { $lte: now } }, { projection: { nextAt: 1 }, limit: 50 })
    .toArray()
  for (const { _id, nextAt } of due) {
    const leased = await erasuresOf(platform).updateOne(
      { _id, nextAt },
      { $set: { nextAt: new Date(now.getTime() + LEASE_MS) } },
    )
    if (leased.modifiedCount === 1) await runOrLeave(platform, _id)
  }
  return due.length
}

/** One that fails keeps no other waiting; it is taken up again when its time comes. */
async function runOrLeave(platform: Platform, erasureId: string): Promise<void> {
  try {
    await runErasure(platform, erasureId)
  } catch (error) {
    platform.log.warn({ id: erasureId, err: error }, 'erasure left for a later sweep')
  }
}
