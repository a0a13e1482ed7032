import type { Platform } from '../../platform/platform.ts'
import { erasuresOf } from '../erasure.model.ts'
import { runErasure } from './runErasure.ts'

/** Another process that is at it gets this long before it counts as dead. */
const LEASE_MS = 30_000

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
    if (leased.modifiedCount === 1) await runErasure(platform, _id)
  }
  return due.length
}
