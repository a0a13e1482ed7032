import { minutesBetween } from './day.ts'
import type { Courier, Day, Order, Spot } from './day.ts'

/** A courier as a dispatcher sees him: where he will be, and from when on he may be told something. */
export interface Rider {
  courier: Courier
  at: Spot
  freeAt: number
}

/** What a dispatcher decides at one moment. */
export interface Instruction {
  courierId: string
  orderIds: string[]
}

export interface Dispatcher {
  name: string
  /** It is asked again after this. */
  everyMinutes: number
  decide(now: number, open: readonly Order[], riders: readonly Rider[], day: Day): Instruction[]
}

/** One instruction with what came of it, in the terms of the evaluator of the instances. */
export interface Assignment {
  decidedAt: number
  courierId: string
  pickedUpAt: number
  drops: { orderId: string; at: number }[]
}

export interface Played {
  assignments: Assignment[]
  metres: number
  /** How long each decision took, in ms. */
  decisionMs: number[]
}

/** Plays one day, minute by minute: a dispatcher knows only what has been ordered, a courier under way hears nothing. */
export function playDay(day: Day, dispatcher: Dispatcher): Played {
  const coming = [...day.orders].sort((a, b) => a.placedAt - b.placedAt || a.id.localeCompare(b.id))
  const riders = new Map(
    day.couriers.map((courier) => [courier.id, { courier, at: courier as Spot, freeAt: courier.onAt }]),
  )
  const open = new Map<string, Order>()
  const played: Played = { assignments: [], metres: 0, decisionMs: [] }
  const lastMinute = Math.max(...day.couriers.map(({ offAt }) => offAt))
  let next = 0
  for (let now = coming[0]?.placedAt ?? 0; now <= lastMinute; now += dispatcher.everyMinutes) {
    for (let order = coming[next]; order !== undefined && order.placedAt <= now; order = coming[next]) {
      open.set(order.id, order)
      next += 1
    }
    if (open.size === 0) continue
    const began = performance.now()
    const instructions = dispatcher.decide(now, [...open.values()], [...riders.values()], day)
    played.decisionMs.push(performance.now() - began)
    for (const { courierId, orderIds } of instructions) {
      const rider = riders.get(courierId)
      const orders = orderIds.map((id) => open.get(id))
      if (!rider || rider.freeAt > now || orders.includes(undefined)) throw new Error(`${dispatcher.name}: impossible`)
      carryOut(day, now, rider, orders as Order[], played)
      for (const id of orderIds) open.delete(id)
    }
  }
  return played
}

function carryOut(day: Day, now: number, rider: Rider, orders: Order[], played: Played): void {
  const [first] = orders
  if (!first) return
  const go = (to: Spot): number => {
    played.metres += Math.hypot(rider.at.x - to.x, rider.at.y - to.y)
    const minutes = minutesBetween(day, rider.at, to)
    rider.at = to
    return minutes
  }
  const here = now + go(first.restaurant) + day.pickupMinutes / 2
  const pickedUpAt = Math.max(here, ...orders.map(({ readyAt }) => readyAt))
  let at = pickedUpAt + day.pickupMinutes / 2
  const drops = orders.map((order) => {
    at += go(order) + day.handoverMinutes / 2
    const drop = { orderId: order.id, at }
    at += day.handoverMinutes / 2
    return drop
  })
  rider.freeAt = at
  played.assignments.push({ decidedAt: now, courierId: rider.courier.id, pickedUpAt, drops })
}
