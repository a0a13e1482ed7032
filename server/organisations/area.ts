import type { FieldFault } from '@yimin/shared/errors/domainError'
import { areaWords } from '@yimin/shared/organisations/words'
import type { Station } from './station.model.ts'

type Area = { place?: string; zone?: string; building?: string }

/**
 * What is wrong with an address that somebody filled in, field by field below `path`. Zone and building come from the
 * station's own list; a named estate that is not on it is taken as it is.
 */
export function faultsOfArea({ zones }: Pick<Station, 'zones'>, area: Area, path: string): FieldFault[] {
  const fault = (field: string, message: string) => [{ path: `${path}.${field}`, message }]
  if (zones.length === 0 || area.zone === undefined)
    return area.building || area.place ? [] : fault('building', areaWords.needed)
  const zone = zones.find(({ name }) => name === area.zone)
  if (!zone) return fault('zone', areaWords.noSuchZone)
  if (area.building === undefined) return fault('building', areaWords.needed)
  const known = zone.buildings.some(({ name }) => name === area.building)
  return known || zone.buildings.length === 0 ? [] : fault('building', areaWords.noSuchBuilding)
}
