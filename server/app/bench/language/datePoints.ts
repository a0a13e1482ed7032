import { clockAt, partAt, partOfWord, type Clock, type Part } from '../../../language/grammar/times/clocks.ts'
import { dayAt, type Day } from '../../../language/grammar/times/days.ts'
import { dateAt, foreignDateAt } from '../../../language/grammar/times/dates.ts'
import {
  bareYearAt,
  calendarPeriodAt,
  nearPeriodAt,
  type Period,
  type PeriodFound,
} from '../../../language/grammar/times/periods.ts'
import { addDays, type Minute } from '../../../language/grammar/times/calendar.ts'
import { stick } from '../../../language/grammar/times/stick.ts'

/** What our grammar reads at one place of a text: a day, a part of the day, an hour, or a stretch of days. */
export interface Point {
  at: number
  end: number
  day?: Day
  part?: Part
  clock?: Clock
  period?: Period
  /** The words speak of this very moment: 现在. */
  present?: boolean
}

/** Parts of a point that a spec file asks for. */
export interface Wanted {
  days?: boolean
  hours?: boolean
  periods?: boolean
  /** False where feasts are read by another file. */
  feasts?: boolean
}

const SHORT_PART = /早|晚|午/y
const ROUGHLY = /大约|大概|约/y
const ABOUT = /[ ]?(?:左右|前后|上下)/y
const PRESENT = /现在/y
/** A day of a story, which no calendar tells. */
const NO_DATE = /^(?:那天|第二天|当[天日]|即日)$/

function wordAt(regex: RegExp, text: string, at: number): string | undefined {
  return stick(regex, text, at)?.[0]
}

/** The longest point that begins here. */
export function pointAt(text: string, at: number, now: Minute, wanted: Wanted): Point | undefined {
  if (isInsideNumber(text, at)) return undefined
  const period = wanted.periods ? periodPointAt(text, at, now) : undefined
  const moment = momentAt(text, at, now, wanted)
  if (!moment) return period
  return period && period.end > moment.end ? period : moment
}

function isInsideNumber(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  return (
    (/\d/.test(text.charAt(at)) && /[\d第]/.test(before)) ||
    (/[零〇一二三四五六七八九十]/.test(text.charAt(at)) && /[零〇一二三四五六七八九十第]/.test(before))
  )
}

function periodPointAt(text: string, at: number, now: Minute): Point | undefined {
  const found = [
    weekendAt(text, at, now),
    nearPeriodAt(text, at, now),
    calendarPeriodAt(text, at, now),
    bareYearAt(text, at),
  ]
  const best = found.reduce((a, b) => (b && (!a || b.end > a.end) ? b : a), undefined)
  return best && { at, end: best.end, period: best.period }
}

function weekendAt(text: string, at: number, now: Minute): PeriodFound | undefined {
  const found = dayAt(text, at, now)
  if (!found || found.day.span !== 2) return undefined
  return { period: { at: found.day.at, until: addDays(found.day.at, 2) }, end: found.end }
}

function momentAt(text: string, at: number, now: Minute, wanted: Wanted): Point | undefined {
  const point: Point = { at, end: at }
  const present = wanted.days && wanted.hours ? wordAt(PRESENT, text, at) : undefined
  if (present) return { at, end: at + present.length, present: true }
  if (wanted.days) takeDay(text, point, now, wanted.feasts === false)
  if (wanted.hours) takeHours(text, point)
  return point.end > at ? point : undefined
}

function takeDay(text: string, point: Point, now: Minute, isDateOnly: boolean): void {
  const found = foreignDateAt(text, point.at, now) ?? dayAt(text, point.at, now)
  if (!found || found.day.span > 1 || NO_DATE.test(text.slice(point.at, found.end))) return
  if (isDateOnly && found.day.feast && !dateAt(text, point.at, now)) return
  point.day = found.day
  point.end = found.end
  if (found.day.half) point.part = partOfWord(found.day.half)
}

function takeHours(text: string, point: Point): void {
  const rough = wordAt(ROUGHLY, text, point.end)?.length ?? 0
  const start = point.end + rough
  const part = point.day?.half ? undefined : (partAt(text, start) ?? shortPartAt(text, start, point.day !== undefined))
  const clock = clockAt(text, part?.end ?? start)
  if (part && (clock || rough === 0)) {
    point.part = part.range
    point.end = part.end
  }
  if (clock && !clock.until) {
    point.clock = clock.clock
    point.end = clock.end + (wordAt(ABOUT, text, clock.end)?.length ?? 0)
  }
}

/** 早八点, 7月25日早: one character stands for the part where an hour or a day is beside it. */
function shortPartAt(text: string, at: number, hasDay: boolean): { range: Part; end: number } | undefined {
  const short = wordAt(SHORT_PART, text, at)
  const range = short && partOfWord({ 早: '早上', 晚: '晚上', 午: '中午' }[short] ?? '')
  if (!range || !(hasDay || clockAt(text, at + 1))) return undefined
  return { range, end: at + 1 }
}
