import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Assignment } from './playDay.ts'

/**
 * Checks what was done on a day against the rules of the instances (MDRPInstances.pdf, 2.1), from the files alone. It shares
 * no code with the dispatchers, the player or the reader, so that a mistake in one does not hide in the other.
 * @returns what is wrong, a line each; nothing where the day is right
 */
export function verifyDay(dir: string, assignments: readonly Assignment[]): string[] {
  const files = readFiles(dir)
  const once = new Set<string>()
  return [...grouped(assignments)].flatMap(([courierId, theirs]) => {
    const courier = files.couriers.get(courierId)
    return courier ? checkCourier(files, courier, theirs, once) : [`${courierId}: no such courier`]
  })
}

function checkCourier(files: Files, courier: string[], theirs: Assignment[], once: Set<string>): string[] {
  const [id, x, y, on, off] = courier
  const wrong: string[] = []
  let state: Standing = { at: [Number(x), Number(y)], free: Number(on) }
  for (const one of theirs.sort((a, b) => a.decidedAt - b.decidedAt)) {
    const say = (what: string) => wrong.push(`${id} at ${one.decidedAt}: ${what}`)
    if (one.decidedAt < state.free) say(`told before he was free at ${state.free}`)
    for (const { orderId } of one.drops) {
      if (once.has(orderId)) say(`${orderId} delivered twice`)
      once.add(orderId)
    }
    const shop = shopOf(files, one)
    if (shop === undefined) {
      say('not orders of one restaurant')
      continue
    }
    checkPickup(files, one, shop, state, Number(off), say)
    state = checkDrops(files, one, shop, say)
  }
  return wrong
}

interface Standing {
  at: Point
  free: number
}
type Say = (what: string) => void

/** The one restaurant of all these orders. */
function shopOf({ orders, places }: Files, { drops }: Assignment): Point | undefined {
  const shops = new Set(drops.map(({ orderId }) => orders.get(orderId)?.[4]))
  const [only] = shops
  return shops.size === 1 && only !== undefined ? places.get(only) : undefined
}

function checkPickup(files: Files, one: Assignment, shop: Point, { at }: Standing, off: number, say: Say): void {
  const { decidedAt, pickedUpAt, drops } = one
  const rows = drops.map(({ orderId }) => files.orders.get(orderId) ?? [])
  if (rows.some((row) => Number(row[3]) > decidedAt)) say('decided before the order was placed')
  if (rows.some((row) => Number(row[5]) > pickedUpAt)) say('picked up before it was ready')
  if (pickedUpAt > off) say(`picked up after the end of duty at ${off}`)
  const there = decidedAt + travel(files, at, shop) + files.pickupMinutes / 2
  if (!(pickedUpAt >= there)) say(`picked up at ${pickedUpAt}, at the restaurant only at ${there}`)
}

function checkDrops(files: Files, { pickedUpAt, drops }: Assignment, shop: Point, say: Say): Standing {
  let state: Standing = { at: shop, free: pickedUpAt + files.pickupMinutes / 2 }
  for (const { orderId, at: droppedAt } of drops) {
    const [, x, y] = files.orders.get(orderId) ?? []
    const door: Point = [Number(x), Number(y)]
    const there = state.free + travel(files, state.at, door) + files.dropMinutes / 2
    if (!(droppedAt >= there)) say(`${orderId} dropped at ${droppedAt}, at the door only at ${there}`)
    state = { at: door, free: droppedAt + files.dropMinutes / 2 }
  }
  return state
}

interface Files {
  speed: number
  pickupMinutes: number
  dropMinutes: number
  places: Map<string, Point>
  /** id, x, y, placed, restaurant, ready */
  orders: Map<string, string[]>
  /** id, x, y, on, off */
  couriers: Map<string, string[]>
}

function readFiles(dir: string): Files {
  const [parameters = []] = table(dir, 'instance_parameters')
  const [speed = NaN, pickupMinutes = NaN, dropMinutes = NaN] = parameters.map(Number)
  return {
    speed,
    pickupMinutes,
    dropMinutes,
    places: new Map(table(dir, 'restaurants').map(([id = '', x, y]) => [id, [Number(x), Number(y)]])),
    orders: new Map(table(dir, 'orders').map((row) => [row[0] ?? '', row])),
    couriers: new Map(table(dir, 'couriers').map((row) => [row[0] ?? '', row])),
  }
}

function travel({ speed }: Files, [ax, ay]: Point, [bx, by]: Point): number {
  return Math.ceil(Math.sqrt((ax - bx) ** 2 + (ay - by) ** 2) / speed)
}

type Point = readonly [x: number, y: number]

function table(dir: string, name: string): string[][] {
  const [, ...lines] = readFileSync(path.join(dir, `${name}.txt`), 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => line.trim().split(/\s+/))
}

function grouped(assignments: readonly Assignment[]): Map<string, Assignment[]> {
  const byCourier = new Map<string, Assignment[]>()
  for (const one of assignments) byCourier.set(one.courierId, [...(byCourier.get(one.courierId) ?? []), one])
  return byCourier
}
