import type { Area } from '@yimin/shared/people/contract'
import type { BuildingCount } from '../people/index.ts'
import type { Asker, RequestRow } from './queries/requestRows.ts'

/** A building of the register, and what its people asked for in a period. */
export interface Building {
  area: Area
  residents: number
  /** People for whose building somebody was asked to come; not all of them need to stand in the register. */
  asked: number
  /** Residents of the register who asked for nothing, here or elsewhere. */
  silent: number
}

/** The estate's name is often left out: a building is known by its zone, or by its estate where there are no zones. */
function keyOf({ place, zone, building }: RequestRow['place']): string {
  return `${zone ?? place ?? ''}|${building ?? ''}`
}

function askersByBuilding(askers: readonly Asker[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { place, requesterId } of askers) {
    const key = keyOf(place)
    found.set(key, (found.get(key) ?? new Set()).add(requesterId))
  }
  return found
}

/** The buildings of the register, each once, however its address was written. */
export function joinBuildings(homes: readonly BuildingCount[], askers: readonly Asker[]): Building[] {
  const asked = askersByBuilding(askers)
  const buildings = new Map<string, Building>()
  for (const { area, residents, named } of homes) {
    const key = keyOf(area)
    const known = buildings.get(key) ?? { area, residents: 0, asked: asked.get(key)?.size ?? 0, silent: 0 }
    known.residents += residents
    known.silent += residents - named
    buildings.set(key, known)
  }
  return [...buildings.values()]
}
