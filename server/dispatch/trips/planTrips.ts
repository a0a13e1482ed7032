import { pairUp } from './assignment.ts'
import { joinErrands } from './joinErrands.ts'
import type { Load } from './joinErrands.ts'
import { courseFrom, pickupAt, readyAt } from './trip.ts'
import type { Carrier, Errand, Ground } from './trip.ts'

export interface PlanTerms {
  /** From asking to the door; what is beyond it counts twice. */
  promiseMinutes: number
  /** Carriers who are free within this are planned with, so that an errand may wait for somebody near. */
  lookAheadMinutes: number
  /** Nobody is sent so early that he would wait longer than this for the goods: a better trip may come. */
  idleMinutes: number
  /** Errands in one trip. */
  most: number
  /** A carrier's minute gains this worth for each errand that waits beyond `calmLoad` errands a carrier, … */
  minutePricePerLoad: number
  calmLoad: number
  /** … up to this. */
  minutePriceAtMost: number
  approachMinutes: number
}

/** Measured on public days of meal delivery: `npm run bench:dispatch` prints what they reach. */
export const PLAN_TERMS: PlanTerms = {
  promiseMinutes: 40,
  lookAheadMinutes: 15,
  idleMinutes: 1,
  most: 3,
  minutePricePerLoad: 2,
  calmLoad: 0.7,
  minutePriceAtMost: 3,
  approachMinutes: 4,
}

/** One trip that begins now. */
export interface Trip {
  carrierId: string
  /** In the order of their doors; all of one shop. */
  errandIds: string[]
}

/** The pickup counts most: it frees the goods. The wait and the carrier's time decide between equals. */
const WEIGHT_OF_WAITING = 0.3
const WEIGHT_OF_CARRYING = 0.3
/** A pair that cannot be. */
const NEVER = 1e9

/**
 * Who sets out now with what: errands of one shop are joined into loads, loads are given to carriers, those who are free
 * soon included, so that the sum of all waiting is least; only what has to begin now begins. Called again every minute or
 * so, it decides the rest with what is known then. Pure; the same input gives the same trips.
 */
export function planTrips<Place>(
  now: number,
  errands: readonly Errand<Place>[],
  carriers: readonly Carrier<Place>[],
  ground: Ground<Place>,
  terms: PlanTerms = PLAN_TERMS,
): Trip[] {
  const within = carriers
    .map((carrier) => ({ ...carrier, freeAt: Math.max(carrier.freeAt, now) }))
    .filter(({ freeAt, until }) => freeAt <= now + terms.lookAheadMinutes && freeAt <= until)
  if (within.length === 0 || errands.length === 0) return []
  const loads = loadsOf(errands, within, ground, terms)
  const costOf = (load: number, carrier: number) =>
    costOfTrip(loads[load] as Load<Place>, within[carrier] as Carrier<Place>, ground, terms)
  return pairUp(loads.length, within.length, costOf, NEVER).flatMap(([load, carrier]) => {
    const [goods, who] = [loads[load] as Load<Place>, within[carrier] as Carrier<Place>]
    return beginsNow(now, goods, who, ground, terms)
      ? [{ carrierId: who.id, errandIds: goods.map(({ id }) => id) }]
      : []
  })
}

function loadsOf<Place>(
  errands: readonly Errand<Place>[],
  carriers: readonly Carrier<Place>[],
  ground: Ground<Place>,
  terms: PlanTerms,
): Load<Place>[] {
  const join = { ...terms, minutePrice: minutePrice(errands.length / carriers.length, terms) }
  return [...byShop(errands).values()].flatMap((ofShop) => {
    const hereAt = Math.min(...carriers.map(({ at, freeAt }) => arrival(ground, at, freeAt, ofShop[0])))
    return joinErrands(ground, ofShop, hereAt, join)
  })
}

/** The more errands wait for each carrier, the dearer his time. */
function minutePrice(load: number, { calmLoad, minutePricePerLoad, minutePriceAtMost }: PlanTerms): number {
  return Math.min(minutePriceAtMost, minutePricePerLoad * Math.max(0, load - calmLoad))
}

function byShop<Place>(errands: readonly Errand<Place>[]): Map<string, Load<Place>> {
  const shops = new Map<string, Load<Place>>()
  for (const errand of errands) {
    const before = shops.get(errand.shop)
    shops.set(errand.shop, before === undefined ? [errand] : [...before, errand])
  }
  return shops
}

function arrival<Place>(ground: Ground<Place>, at: Place, freeAt: number, { from }: Errand<Place>): number {
  return freeAt + ground.minutes(at, from) + ground.pickupMinutes / 2
}

function costOfTrip<Place>(
  load: Load<Place>,
  { at, freeAt, until }: Carrier<Place>,
  ground: Ground<Place>,
  { promiseMinutes }: PlanTerms,
): number {
  const pickup = pickupAt(ground, at, freeAt, load)
  if (pickup > until) return NEVER
  const { endsAt, waiting } = courseFrom(ground, pickup, load, promiseMinutes)
  return pickup + WEIGHT_OF_WAITING * waiting + WEIGHT_OF_CARRYING * endsAt
}

function beginsNow<Place>(
  now: number,
  load: Load<Place>,
  { at, freeAt, until }: Carrier<Place>,
  ground: Ground<Place>,
  { idleMinutes }: PlanTerms,
): boolean {
  if (freeAt > now) return false
  const early = readyAt(load) - arrival(ground, at, now, load[0])
  const lastMoment = until - now - ground.minutes(at, load[0].from) < LAST_MINUTES
  return early <= idleMinutes || lastMoment
}

/** Near the end of a duty nobody waits for a better trip. */
const LAST_MINUTES = 6
