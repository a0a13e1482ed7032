/** A local wall-clock moment (Asia/Shanghai) counted in minutes since 1970-01-01T00:00; there is no daylight saving to think of. */
export type Minute = number

const DAY = 24 * 60

/** Reads `YYYY-MM-DDTHH:mm`; undefined for anything else. */
export function readMinute(text: string): Minute | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text)
  if (!match) return undefined
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number]
  return Date.UTC(year, month - 1, day, hour, minute) / 60000
}

/** Writes `YYYY-MM-DDTHH:mm`. */
export function writeMinute(at: Minute): string {
  return new Date(at * 60000).toISOString().slice(0, 16)
}

/** Midnight before or at this moment. */
export function startOfDay(at: Minute): Minute {
  return Math.floor(at / DAY) * DAY
}

export function addDays(day: Minute, days: number): Minute {
  return day + days * DAY
}

/** Monday 0 … Sunday 6: weeks start on Monday. */
export function weekday(at: Minute): number {
  return (new Date(at * 60000).getUTCDay() + 6) % 7
}

export function dateParts(at: Minute): { year: number; month: number; day: number } {
  const date = new Date(at * 60000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Midnight of a date, or undefined where there is no such day. */
export function dateOf(year: number, month: number, day: number): Minute | undefined {
  const at = Date.UTC(year, month - 1, day) / 60000
  const parts = dateParts(at)
  return parts.month === month && parts.day === day ? at : undefined
}
