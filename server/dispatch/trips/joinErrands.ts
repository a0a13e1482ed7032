import { courseFrom, readyAt } from './trip.ts'
import type { Errand, Ground } from './trip.ts'

/** Errands of one shop that go together, in the order of their doors. */
export type Load<Place> = readonly [Errand<Place>, ...Errand<Place>[]]

export interface JoinTerms {
  /** Errands in one trip. */
  most: number
  promiseMinutes: number
  /** What a carrier's minute is worth beside a minute of somebody who waits. Dear carriers make full trips. */
  minutePrice: number
  /** What it takes a carrier to come to a shop at all. */
  approachMinutes: number
}

/**
 * Joins the errands of one shop into loads, two at a time, as long as the carriers' time that is saved is worth more than the
 * longer wait: cheapest insertion first (after Reyes, Erera, Savelsbergh, Sahasrabudhe and O'Neil 2018).
 * @param hereAt when somebody can be at the shop
 */
export function joinErrands<Place>(
  ground: Ground<Place>,
  errands: readonly Errand<Place>[],
  hereAt: number,
  terms: JoinTerms,
): Load<Place>[] {
  const priceOf = (load: Load<Place>): number => {
    const course = courseFrom(ground, Math.max(hereAt, readyAt(load)), load, terms.promiseMinutes)
    return course.waiting + terms.minutePrice * (course.endsAt - hereAt + terms.approachMinutes)
  }
  let loads = [...errands]
    .sort((a, b) => a.readyAt - b.readyAt || a.id.localeCompare(b.id))
    .map((errand): Priced<Place> => priced([errand], priceOf))
  for (;;) {
    const joined = bestJoin(loads, priceOf, terms.most)
    if (joined === undefined) return loads.map(({ load }) => load)
    loads = [...loads.filter((one) => one !== joined.first && one !== joined.second), joined.together]
  }
}

interface Priced<Place> {
  load: Load<Place>
  price: number
}

interface Join<Place> {
  first: Priced<Place>
  second: Priced<Place>
  together: Priced<Place>
}

type PriceOf<Place> = (load: Load<Place>) => number

function priced<Place>(load: Load<Place>, priceOf: PriceOf<Place>): Priced<Place> {
  return { load, price: priceOf(load) }
}

function bestJoin<Place>(
  loads: readonly Priced<Place>[],
  priceOf: PriceOf<Place>,
  most: number,
): Join<Place> | undefined {
  let best: Join<Place> | undefined
  let saved = 0
  for (const [i, first] of loads.entries()) {
    for (const second of loads.slice(i + 1)) {
      if (first.load.length + second.load.length > most) continue
      const together = insertAll(first.load, second.load, priceOf)
      const saving = first.price + second.price - together.price
      if (saving <= saved) continue
      saved = saving
      best = { first, second, together }
    }
  }
  return best
}

function insertAll<Place>(load: Load<Place>, more: Load<Place>, priceOf: PriceOf<Place>): Priced<Place> {
  return more.reduce<Priced<Place>>((whole, errand) => insert(whole.load, errand, priceOf), { load, price: Infinity })
}

function insert<Place>(load: Load<Place>, errand: Errand<Place>, priceOf: PriceOf<Place>): Priced<Place> {
  let best: Priced<Place> = priced([...load, errand] as unknown as Load<Place>, priceOf)
  for (let at = 0; at < load.length; at += 1) {
    const tried = priced([...load.slice(0, at), errand, ...load.slice(at)] as unknown as Load<Place>, priceOf)
    if (tried.price < best.price) best = tried
  }
  return best
}
