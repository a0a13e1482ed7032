import { dateOf, dateParts, startOfDay, writeMinute, type Minute } from '../../../language/grammar/times/calendar.ts'
import { hourWithin, type Clock, type Part } from '../../../language/grammar/times/clocks.ts'
import type { Day } from '../../../language/grammar/times/days.ts'
import type { Period } from '../../../language/grammar/times/periods.ts'
import type { Point } from './datePoints.ts'

/** Parts of the day by the specs' own clock (TMO, TMI, TAF, TEV); ours is the frame's contract. Keyed by the hour at which our part begins. */
const SPEC_HOURS: Readonly<Record<number, Part>> = {
  0: [0, 4],
  6: [8, 12],
  8: [8, 12],
  11: [11, 13],
  13: [12, 16],
  17: [16, 20],
  18: [16, 20],
}

export const SECOND = 1 / 60

/** Midnight of a day as the specs count it: they write days of the farmers' calendar by their numbers, unconverted. */
export function specDay(day: Day, now: Minute): Minute | undefined {
  if (day.noSuch) return undefined
  if (!day.called) return day.at
  const { month, day: number } = day.called
  const { year } = dateParts(now)
  const inYear = (one: number): Minute | undefined => dateOf(one, month, number) ?? dateOf(one, month, number - 1)
  if (day.called.year !== undefined) return inYear(day.called.year)
  const here = inYear(year)
  return here !== undefined && here >= startOfDay(now) ? here : inYear(year + 1)
}

export function writeDay(at: Minute | undefined): string {
  return at === undefined ? 'not resolved' : writeMinute(at).slice(0, 10)
}

/** `2018-08-30 14:11:33`. */
export function writeMoment(at: Minute): string {
  return new Date(Math.round(at * 60) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** Minutes after midnight. */
export function minutesOf(clock: Clock, part: Part | undefined): number {
  return (hourWithin(clock, part) % 24) * 60 + clock.minute + (clock.second ?? 0) * SECOND
}

/** `17:15:00`. */
export function writeClock(minutes: number): string {
  return writeMoment(minutes % 1440).slice(11)
}

/** An hour without a half of the day that may as well be twelve later. */
export function isOpenHour(point: Point): boolean {
  return (
    point.clock !== undefined &&
    point.part === undefined &&
    !point.clock.fixed &&
    point.clock.hour >= 1 &&
    point.clock.hour <= 12
  )
}

export function writePart(part: Part, day?: Minute): string {
  const [from, to] = (SPEC_HOURS[part[0]] ?? part).map((hour) => hour * 60) as [number, number]
  return day === undefined
    ? `${writeClock(from)}..${writeClock(to)}`
    : `${writeMoment(day + from)}..${writeMoment(day + to)}`
}

/** A year that is not over ends with today in the library's model. */
export function writePeriod(period: Period, now: Minute, isModel: boolean): string {
  if (period.vague) return 'not resolved'
  const until = isModel && period.thisYear ? startOfDay(now) : period.until
  return `${writeDay(period.at)}..${writeDay(until)}`
}
