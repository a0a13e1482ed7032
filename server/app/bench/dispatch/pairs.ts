import { pairUp } from '../../../dispatch/trips/assignment.ts'
import { planTrips } from '../../../dispatch/trips/planTrips.ts'
import { minutesBetween } from './day.ts'
import type { Day, Order, Spot } from './day.ts'
import type { Instruction, Rider } from './playDay.ts'

const NEVER = 1e9

/** The pairs with the least sum of costs; what costs Infinity is left out. */
export function pairFreely<Left, Right>(
  left: readonly Left[],
  right: readonly Right[],
  costOf: (left: Left, right: Right) => number,
): [Left, Right][] {
  const cost = (l: number, r: number) => Math.min(NEVER, costOf(left[l] as Left, right[r] as Right))
  return pairUp(left.length, right.length, cost, NEVER).map(([l, r]) => [left[l] as Left, right[r] as Right])
}

/** The day in the words of the product: restaurants are shops, couriers carry, orders are errands. */
export function assignByTrips(now: number, open: readonly Order[], riders: readonly Rider[], day: Day): Instruction[] {
  const errands = open.map((order) => ({
    id: order.id,
    shop: order.restaurant.id,
    from: order.restaurant as Spot,
    to: order as Spot,
    askedAt: order.placedAt,
    readyAt: order.readyAt,
  }))
  const carriers = riders
    .filter(({ courier }) => courier.offAt >= now)
    .map(({ courier, at, freeAt }) => ({ id: courier.id, at, freeAt, until: courier.offAt }))
  const ground = { ...day, minutes: (from: Spot, to: Spot) => minutesBetween(day, from, to) }
  return planTrips(now, errands, carriers, ground).map(({ carrierId, errandIds }) => ({
    courierId: carrierId,
    orderIds: errandIds,
  }))
}
