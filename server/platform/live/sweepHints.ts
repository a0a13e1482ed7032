import type { Platform } from '../platform.ts'
import { hintsOf } from './live.model.ts'
import { lastSeq } from './publishHint.ts'

const KEPT_MS = 24 * 3_600_000

/** Forgets hints of more than a day. The last one stays whatever its age: the next number is counted from it. */
export async function sweepHints({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_MS)
  const { deletedCount } = await hintsOf(db).deleteMany({ at: { $lt: before }, _id: { $lt: await lastSeq(db) } })
  return deletedCount
}
