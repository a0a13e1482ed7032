import type { Platform } from '../../../platform/platform.ts'
import { joinsOf } from '../join.model.ts'
import { runJoin } from './joinPeople.ts'
import { runUndoing } from './undoJoin.ts'

/** Another process that is at it gets this long before it counts as dead. */
const LEASE_MS = 30_000

/** Takes up every join and every way back whose time has come; one that fails does not stop the others. */
export async function sweepJoins(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const due = await joinsOf(platform).find({ nextAt: { $lte: now } }, { projection: { nextAt: 1 }, limit: 50 }).toArray()
  for (const { _id, nextAt } of due) {
    const leased = await joinsOf(platform).updateOne({ _id, nextAt }, { $set: { nextAt: new Date(now.getTime() + LEASE_MS) } })
    if (leased.modifiedCount === 0) continue
    try {
      await runJoin(platform, _id)
      await runUndoing(platform, _id)
    } catch (error) {
      platform.log.warn({ id: _id, err: error }, 'join')
    }
  }
  return due.length
}

/** Whoever leaves takes along what is kept of an account that was joined to her. */
export async function eraseJoinsOf(platform: Pick<Platform, 'db'>, personId: string): Promise<void> {
  await joinsOf(platform).deleteMany({ $or: [{ toId: personId }, { fromId: personId }] })
}
