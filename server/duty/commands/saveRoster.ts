import type { Platform } from '../../platform/platform.ts'
import type { Shift } from '../roster.model.ts'
import { rostersOf } from '../roster.model.ts'

type Ground = Pick<Platform, 'db'>

/** Replaces the station's shifts; who is flagged stays so. */
export async function saveShifts(platform: Ground, stationId: string, shifts: Shift[]): Promise<void> {
  await rostersOf(platform).updateOne(
    { _id: stationId },
    { $set: { shifts }, $setOnInsert: { flagged: [] }, $inc: { v: 1 } },
    { upsert: true },
  )
}

/** Puts a person on duty whatever the shifts say, after those put there earlier; or takes him off. */
export async function setOnDuty(platform: Ground, stationId: string, personId: string, onDuty: boolean): Promise<void> {
  if (onDuty) {
    await rostersOf(platform).updateOne(
      { _id: stationId },
      { $addToSet: { flagged: personId }, $setOnInsert: { shifts: [] }, $inc: { v: 1 } },
      { upsert: true },
    )
    return
  }
  await rostersOf(platform).updateOne({ _id: stationId }, { $pull: { flagged: personId }, $inc: { v: 1 } })
}
