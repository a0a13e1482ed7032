import { addMonths, startOfDay, type Minute } from '../../../language/grammar/times/calendar.ts'
import { clockAt, type Clock } from '../../../language/grammar/times/clocks.ts'
import { readNumber } from '../../../language/grammar/numbers.ts'
import type { Expression, Scope } from './dateAnswers.ts'
import { pointAt, type Point } from './datePoints.ts'
import * as values from './dateValues.ts'
import { stick } from '../../../language/grammar/times/stick.ts'

const LEAD = /从|自/y
const LEAD_BETWEEN = /从|自|在/y
const TO = /[ ]?(?:到|至|-|–|—|~|与|和)[ ]?/y
const BETWEEN = /之间|间/y
const BARE_HOUR = /(?<hour>\d{1,2}|十[一二]?|[一二两三四五六七八九])(?=[ ]?(?:到|至|-|~))/y

/** 从一月十日到十二日, 下午5点到6点, 2007年与2009年间: two points as one range. */
export function rangeAt(text: string, at: number, scope: Scope): Expression | undefined {
  const plainLead = stick(LEAD, text, at)?.[0].length ?? 0
  return (
    rangeFrom(text, at, at + plainLead, scope) ??
    rangeFrom(text, at, at + (stick(LEAD_BETWEEN, text, at)?.[0].length ?? 0), scope)
  )
}

function rangeFrom(text: string, at: number, start: number, scope: Scope): Expression | undefined {
  const first = firstAt(text, start, scope)
  const join = first && stick(TO, text, first.end)
  if (!first || !join) return undefined
  const second = secondAt(text, first.end + join[0].length, first, scope)
  if (!second) return undefined
  const between = stick(BETWEEN, text, second.end)?.[0].length ?? 0
  const needsBetween = /[与和]/.test(join[0]) || text.slice(at, start) === '在'
  if (needsBetween && between === 0) return undefined
  const valued = rangeValue(first, second, scope)
  const end = second.end + between
  return valued && { at, end, text: text.slice(at, end), ...valued }
}

function firstAt(text: string, at: number, scope: Scope): Point | undefined {
  const point = pointAt(text, at, scope.now, scope.wanted)
  if (point?.clock || point?.period || point?.present) return point
  const hour = bareHourAt(text, point?.end ?? at, scope)
  return hour === undefined ? point : { ...point, at, end: hour.end, clock: { hour: hour.hour, minute: 0 } }
}

/** 早上五到六点: the first hour goes without 点. */
function bareHourAt(text: string, at: number, scope: Scope): { hour: number; end: number } | undefined {
  const bare = scope.wanted.hours ? stick(BARE_HOUR, text, at) : null
  const join = bare && stick(TO, text, at + bare[0].length)
  if (!bare || !join || !clockAt(text, at + bare[0].length + join[0].length)) return undefined
  if (/[\d-]/.test(text.charAt(at - 1))) return undefined
  const hour = readNumber((bare.groups?.hour ?? '').replace('两', '二'))
  return hour === undefined || hour > 24 ? undefined : { hour, end: at + bare[0].length }
}

/** The second point is looked for after the first one: 十二日 is the next 12th from there. */
function secondAt(text: string, at: number, first: Point, scope: Scope): Point | undefined {
  const point = pointAt(text, at, scope.now, scope.wanted)
  const from = first.day && point?.day?.open ? values.specDay(first.day, scope.now) : undefined
  return from === undefined ? point : pointAt(text, at, from, scope.wanted)
}

function rangeValue(first: Point, second: Point, scope: Scope): { type: string; value: string } | undefined {
  if (first.period && second.period) {
    // 8月至2月: the second month is the one after the first
    const to = second.period.at < first.period.at ? addMonths(second.period.at, 12) : second.period.at
    return { type: 'daterange', value: `${values.writeDay(first.period.at)}..${values.writeDay(to)}` }
  }
  if (first.period || second.period) return undefined
  if (first.clock || second.clock || first.present) return hoursRange(first, second, scope)
  if (first.day && second.day && !first.part && !second.part) {
    const from = values.specDay(first.day, scope.now)
    const to = values.specDay(second.day, from ?? scope.now)
    return { type: 'daterange', value: `${values.writeDay(from)}..${values.writeDay(to)}` }
  }
  return undefined
}

function hoursRange(first: Point, second: Point, scope: Scope): { type: string; value: string } | undefined {
  if (!second.clock || !(first.clock || first.present)) return undefined
  const [day, lastDay] = daysOf(first, second, scope)
  if (day === undefined || lastDay === undefined) return undefined
  const [from, to] = minutesOfRange(first, { ...second, clock: second.clock }, scope)
  const hasDay = first.day !== undefined || second.day !== undefined || first.present === true
  return hasDay
    ? { type: 'datetimerange', value: `${values.writeMoment(day + from)}..${values.writeMoment(lastDay + to)}` }
    : { type: 'timerange', value: `${values.writeClock(from)}..${values.writeClock(to)}` }
}

