/** Something to be brought from a shop to a door. All times are minutes of one clock. */
export interface Errand<Place> {
  id: string
  /** Errands of one shop may go in one trip. */
  shop: string
  from: Place
  to: Place
  askedAt: number
  /** Not before this can it be picked up. */
  readyAt: number
}

/** Somebody who carries one trip at a time. */
export interface Carrier<Place> {
  id: string
  /** Where the last trip ends, or where the duty begins. */
  at: Place
  freeAt: number
  /** Nothing is picked up after this; what is in hand is still brought. */
  until: number
}

/** The community's own map: how long it takes to go and to hand over, in minutes. */
export interface Ground<Place> {
  minutes(from: Place, to: Place): number
  /** At the shop: to go in and out. The goods change hands in the middle of it. */
  pickupMinutes: number
  /** At the door, likewise. */
  handoverMinutes: number
}

/** What a trip costs those who wait and the one who carries. */
export interface Course {
  pickedUpAt: number
  endsAt: number
  /** From asking to the door, summed over the errands; what is beyond the promise counts again. */
  waiting: number
}

/** When the goods of these errands can be in hand, for somebody who sets out from a place at a time. */
export function pickupAt<Place>(
  ground: Ground<Place>,
  from: Place,
  at: number,
  errands: readonly [Errand<Place>, ...Errand<Place>[]],
): number {
  const here = at + ground.minutes(from, errands[0].from) + ground.pickupMinutes / 2
  return Math.max(here, readyAt(errands))
}

export function readyAt<Place>(errands: readonly Errand<Place>[]): number {
  return errands.reduce((latest, errand) => Math.max(latest, errand.readyAt), 0)
}

/** The trip from the shop on, door after door in this order. */
export function courseFrom<Place>(
  ground: Ground<Place>,
  pickedUpAt: number,
  errands: readonly [Errand<Place>, ...Errand<Place>[]],
  promiseMinutes: number,
): Course {
  let now = pickedUpAt + ground.pickupMinutes / 2
  let place = errands[0].from
  let waiting = 0
  for (const { to, askedAt } of errands) {
    now += ground.minutes(place, to) + ground.handoverMinutes / 2
    const waited = now - askedAt
    waiting += waited + Math.max(0, waited - promiseMinutes)
    now += ground.handoverMinutes / 2
    place = to
  }
  return { pickedUpAt, endsAt: now, waiting }
}
