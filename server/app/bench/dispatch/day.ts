import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Spot {
  /** Metres. */
  x: number
  y: number
}
export interface Restaurant extends Spot {
  id: string
}
export interface Order extends Spot {
  id: string
  /** Minutes of the day. */
  placedAt: number
  readyAt: number
  restaurant: Restaurant
}
export interface Courier extends Spot {
  id: string
  onAt: number
  offAt: number
}

/** One city day of the Grubhub instances of the Meal Delivery Routing Problem (Reyes and others, 2018). */
export interface Day {
  name: string
  metresPerMinute: number
  pickupMinutes: number
  handoverMinutes: number
  orders: Order[]
  couriers: Courier[]
}

/** The full days: all orders, plain travel times, schedules and preparation. */
const FULL_DAY = /o100t100s1p100$/

/**
 * The full days in a folder.
 * @param dir `grubhub-mdrp`, its `public_instances`, or a folder of days
 * @throws Error where it holds none
 */
export function listDays(dir: string): string[] {
  const places = [dir, path.join(dir, 'public_instances'), path.join(dir, 'grubhub-mdrp', 'public_instances')]
  for (const place of places) {
    const days = namesIn(place).filter((name) => FULL_DAY.test(name))
    if (days.length > 0) return days.sort().map((name) => path.join(place, name))
  }
  throw new Error(`${dir} holds no full day such as 0o100t100s1p100`)
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

/** @throws Error at a line that cannot be read */
export function readDay(dir: string): Day {
  const [parameters = []] = rows(dir, 'instance_parameters.txt', 3)
  const [metresPerMinute = 0, pickupMinutes = 0, handoverMinutes = 0] = parameters.map(Number)
  const restaurants = new Map(
    rows(dir, 'restaurants.txt', 3).map(([id = '', x, y]) => [id, { id, x: Number(x), y: Number(y) }]),
  )
  const orders = rows(dir, 'orders.txt', 6).map(([id = '', x, y, placed, at = '', ready]): Order => {
    const restaurant = restaurants.get(at)
    if (!restaurant) throw new Error(`${dir}/orders.txt: ${id} is of an unknown restaurant`)
    return { id, x: Number(x), y: Number(y), placedAt: Number(placed), readyAt: Number(ready), restaurant }
  })
  const couriers = rows(dir, 'couriers.txt', 5).map(([id = '', x, y, on, off]): Courier => ({
    id,
    x: Number(x),
    y: Number(y),
    onAt: Number(on),
    offAt: Number(off),
  }))
  return { name: path.basename(dir), metresPerMinute, pickupMinutes, handoverMinutes, orders, couriers }
}

function rows(dir: string, file: string, least: number): string[][] {
  const lines = readFileSync(path.join(dir, file), 'utf8').trim().split('\n').slice(1)
  return lines.map((line, i) => {
    const cells = line.trim().split(/\s+/)
    if (cells.length < least) throw new Error(`${path.join(dir, file)}:${i + 2}: ${least} values expected`)
    return cells
  })
}

/** Whole minutes, rounded up, as the instances define it. */
export function minutesBetween({ metresPerMinute }: Day, from: Spot, to: Spot): number {
  return Math.ceil(Math.hypot(from.x - to.x, from.y - to.y) / metresPerMinute)
}