function daysOf(first: Point, second: Point, scope: Scope): [first: Minute | undefined, last: Minute | undefined] {
  const today = startOfDay(scope.now)
  const day = first.day ? values.specDay(first.day, scope.now) : today
  return [day, second.day ? values.specDay(second.day, day ?? today) : day]
}

/** Minutes after midnight of both hours. */
function minutesOfRange(first: Point, second: Point & { clock: Clock }, scope: Scope): [from: number, to: number] {
  // 下午5点到6点: the part of the day holds for both; after another day it does not
  const part = second.part ?? (second.day || second.clock.hour > 12 ? undefined : first.part)
  const isOpen = scope.isModel && !second.day && values.isOpenHour(first) && values.isOpenHour({ ...second, part })
  const later = isOpen ? 720 : 0
  const from = first.clock ? values.minutesOf(first.clock, first.part) + later : scope.now - startOfDay(scope.now)
  const to = values.minutesOf(second.clock, part) + later
  return [from, first.present && to < from ? to + 720 : to]
}

const SIDE =
  /[ ]?(?<incl>或|及|以及)?(?:(?<before>之前|以前|前(?![\d一二两三四五六七八九十]))|(?<after>之后|以后|后(?![\d一二两三四五六七八九十]))|(?<since>以来|开始|起))/y
const UNTIL = /截止到|截至|截止/y

/** 2018年以前, 自2016年9月1日起, 今天晚上八点之前; 2010年之后2018年之前 as one range. */
export function boundedAt(text: string, at: number, scope: Scope): Expression | undefined {
  const both = afterAndBefore(text, at, scope)
  if (both || !scope.isModel) return both
  const until = stick(UNTIL, text, at)?.[0].length ?? 0
  const lead = until || (stick(LEAD, text, at)?.[0].length ?? 0)
  const bounded = sideAt(text, at, at + lead, scope, until > 0)
  if (!bounded) return undefined
  // 从 and 自 belong only to what begins there
  return lead > 0 && !until && !bounded.isSince ? undefined : { ...bounded.expression }
}

function sideAt(
  text: string,
  at: number,
  start: number,
  scope: Scope,
  isUntil: boolean,
): { expression: Expression; isSince: boolean } | undefined {
  const point = pointAt(text, start, scope.now, scope.wanted)
  const side = point && (isUntil ? null : stick(SIDE, text, point.end))
  if (!point || !(side || isUntil)) return undefined
  const g = side?.groups ?? {}
  const isIncluded = g.incl !== undefined
  const way = isUntil || g.before ? (isIncluded ? 'until' : 'before') : g.since || isIncluded ? 'since' : 'after'
  const valued = sideValue(point, way, scope)
  const end = point.end + (side?.[0].length ?? 0)
  return valued && { expression: { at, end, text: text.slice(at, end), ...valued }, isSince: g.since !== undefined }
}

type Way = 'before' | 'until' | 'since' | 'after'

function sideValue(point: Point, way: Way, scope: Scope): { type: string; value: string } | undefined {
  const bound = boundOf(point, way, scope.now)
  return bound && { type: bound.type, value: way === 'before' || way === 'until' ? `..${bound.at}` : `${bound.at}..` }
}

function boundOf(point: Point, way: Way, now: Minute): { type: string; at: string } | undefined {
  const { day, clock, part, period } = point
  if (period) {
    const at = way === 'after' || way === 'until' ? period.until : period.at
    return { type: 'daterange', at: values.writeDay(at) }
  }
  const date = day && values.specDay(day, now)
  if (clock) {
    const later = values.isOpenHour(point) ? 720 : 0
    const minutes = (values.minutesOf(clock, part) + later) % 1440
    return date === undefined
      ? { type: 'timerange', at: values.writeClock(minutes) }
      : { type: 'datetimerange', at: values.writeMoment(date + minutes) }
  }
  return date === undefined || part ? undefined : { type: 'daterange', at: values.writeDay(date) }
}

const AFTER_FIRST = /[ ]?(?:之后|以后|后)/y
const BEFORE_LAST = /[ ]?(?:之前|以前|前)/y

function afterAndBefore(text: string, at: number, scope: Scope): Expression | undefined {
  const first = pointAt(text, at, scope.now, scope.wanted)
  const after = first?.period && stick(AFTER_FIRST, text, first.end)
  if (!first?.period || !after) return undefined
  const second = pointAt(text, first.end + after[0].length, scope.now, scope.wanted)
  const before = second?.period && stick(BEFORE_LAST, text, second.end)
  if (!second?.period || !before) return undefined
  const end = second.end + before[0].length
  const value = `${values.writeDay(first.period.at)}..${values.writeDay(second.period.at)}`
  return { at, end, text: text.slice(at, end), type: 'daterange', value }
}
