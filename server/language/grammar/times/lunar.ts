import { Lunar, Solar } from 'lunar-typescript'
import { addDays, dateOf, dateParts, startOfDay, type Minute } from './calendar.ts'

/** A day of the farmers' calendar: 腊月二十三 is month 12, day 23. */
export interface LunarDay {
  month: number
  day: number
}

/** Days once found: the calendar's arithmetic takes milliseconds, and messages of one day ask for the same few days. */
const known = new Map<string, Minute | undefined>()
const MOST_KNOWN = 2000

function remembered(key: string, find: () => Minute | undefined): Minute | undefined {
  if (known.has(key)) return known.get(key)
  if (known.size >= MOST_KNOWN) known.clear()
  const found = find()
  known.set(key, found)
  return found
}

/** Midnight of a day of the farmers' calendar; undefined where that month has no such day (腊月三十 exists only in some years). */
export function fromLunar(year: number, { month, day }: LunarDay): Minute | undefined {
  return remembered(`${year}/${month}/${day}`, () => toSolar(year, month, day))
}

function toSolar(year: number, month: number, day: number): Minute | undefined {
  try {
    const solar = Lunar.fromYmd(year, month, day).getSolar()
    return dateOf(solar.getYear(), solar.getMonth(), solar.getDay())
  } catch {
    return undefined
  }
}

/** Year and month of the farmers' calendar at this moment; a leap month counts as the one that it repeats. */
export function lunarMonthOf(now: Minute): { year: number; month: number } {
  // year and month as one number, so that it is remembered like a day
  const months = remembered(`month of ${startOfDay(now)}`, () => {
    const { year, month, day } = dateParts(now)
    const lunar = Solar.fromYmd(year, month, day).getLunar()
    return lunar.getYear() * 12 + Math.abs(lunar.getMonth()) - 1
  })
  return { year: Math.floor((months ?? 0) / 12), month: ((months ?? 0) % 12) + 1 }
}

/** The next such day, today included. `month` undefined: of this farmers' month, or of the next one if it is past. */
export function nextLunar(wanted: { month?: number; day: number }, now: Minute): Minute | undefined {
  const today = startOfDay(now)
  const from = lunarMonthOf(now)
  for (let ahead = 0; ahead < 26; ahead += 1) {
    const count = from.month - 1 + ahead
    const month = (count % 12) + 1
    if (wanted.month !== undefined && month !== wanted.month) continue
    const at = fromLunar(from.year + Math.floor(count / 12), { month, day: wanted.day })
    if (at !== undefined && at >= today) return at
  }
  return undefined
}

/** 除夕: the day before the farmers' new year. */
export function nextNewYearsEve(now: Minute): Minute | undefined {
  const { year } = lunarMonthOf(now)
  const newYears = [year, year + 1, year + 2].map((one) => fromLunar(one, { month: 1, day: 1 }))
  return newYears
    .map((at) => (at === undefined ? undefined : addDays(at, -1)))
    .find((at) => at !== undefined && at >= startOfDay(now))
}

/** A solar term (清明, 冬至) in this year or the next, whichever is to come. */
export function nextTerm(name: string, now: Minute): Minute | undefined {
  const { year } = dateParts(now)
  return [year, year + 1]
    .map((one) => remembered(`${name} ${one}`, () => termIn(name, one)))
    .find((at) => at !== undefined && at >= startOfDay(now))
}

function termIn(name: string, year: number): Minute | undefined {
  const solar = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()[name]
  return solar && dateOf(solar.getYear(), solar.getMonth(), solar.getDay())
}
