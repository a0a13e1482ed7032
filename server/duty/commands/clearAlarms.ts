import type { Filter } from 'mongodb'
import type { Platform } from '../../platform/platform.ts'
import type { AlarmDoc } from '../alarm.model.ts'
import { alarmsOf } from '../alarm.model.ts'

/** Which of a station's alarms, and how many at once. */
export interface OldAlarms {
  stationId: string
  /** They were closed before. */
  before: Date
  /** What they are about is needed still. */
  held: readonly string[]
  limit: number
}

/** Takes the words out of closed alarms; that there was one, about whom, and who came stays. Gives how many. */
export function clearAlarms(platform: Pick<Platform, 'db'>, old: OldAlarms): Promise<number> {
  return ofOld(platform, old, { text: { $ne: '' } }, async (ids) => {
    await alarmsOf(platform).updateMany(
      { _id: { $in: ids }, state: 'closed' },
      { $set: { text: '' }, $unset: { said: '' }, $inc: { v: 1 } },
    )
  })
}

/** Closed alarms go whole. Gives how many. */
export function forgetOldAlarms(platform: Pick<Platform, 'db'>, old: OldAlarms): Promise<number> {
  return ofOld(platform, old, {}, async (ids) => {
    await alarmsOf(platform).deleteMany({ _id: { $in: ids }, state: 'closed' })
  })
}

async function ofOld(
  platform: Pick<Platform, 'db'>,
  { stationId, before, held, limit }: OldAlarms,
  more: Filter<AlarmDoc>,
  act: (ids: string[]) => Promise<void>,
): Promise<number> {
  const closed: Filter<AlarmDoc> = { state: 'closed', closedAt: { $lt: before }, subjectId: { $nin: [...held] } }
  const old = await alarmsOf(platform)
    .find({ stationId, raisedAt: { $lt: before }, ...closed, ...more }, { projection: { _id: 1 }, limit })
    .toArray()
  if (old.length > 0) await act(old.map(({ _id }) => _id))
  return old.length
}
