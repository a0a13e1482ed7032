import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import { buildingWaitsOf } from '../buildingWaits.model.ts'
import { howItWent } from '../equity/howItWent.ts'
import { weighBuildings } from '../equity/weighBuildings.ts'

const DAYS = 30
const DAY_MS = 86_400_000

/** Looks back thirty days and writes down which buildings of the station fare clearly worse; gives how many. A part is no request of its own. */
export async function rebuildBuildingWaits(platform: Platform, stationId: string): Promise<number> {
  const now = platform.clock.now()
  const requests = requestsOf(platform).find(
    { stationId, createdAt: { $gte: new Date(now.getTime() - DAYS * DAY_MS) }, partOf: { $exists: false } },
    { projection: { place: 1, status: 1, history: 1 } },
  )
  const served = []
  for await (const request of requests) {
    const one = howItWent(request, now)
    if (one) served.push(one)
  }
  const buildings = weighBuildings(served)
  await buildingWaitsOf(platform).updateOne({ _id: stationId }, { $set: { buildings, at: now } }, { upsert: true })
  return buildings.length
}
