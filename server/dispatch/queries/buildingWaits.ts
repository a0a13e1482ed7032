import type { StationSettings } from '@yimin/shared/organisations/contract'
import type { Platform } from '../../platform/platform.ts'
import { findTogether } from '../../platform/together.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { BUILDING_WAITS } from '../buildingWaits.model.ts'
import type { BuildingWaitsDoc } from '../buildingWaits.model.ts'

/** How much longer a request counts as waiting because of its building, in minutes; 0 for most. */
export type HeadStartOf = (place: RequestDoc['place']) => number

const NONE: HeadStartOf = () => 0
const DAY_MS = 86_400_000
/** What the night did not make anew is old, and speaks for nobody any more. */
const HOLDS_MS = 3 * DAY_MS

/**
 * What the last night found of the station's buildings: one small document. No building goes before urgency or a special group,
 * whatever head start the station gives those.
 */
export async function headStartsOf(
  platform: Pick<Platform, 'db' | 'clock'>,
  stationId: string,
  { equity, headStart: { urgentMinutes, specialMinutes } }: StationSettings['dispatch'],
): Promise<HeadStartOf> {
  if (!equity) return NONE
  const known = await findTogether<BuildingWaitsDoc>(platform.db, BUILDING_WAITS, stationId)
  if (!known || platform.clock.now().getTime() - known.at.getTime() > HOLDS_MS) return NONE
  const atMost = Math.min(urgentMinutes, specialMinutes) / 2
  return ({ zone, building }) => {
    const behind = known.buildings.find((one) => one.zone === zone && one.building === building)
    return behind ? Math.min(behind.headStartMinutes, atMost) : 0
  }
}
