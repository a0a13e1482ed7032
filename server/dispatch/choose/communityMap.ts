import type { Zone } from '@yimin/shared/organisations/contract'
import type { Area } from '@yimin/shared/people/contract'

/** How near two places of the community are, nearest first. */
export const NEARNESS = ['building', 'nextDoor', 'zone', 'nextZone', 'far', 'unknown'] as const
export type Nearness = (typeof NEARNESS)[number]

/** The way from a helper to the errand. */
export interface Way {
  near: Nearness
  metres: number
  /** The metres are measured on the station's map; else they are the usual ones of this nearness. */
  measured: boolean
}

/** What a station says of one building; all of it may be missing. */
interface Spot {
  x: number
  y: number
}

/** Zones and buildings as the station drew them, made for looking up. */
export interface CommunityMap {
  spots: ReadonlyMap<string, Spot>
  nextDoor: ReadonlySet<string>
  nextZone: ReadonlySet<string>
}

/** Usual metres where nothing is measured (assumed: blocks of six floors, 40 to 60 m apart). */
const USUAL_METRES: { readonly [near in Nearness]: number } = {
  building: 0,
  nextDoor: 60,
  zone: 200,
  nextZone: 450,
  far: 900,
  unknown: 600,
}

/** Beyond this a measured way is no longer the next house, or the next zone. */
const NEXT_DOOR_METRES = 80
const NEXT_ZONE_METRES = 500

/** Of two doors the way down and up again, in metres of level walk: a floor is worth about fifteen. */
export const METRES_OF_A_FLOOR = 15
/** Houses of more floors have a lift by the building code (GB 50096: from seven floors on). */
const FLOORS_WITHOUT_LIFT = 6

const maps = new WeakMap<readonly Zone[], CommunityMap>()

/** The map of these zones; the same list gives the same map. */
export function mapOf(zones: readonly Zone[]): CommunityMap {
  const known = maps.get(zones)
  if (known) return known
  const made = drawMap(zones)
  maps.set(zones, made)
  return made
}

function drawMap(zones: readonly Zone[]): CommunityMap {
  const spots = new Map<string, Spot>()
  const nextDoor = new Set<string>()
  const nextZone = new Set<string>()
  for (const zone of zones) {
    for (const other of zone.near ?? []) both(nextZone, zone.name, other)
    for (const building of zone.buildings) {
      const door = doorOf(zone.name, building.name)
      if (building.at) spots.set(door, building.at)
      for (const other of building.near ?? []) both(nextDoor, door, doorOf(zone.name, other))
    }
  }
  return { spots, nextDoor, nextZone }
}

const doorOf = (zone: string, building: string) => `${zone}/${building}`
const pairOf = (a: string, b: string) => `${a}|${b}`

function both(pairs: Set<string>, a: string, b: string): void {
  pairs.add(pairOf(a, b)).add(pairOf(b, a))
}

/** Where nothing was drawn no name is put together to look for it. */
function hasPair(pairs: ReadonlySet<string>, a: string, b: string): boolean {
  return pairs.size > 0 && pairs.has(pairOf(a, b))
}

/** The way between two areas. What is not on the map falls back to building, zone, neighbouring zone. */
export function wayBetween(map: CommunityMap, from: Area | undefined, to: Area): Way {
  const measured = measure(map, from, to)
  const near = nearnessOf(map, from, to, measured)
  return measured === undefined
    ? { near, metres: USUAL_METRES[near], measured: false }
    : { near, metres: measured, measured: true }
}

function nearnessOf(map: CommunityMap, from: Area | undefined, to: Area, metres: number | undefined): Nearness {
  if (from?.zone === undefined || to.zone === undefined) return 'unknown'
  if (from.zone !== to.zone) {
    const isNext = hasPair(map.nextZone, from.zone, to.zone) || (metres !== undefined && metres <= NEXT_ZONE_METRES)
    return isNext ? 'nextZone' : 'far'
  }
  if (from.building === undefined || to.building === undefined) return 'zone'
  if (from.building === to.building) return 'building'
  const isNext =
    map.nextDoor.size > 0 && hasPair(map.nextDoor, doorOf(from.zone, from.building), doorOf(to.zone, to.building))
  return isNext || (metres !== undefined && metres <= NEXT_DOOR_METRES) ? 'nextDoor' : 'zone'
}

function measure({ spots }: CommunityMap, from: Area | undefined, to: Area): number | undefined {
  if (spots.size === 0) return undefined
  const spotOf = (area: Area | undefined) =>
    area?.zone === undefined || area.building === undefined ? undefined : spots.get(doorOf(area.zone, area.building))
  const [a, b] = [spotOf(from), spotOf(to)]
  return a && b && Math.round(Math.hypot(a.x - b.x, a.y - b.y))
}

/**
 * Floors that are climbed on foot on the average way to a door of this building: half of those above the ground, none with a
 * lift. The door itself is sealed and is not opened to choose a helper.
 */
export function stairsTo(zones: readonly Zone[], to: Area): number {
  const building = zones.find(({ name }) => name === to.zone)?.buildings.find(({ name }) => name === to.building)
  if (!building?.floors) return 0
  const hasLift = building.lift ?? building.floors > FLOORS_WITHOUT_LIFT
  return hasLift ? 0 : (building.floors - 1) / 2
}
