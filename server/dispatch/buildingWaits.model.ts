import type { Platform } from '../platform/platform.ts'
import type { BehindBuilding } from './equity/weighBuildings.ts'

/** The buildings of a station whose requests fared clearly worse than the others' over the last thirty days; made each night. */
export interface BuildingWaitsDoc {
  /** The station's id. */
  _id: string
  buildings: BehindBuilding[]
  at: Date
}

export const BUILDING_WAITS = 'building_waits'

export function buildingWaitsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<BuildingWaitsDoc>(BUILDING_WAITS)
}
