import { PERIODS } from '@yimin/shared/privacy/periods'
import type { Platform } from '../../platform/platform.ts'
import { stationOf } from '../../organisations/index.ts'
import { countResidentsByBuilding } from '../../people/index.ts'
import { joinBuildings } from '../buildings.ts'
import type { Building } from '../buildings.ts'
import type { Period } from '../period.ts'
import { countByHelper, countCarriedOver, listAskers, listRequestRows } from './requestRows.ts'
import type { RequestRow } from './requestRows.ts'

/** What the figures of a period are made of. */
export interface Counted {
  period: Period
  /** When it was counted: later days have not been yet. */
  now: Date
  rows: RequestRow[]
  carriedOver: number
  byHelper: number[]
  buildings: Building[]
}

const NAMED_MS = PERIODS.requestPerson.days * 86_400_000

/** Of a period so long ago that nobody's requests name the building and who asked, nothing is told of buildings. */
async function countBuildings(
  platform: Pick<Platform, 'db'>,
  stationId: string,
  period: Period,
  now: Date,
): Promise<Building[]> {
  if (now.getTime() - period.from.getTime() > NAMED_MS) return []
  const askers = await listAskers(platform, stationId, period)
  const ids = [...new Set(askers.map(({ requesterId }) => requesterId))]
  return joinBuildings(await countResidentsByBuilding(platform, stationId, ids), askers)
}

/** Reads what a station did in a period. */
export async function countFigures(
  platform: Pick<Platform, 'db'>,
  stationId: string,
  period: Period,
  now: Date,
): Promise<Counted> {
  const { settings } = await stationOf(platform, stationId)
  const [rows, carriedOver, byHelper, buildings] = await Promise.all([
    listRequestRows(platform, stationId, period, settings.progress.graceMinutes, now),
    countCarriedOver(platform, stationId, period),
    countByHelper(platform, stationId, period),
    countBuildings(platform, stationId, period, now),
  ])
  return { period, now, rows, carriedOver, byHelper, buildings }
}
