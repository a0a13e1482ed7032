/** A local wall-clock moment (Asia/Shanghai) counted in minutes since 1970-01-01T00:00; there is no daylight saving to think of. */
export type Minute = number

const DAY = 24 * 60

/** Reads `YYYY-MM-DDTHH:mm`; undefined for anything else. */
export function readMinute(text: string): Minute | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return undefined
  const part = (from: number, to: number): number => Number(text.slice(from, to))
  return Date.UTC(part(0, 4), part(5, 7) - 1, part(8, 10), part(11, 13), part(14, 16)) / 60000
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

/** The same day of a later or earlier month; its last day where the month is shorter. */
export function addMonths(at: Minute, months: number): Minute {
  const { year, month, day } = dateParts(at)
  const first = firstOfMonth(year, month + months)
  const last = dateParts(addDays(firstOfMonth(year, month + months + 1), -1)).day
  return addDays(first, Math.min(day, last) - 1) + (at - startOfDay(at))
}

/** Midnight of the first day; months below 1 or above 12 count on into the years beside. */
export function firstOfMonth(year: number, month: number): Minute {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, 1)
  return date.getTime() / 60000
}

/** Monday of the week of this moment, at midnight. */
export function startOfWeek(at: Minute): Minute {
  return addDays(startOfDay(at), -weekday(at))
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
  if (month < 1 || month > 12) return undefined
  const at = addDays(firstOfMonth(year, month), day - 1)
  const parts = dateParts(at)
  return parts.month === month && parts.day === day ? at : undefined
}
