import type { Platform } from '../../platform/platform.ts'
import { stationOf } from '../../organisations/index.ts'
import { countResidentsByBuilding } from '../../people/index.ts'
import type { BuildingCount } from '../../people/index.ts'
import type { Period } from '../period.ts'
import { countByHelper, countCarriedOver, listRequestRows } from './requestRows.ts'
import type { RequestRow } from './requestRows.ts'

/** What the figures of a period are made of. */
export interface Counted {
  period: Period
  rows: RequestRow[]
  carriedOver: number
  byHelper: number[]
  notServed: BuildingCount[]
}

/** The estate's name is often left out: a building is known by its zone, or by its estate where there are no zones. */
function keyOf({ place, zone, building }: RequestRow['place']): string {
  return `${zone ?? place ?? ''}|${building ?? ''}`
}

/** Reads what a station did in a period. */
export async function countFigures(
  platform: Pick<Platform, 'db'>,
  stationId: string,
  period: Period,
  now: Date,
): Promise<Counted> {
  const { settings } = await stationOf(platform, stationId)
  const [rows, carriedOver, byHelper, homes] = await Promise.all([
    listRequestRows(platform, stationId, period, settings.progress.graceMinutes, now),
    countCarriedOver(platform, stationId, period),
    countByHelper(platform, stationId, period),
    countResidentsByBuilding(platform, stationId),
  ])
  const served = new Set(rows.map(({ place }) => keyOf(place)))
  return { period, rows, carriedOver, byHelper, notServed: homes.filter(({ area }) => !served.has(keyOf(area))) }
}
