import type { UpdateFilter } from 'mongodb'
import { hintAtOnce } from '../../platform/live/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RosterDoc, Shift } from '../roster.model.ts'
import { rostersOf } from '../roster.model.ts'

type Ground = Pick<Platform, 'db' | 'clock' | 'log'>

/** Replaces the station's shifts; who is flagged stays so. */
export async function saveShifts(platform: Ground, stationId: string, shifts: Shift[]): Promise<void> {
  await update(platform, stationId, { $set: { shifts }, $setOnInsert: { flagged: [] } })
}

/** Puts a person on duty whatever the shifts say, after those put there earlier; or takes him off. */
export async function setOnDuty(platform: Ground, stationId: string, personId: string, onDuty: boolean): Promise<void> {
  if (onDuty) await update(platform, stationId, { $addToSet: { flagged: personId }, $setOnInsert: { shifts: [] } })
  else await update(platform, stationId, { $pull: { flagged: personId } }, false)
}

/** The pages that show who is on duty read it again. */
async function update(
  platform: Ground,
  stationId: string,
  change: UpdateFilter<RosterDoc>,
  upsert = true,
): Promise<void> {
  const saved = await rostersOf(platform).findOneAndUpdate(
    { _id: stationId },
    { ...change, $inc: { v: 1 } },
    { upsert, returnDocument: 'after' },
  )
  if (saved) hintAtOnce(platform, { kind: 'roster', id: stationId, version: saved.v, stations: [stationId] })
}
