import { toLocal } from '@yimin/shared/language/localTime'
import { listStations } from '../../organisations/index.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { rebuildsOf } from '../standing.model.ts'
import { dayOf } from '../standing.ts'
import { rebuildBuildingWaits } from './rebuildBuildingWaits.ts'
import { rebuildStandings } from './rebuildStandings.ts'

/** Between three and five at night (Asia/Shanghai) hardly anybody is asked. */
const HOURS = ['03', '04']

/** Makes each station's standings anew once a night, and looks which buildings wait longer than others; gives how many standings were put right. */
export async function sweepStandings(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  if (!HOURS.includes(toLocal(now).slice(11, 13))) return 0
  let mended = 0
  for (const { id } of await listStations(platform))
    if (await isMine(platform, id, now)) {
      mended += await rebuildStandings(platform, id)
      await rebuildBuildingWaits(platform, id)
    }
  if (mended > 0) platform.log.info({ mended }, 'standings')
  return mended
}

/** One process takes a station's night; whoever dies in it leaves it to the next night. */
async function isMine(platform: Platform, stationId: string, at: Date): Promise<boolean> {
  const day = dayOf(at)
  try {
    const { modifiedCount, upsertedCount } = await rebuildsOf(platform).updateOne(
      { _id: stationId, day: { $ne: day } },
      { $set: { day, at } },
      { upsert: true },
    )
    return modifiedCount + upsertedCount > 0
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}
