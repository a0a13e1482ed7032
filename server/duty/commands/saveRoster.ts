import type { Filter, UpdateFilter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import { hintAtOnce } from '../../platform/live/index.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RosterDoc, Shift } from '../roster.model.ts'
import { rostersOf } from '../roster.model.ts'

type Ground = Pick<Platform, 'db' | 'clock' | 'log'>

/** Who saves, when, and which version was before his eyes; 0 is a roster that nobody has written yet. */
export interface Saving {
  version: number
  by: string
  at: Date
}

/**
 * Replaces the station's shifts; who is flagged stays so. With `saving`, only over the version that was seen: throws
 * DomainError `conflict` where somebody else was quicker.
 */
export async function saveShifts(platform: Ground, stationId: string, shifts: Shift[], saving?: Saving): Promise<void> {
  const marks = saving && { savedBy: saving.by, savedAt: saving.at }
  const change = { $set: { shifts, ...marks }, $setOnInsert: { flagged: [] } }
  if (saving === undefined) return void (await update(platform, stationId, change))
  const { version } = saving
  const seen: Filter<RosterDoc> = { v: version === 0 ? { $exists: false } : version }
  try {
    if (!(await update(platform, stationId, change, version === 0, seen))) throw new DomainError('conflict')
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError('conflict')
    throw error
  }
}

/** Puts a person on duty whatever the shifts say, after those put there earlier; or takes him off. */
export async function setOnDuty(platform: Ground, stationId: string, personId: string, onDuty: boolean): Promise<void> {
  if (onDuty) await update(platform, stationId, { $addToSet: { flagged: personId }, $setOnInsert: { shifts: [] } })
  else await update(platform, stationId, { $pull: { flagged: personId } }, false)
}

/** The pages that show who is on duty read it again. Tells whether there was a roster to change. */
async function update(
  platform: Ground,
  stationId: string,
  change: UpdateFilter<RosterDoc>,
  upsert = true,
  seen: Filter<RosterDoc> = {},
): Promise<boolean> {
  const saved = await rostersOf(platform).findOneAndUpdate(
    { ...seen, _id: stationId },
    { ...change, $inc: { v: 1 } },
    { upsert, returnDocument: 'after' },
  )
  if (saved) hintAtOnce(platform, { kind: 'roster', id: stationId, version: saved.v, stations: [stationId] })
  return saved !== null
}
