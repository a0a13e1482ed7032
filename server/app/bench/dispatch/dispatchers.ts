import { assignByTrips, pairFreely } from './pairs.ts'
import { minutesBetween } from './day.ts'
import type { Day, Order } from './day.ts'
import type { Dispatcher, Instruction, Rider } from './playDay.ts'

const isFree = (now: number) => (rider: Rider) => rider.freeAt <= now && rider.courier.offAt >= now

/** When this courier could have the goods in hand; never after his duty. */
function pickup(now: number, day: Day, rider: Rider, order: Order): number {
  const at = Math.max(now + minutesBetween(day, rider.at, order.restaurant) + day.pickupMinutes / 2, order.readyAt)
  return at > rider.courier.offAt ? Infinity : at
}

/** Order by order, oldest first, the free courier for whom `cost` is least. */
function oneByOne(name: string, cost: (now: number, day: Day, rider: Rider, order: Order) => number): Dispatcher {
  return {
    name,
    everyMinutes: 1,
    decide(now, open, riders, day) {
      const free = new Set(riders.filter(isFree(now)))
      return [...open]
        .sort((a, b) => a.placedAt - b.placedAt)
        .flatMap((order): Instruction[] => {
          let best: Rider | undefined
          let least = Infinity
          for (const rider of free) {
            const price = pickup(now, day, rider, order) === Infinity ? Infinity : cost(now, day, rider, order)
            if (price < least) [best, least] = [rider, price]
          }
          if (!best) return []
          free.delete(best)
          return [{ courierId: best.courier.id, orderIds: [order.id] }]
        })
    },
  }
}

/** The courier who is nearest to the restaurant. */
export const nearest = oneByOne('nearest', (_now, day, rider, order) => minutesBetween(day, rider.at, order.restaurant))

/** Of all pairs the one with the earliest pickup first, then the next. */
export const earliest: Dispatcher = {
  name: 'earliest',
  everyMinutes: 1,
  decide(now, open, riders, day) {
    const pairs = riders
      .filter(isFree(now))
      .flatMap((rider) => open.map((order) => ({ rider, order, at: pickup(now, day, rider, order) })))
      .filter(({ at }) => at < Infinity)
      .sort((a, b) => a.at - b.at)
    const taken = new Set<unknown>()
    return pairs.flatMap(({ rider, order }): Instruction[] => {
      if (taken.has(rider) || taken.has(order)) return []
      taken.add(rider).add(order)
      return [{ courierId: rider.courier.id, orderIds: [order.id] }]
    })
  },
}

/** Every two minutes the assignment of all open orders to all free couriers with the least sum of pickup times. */
export const hungarian: Dispatcher = {
  name: 'hungarian',
  everyMinutes: 2,
  decide(now, open, riders, day) {
    const free = riders.filter(isFree(now))
    return pairFreely(open, free, (order, rider) => pickup(now, day, rider, order)).map(([order, rider]) => ({
      courierId: rider.courier.id,
      orderIds: [order.id],
    }))
  },
}

/** The product's own planner of trips. */
export const trips: Dispatcher = { name: 'trips (ours)', everyMinutes: 1, decide: assignByTrips }

export const DISPATCHERS: readonly Dispatcher[] = [nearest, earliest, hungarian, trips]
