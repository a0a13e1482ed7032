import { addDays, startOfDay } from '../../../language/grammar/times/calendar.ts'
import { lengthAt, type Length } from '../../../language/grammar/times/lengths.ts'
import { shift } from '../../../language/grammar/times/periods.ts'
import type { Expression, Scope } from './dateAnswers.ts'
import { pointAt } from './datePoints.ts'
import * as values from './dateValues.ts'
import { stick } from '../../../language/grammar/times/stick.ts'

function expression(text: string, at: number, end: number, type: string, value?: string): Expression {
  return { at, end, text: text.slice(at, end), type, ...(value !== undefined && { value }) }
}

function isInsideNumber(text: string, at: number): boolean {
  return /[\d一二三四五六七八九十]/.test(text.charAt(at - 1)) && /[\d一二三四五六七八九十]/.test(text.charAt(at))
}

/** 两年, 还剩8天20小时: a length alone. */
export function durationAt(text: string, at: number, scope: Scope): Expression | undefined {
  if (!scope.kinds.has('duration') || isInsideNumber(text, at)) return undefined
  const length = lengthAt(text, at)
  return length && expression(text, at, length.end, 'duration', String(Math.round(length.seconds)))
}

const AGO_OR_LATER = /(?:(?<ago>之前|以前|前)|(?<later>之后|以后|后))/y

/** 2分钟前, 5年前, 2小时后: a moment or a day so far from now. */
export function lengthFromNowAt(text: string, at: number, scope: Scope): Expression | undefined {
  if (isInsideNumber(text, at)) return undefined
  const length = lengthAt(text, at)
  const side = length && stick(AGO_OR_LATER, text, length.end)
  if (!length || !side) return undefined
  const end = length.end + side[0].length
  const sign = side.groups?.ago ? -1 : 1
  if (length.days === undefined)
    return expression(text, at, end, 'datetime', values.writeMoment(scope.now + (sign * length.seconds) / 60))
  return expression(text, at, end, 'date', values.writeDay(shiftBy(startOfDay(scope.now), length, sign)))
}

function shiftBy(from: number, length: Length, sign: number): number {
  return length.parts.reduce((day, [unit, count]) => shift(day, unit, sign * count), from)
}

const STRETCH =
  /(?<back>过去|之前|最近|近|前|上)的?(?![ ]?\d{4})|(?:未来|之后|今后|接下来|还剩|剩|后|下)的?[ ]?(?!\d{4})/y
const ONE_HOUR = /(?<way>[上下])一?个(?:小时|钟头)/y

/** 之后5分钟, 未来的3小时, 上个小时: minutes and hours counted from now. */
export function countedAt(text: string, at: number, scope: Scope): Expression | undefined {
  const hour = stick(ONE_HOUR, text, at)
  if (hour) return stretch(text, at, at + hour[0].length, hour.groups?.way === '上', 60, scope)
  const lead = stick(STRETCH, text, at)
  const length = lead && lengthAt(text, at + lead[0].length)
  if (!lead || !length) return undefined
  if (length.days === undefined)
    return stretch(text, at, length.end, lead.groups?.back !== undefined, length.seconds / 60, scope)
  const from = startOfDay(scope.now)
  const isBack = lead.groups?.back !== undefined
  const first = isBack ? shiftBy(from, length, -1) : addDays(from, 1)
  const last = isBack ? from : shiftBy(first, length, 1)
  return expression(text, at, length.end, 'daterange', `${values.writeDay(first)}..${values.writeDay(last)}`)
}

function stretch(text: string, at: number, end: number, isBack: boolean, minutes: number, { now }: Scope): Expression {
  const [from, to] = isBack ? [now - minutes, now] : [now, now + minutes]
  return expression(text, at, end, 'datetimerange', `${values.writeMoment(from)}..${values.writeMoment(to)}`)
}

const NOW_DAY = /最近(?![\d一二两三四五六七八九十 ])/y
const NOW_MOMENT = /马上|立刻|立即|这会儿|刚刚/y

/** 最近 is a date of today and 马上 this moment, for the specs. */
export function nowWordAt(text: string, at: number, { now }: Scope): Expression | undefined {
  const day = stick(NOW_DAY, text, at)
  if (day) return expression(text, at, at + day[0].length, 'date', values.writeDay(startOfDay(now)))
  const moment = stick(NOW_MOMENT, text, at)
  return moment ? expression(text, at, at + moment[0].length, 'datetime', values.writeMoment(now)) : undefined
}

const EACH =
  /每一?个?(?<unit>[天日]|周(?:(?<day>[一二三四五六日天])|末)?|星期(?<day2>[一二三四五六日天])?|礼拜(?<day3>[一二三四五六日天])?|月|年)/y
const UNITS: Readonly<Record<string, string>> = {
  天: 'P1D',
  日: 'P1D',
  周: 'P1W',
  星期: 'P1W',
  礼拜: 'P1W',
  月: 'P1M',
  年: 'P1Y',
}

/** 每天, 每周一下午八点. */
export function recurrenceAt(text: string, at: number, scope: Scope): Expression | undefined {
  if (!scope.kinds.has('set')) return undefined
  const match = stick(EACH, text, at)
  if (!match) return undefined
  const g = match.groups ?? {}
  const end = at + match[0].length
  const day = g.day ?? g.day2 ?? g.day3
  const hour = day ? pointAt(text, end, scope.now, { hours: true }) : undefined
  const number = '一二三四五六日'.indexOf(day === '天' ? '日' : (day ?? '?')) + 1
  const clock = hour?.clock
    ? `T${String(Math.floor(values.minutesOf(hour.clock, hour.part) / 60)).padStart(2, '0')}`
    : ''
  const timex = day ? `XXXX-WXX-${number}${clock}` : UNITS[g.unit ?? '']
  return expression(text, at, hour?.end ?? end, 'set', scope.isModel ? 'not resolved' : `Set: ${timex}`)
}
