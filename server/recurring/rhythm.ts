import type { When } from '@yimin/shared/language/frame'
import type { HolidayRule, Recurrence, Repeats, Rhythm } from '@yimin/shared/recurring/contract'
import { DAY_PART_HOURS } from '@yimin/shared/recurring/words'
import { isHoliday } from './holidays.ts'

/** One time that it comes: `day` as the rhythm has it, which names it for ever, and `on` which day it is done. */
export interface Instance {
  day: string
  on: string
}

const DAY_MS = 86_400_000
/** A rhythm that names a day at all names one within a year; holidays may leave a few of them out. */
const DAYS_LOOKED_AT = 800
/** The longest holiday, with a margin. */
const LONGEST_HOLIDAY = 15

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Does the rhythm name this day? */
export function isNamed(rhythm: Rhythm, day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  if (rhythm.every === 'day') return true
  if (rhythm.every === 'week') return rhythm.weekdays.includes(at.getUTCDay() || 7)
  const date = at.getUTCDate()
  const isLast = dayAfter(day).slice(5, 7) !== day.slice(5, 7)
  return rhythm.dates.some((named) => named === date || (isLast && named > date))
}

/** The first day from `today` on that the rhythm names and whose part is not over yet, as a wish of time. @param now 2026-11-22T10:00 */
export function firstTime({ rhythm, part }: Repeats, now: string): When {
  const [begins, ends] = DAY_PART_HOURS[part]
  const today = now.slice(0, 10)
  let day = now.slice(11) < ends ? today : dayAfter(today)
  for (let i = 0; i < DAYS_LOOKED_AT && !isNamed(rhythm, day); i += 1) day = dayAfter(day)
  return { from: `${day}T${begins}`, to: `${day}T${ends}` }
}

/**
 * The first instance after the named day `after` that is done later than `lastOn`. A day that a holiday moves onto another one of
 * the rhythm, or onto the day of the one before, is left out: nobody wants it twice. `undefined` where none is to come.
 */
export function nextInstance(
  { rhythm, onHoliday, until }: Pick<Recurrence, 'rhythm' | 'onHoliday' | 'until'>,
  after: string,
  lastOn: string,
): Instance | undefined {
  let day = after
  for (let i = 0; i < DAYS_LOOKED_AT; i += 1) {
    day = dayAfter(day)
    if (until !== undefined && day > until) return undefined
    if (!isNamed(rhythm, day)) continue
    const on = dayFor(day, onHoliday)
    if (on === undefined || on <= lastOn || (on !== day && isNamed(rhythm, on))) continue
    return { day, on }
  }
  return undefined
}

function dayFor(day: string, rule: HolidayRule): string | undefined {
  if (rule === 'anyway' || !isHoliday(day)) return day
  if (rule === 'skip') return undefined
  const step = rule === 'before' ? -1 : 1
  let on = day
  for (let i = 0; i < LONGEST_HOLIDAY && isHoliday(on); i += 1) on = dayAfter(on, step)
  return on
}
