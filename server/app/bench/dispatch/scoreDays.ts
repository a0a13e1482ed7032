import type { Day } from './day.ts'
import type { Played } from './playDay.ts'

/** What a dispatcher reached, over one day or several. Times in minutes. */
export interface Score {
  orders: number
  delivered: number
  clickToDoor: number[]
  readyToDoor: number[]
  metres: number
  decisionMs: number[]
  /** Rules that were broken. */
  wrong: string[]
}

export const LATE_AFTER_MINUTES = 40

export function scoreDay(day: Day, { assignments, metres, decisionMs }: Played, wrong: string[]): Score {
  const orders = new Map(day.orders.map((order) => [order.id, order]))
  const drops = assignments.flatMap((assignment) => assignment.drops)
  const since = (of: 'placedAt' | 'readyAt') => drops.map(({ orderId, at }) => at - (orders.get(orderId)?.[of] ?? at))
  return {
    orders: day.orders.length,
    delivered: drops.length,
    clickToDoor: since('placedAt'),
    readyToDoor: since('readyAt'),
    metres,
    decisionMs,
    wrong,
  }
}

export function together(scores: readonly Score[]): Score {
  return {
    orders: sum(scores.map(({ orders }) => orders)),
    delivered: sum(scores.map(({ delivered }) => delivered)),
    clickToDoor: scores.flatMap(({ clickToDoor }) => clickToDoor),
    readyToDoor: scores.flatMap(({ readyToDoor }) => readyToDoor),
    metres: sum(scores.map(({ metres }) => metres)),
    decisionMs: scores.flatMap(({ decisionMs }) => decisionMs),
    wrong: scores.flatMap(({ wrong }) => wrong),
  }
}

export const sum = (values: readonly number[]): number => values.reduce((whole, value) => whole + value, 0)
export const mean = (values: readonly number[]): number => sum(values) / values.length

/** The value that `share` of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** Share of the delivered orders that took longer than the target. */
export const lateShare = ({ clickToDoor }: Score): number =>
  clickToDoor.filter((minutes) => minutes > LATE_AFTER_MINUTES).length / clickToDoor.length
