import type { When } from '@yimin/shared/language/frame'
import { addDays, startOfDay, writeMinute, type Minute } from './calendar.ts'
import { hourWithin, type Clock, type Part } from './clocks.ts'
import { shift } from './periods.ts'
import type { TimeSpan } from './spans.ts'

const WHOLE_DAY: Part = [8, 20]

interface Range {
  from: Minute
  to: Minute
}

/** Nobody asks for a visit in years to come: such a span was no time of a service. */
const FARTHEST_DAYS = 800

/** The span as `when`; undefined for what is past or out of sight. */
export function toWhen(span: TimeSpan, now: Minute): When | undefined {
  if (span.past) return undefined
  const { from, to } = span.ahead ? aheadBounds(span.ahead, now) : boundsOf(span, now)
  if (Math.max(from ?? now, to ?? now) > addDays(now, FARTHEST_DAYS)) return undefined
  return { ...(from !== undefined && { from: writeMinute(from) }), ...(to !== undefined && { to: writeMinute(to) }) }
}

function boundsOf(span: TimeSpan, now: Minute): Partial<Range> {
  const range = rangeOf(span, now)
  if (span.relation === 'by') return { to: range.to }
  // 九点到十一点之前 names both ends
  if (span.relation === 'before' && !span.until) return { to: beforeEnd(span, range) }
  return span.relation === 'after' ? { from: afterStart(span, range) } : range
}

function aheadBounds(ahead: NonNullable<TimeSpan['ahead']>, now: Minute): Partial<Range> {
  if (!ahead.days) {
    const at = now + ahead.minutes
    return ahead.within ? { to: at } : { from: at, to: at }
  }
  const day = ahead.days.reduce((from, [unit, count]) => shift(from, unit, count), startOfDay(now))
  return { to: day + WHOLE_DAY[1] * 60 }
}

function rangeOf(span: TimeSpan, now: Minute): Range {
  const range = span.clock ? clockRange(span, span.clock, now) : dayRange(span, now)
  return span.untilDay ? { from: range.from, to: Math.max(range.from, lastMoment(span, span.untilDay.at)) } : range
}

/** The end of 周一到周五, 今天下午到明天中午, 明天三点到后天四点. */
function lastMoment(span: TimeSpan, day: Minute): Minute {
  const last = addDays(day, (span.untilDay?.span ?? 1) - 1)
  if (span.until) {
    return span.untilPart || span.until.fixed
      ? day + hourWithin(span.until, span.untilPart) * 60 + span.until.minute
      : openHour(span.until, day, day)
  }
  return last + (span.untilPart ?? WHOLE_DAY)[1] * 60
}

/** Before noon is before noon begins; before Friday is until Friday ends. */
function beforeEnd(span: TimeSpan, range: Range): Minute {
  return !span.clock && span.part ? range.from : range.to
}

/** 中午以后 begins when noon ends; 下午以后 and 三点以后 begin with their own start. */
function afterStart(span: TimeSpan, range: Range): Minute {
  return !span.clock && span.part?.[0] === 11 ? range.to : range.from
}

function clockRange(span: TimeSpan, clock: Clock, now: Minute): Range {
  const day = span.day?.at
  const base = day ?? startOfDay(now)
  const isFixed = span.part !== undefined || clock.fixed
  let from = isFixed ? base + hourWithin(clock, span.part) * 60 + clock.minute : openHour(clock, day, now)
  if (isFixed && day === undefined && !isStillOn(span, from, now)) from = addDays(from, 1)
  if (!span.until || span.untilDay) return { from, to: from }
  const to = startOfDay(from) + span.until.hour * 60 + span.until.minute
  const isLater = to < from && span.until.hour <= 12 && !span.until.fixed
  return { from, to: Math.max(from, isLater ? to + 720 : to < from && span.until.fixed ? addDays(to, 1) : to) }
}

/** 上午九十点 at twenty to ten has begun and is not over. */
function isStillOn(span: TimeSpan, from: Minute, now: Minute): boolean {
  const end = span.until && !span.until.fixed && !span.untilDay ? hourWithin(span.until, span.part) * 60 : undefined
  return from >= now || (end !== undefined && startOfDay(from) + end > now)
}

/** The next occurrence of an hour without a half of the day, between 07:00 and 21:00. */
function openHour(clock: Clock, day: Minute | undefined, now: Minute): Minute {
  const base = day ?? startOfDay(now)
  const minutes = clock.hour * 60 + clock.minute
  const choices = clock.hour > 0 && clock.hour <= 12 ? [minutes, minutes + 720] : [minutes]
  const within = choices.filter((value) => value >= 7 * 60 && value <= 21 * 60)
  const isToday = base === startOfDay(now)
  const next = within.find((value) => !isToday || base + value > now)
  if (next !== undefined) return base + next
  if (day === undefined) return addDays(base, 1) + (within[0] ?? minutes)
  return base + (within.at(-1) ?? minutes)
}

function dayRange(span: TimeSpan, now: Minute): Range {
  const [start, end] = span.part ?? WHOLE_DAY
  let day = span.day?.at ?? startOfDay(now)
  if (!span.day && day + end * 60 <= now) day = addDays(day, 1)
  const last = addDays(day, (span.day?.span ?? 1) - 1)
  const first = span.day?.stretch ? Math.max(day, startOfDay(now)) : day
  return { from: first + start * 60, to: last + end * 60 }
}
