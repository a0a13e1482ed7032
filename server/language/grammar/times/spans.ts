import { clockAfterPart, clockAt, hourWithin, partAt, partOfWord, type Clock, type Part } from './clocks.ts'
import { startOfDay, type Minute } from './calendar.ts'
import { dayAt, type Day } from './days.ts'
import { eventAt } from './dayEvents.ts'
import { aheadAt, type Ahead } from './lengths.ts'
import { readNumber } from '../numbers.ts'
import { nearPeriodAt, shift } from './periods.ts'
import { stick } from './stick.ts'

/** One time that a message names. */
export interface TimeSpan {
  at: number
  end: number
  day?: Day
  part?: Part
  clock?: Clock
  until?: Clock
  /** The last day where two are named: 周一到周五, 今天下午到明天中午. */
  untilDay?: Day
  untilPart?: Part
  /** before: 之前; by: 最晚; after: 以后. */
  relation?: 'before' | 'by' | 'after'
  /** Minutes from now, or whole days: 半小时后, 一小时内, 三天后. */
  ahead?: Omit<Ahead, 'end'>
  past?: boolean
  /** It tells when the service itself was to be: 今晚那单, 明天的导诊. */
  ofService?: boolean
  /** Past by the clock alone: today's afternoon, named in the evening. */
  over?: boolean
  corrected?: boolean
}

const SHORT_PART =
  /朝(?![阳代向])|[早晚午](?=$|[^点饭餐会班安市报稻些上间睡后])|[早晚](?=[\d一二两三四五六七八九十]{1,3}点)/y
const SHORT_PART_OF_HOUR = /(?<![最尽趁提])[早晚](?=(?!一点(?![钟半整]))(?:\d{1,2}|[一二两三四五六七八九十]{1,3})点)/y
const OR = /[ ]?(?:或者?|和|跟|、)[ ]?/y
/** A wave between two times is a space once the spelling is made one. */
const JOIN = /[ ,]?(?:一?直)?(?:到|至|[-—–]{1,3})[ ]?/y
const WAVE_OF_DAYS = /[ ](?=\d{1,2}[月号日])/y
const WAVE = /[ ](?=\d{1,2}[点:])/y
const BARE_HOUR =
  /(?<n>\d{1,2}|十[一二]?|[一二两三四五六七八九])[ ]?(?:到|至|-|—|–)[ ]?(?=(?:下午|晚上|中午|傍晚)?(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])点)/y
const RELATION =
  /[ ]?(?:钟)?(?<rel>之前|以前|前(?!面|后|台|天|边|往)|之后|以后|过后|往后|起(?![来床火码名]|不|码)|开始(?=[都能可来送有])|后(?=来[看一取拿修送帮接做量搬])|后(?!面|天|来|边|门|勤)|左右|上下|前后|之间|那会儿?|的时候)/y
const THAT_DAY = /的?(?:当[天日]|那[天日])/y
/** 四点前别来: the other side is meant. */
const UNWANTED = /(?:先)?(?:别|不要|甭)(?:来|送|上门|敲门|打电话)(?!晚|迟)/y
const ROUGHLY = /(?:大约|大概|差不多|约|大致)(?=[\d零一二两三四五六七八九十上下中早晚今明])/y

const SMALL_ONLY = /^(?:一|两|半)点$/
const BEFORE_LITTLE = /[明充意有快慢早晚大小多少好差长轻便宜买送要来带捎吃喝差挑软硬嫩新鲜甜咸辣近高低远]$|一$/
const CLOCK_FOLLOWS = /^(?:[ ]?(?:钟|半|之前|以前|前|左右|以后|后|到|多|整|$|[ ,。.!?送来去要取接开出见在能有帮上]))/

const ONE_O_CLOCK = /^[ ]?(?:[钟半前后整到多送来去开接]|之前|以[前后]|左右)/

/** 一点 and 两点 are an hour only where a half of the day or a relation stands beside them (快一点, 买一点). */
function isLittle(text: string, at: number, end: number, alone: boolean): boolean {
  if (!alone || !SMALL_ONLY.test(text.slice(at, end))) return false
  if (text.charAt(at) === '一' && !ONE_O_CLOCK.test(text.slice(end, end + 2))) return true
  return BEFORE_LITTLE.test(text.slice(Math.max(0, at - 2), at)) || !CLOCK_FOLLOWS.test(text.slice(end, end + 3))
}

/** The time that begins at this place of the text, as a service may be asked for it. */
export function spanAt(text: string, at: number, now: Minute): TimeSpan | undefined {
  const ahead = aheadAt(text, at)
  if (ahead) return aheadSpan(text, at, ahead, now)
  const span: TimeSpan = { at, end: at }
  takeDay(text, span, now)
  takePart(text, span)
  takeClock(text, span)
  if (!span.clock) takeEvent(text, span)
  if (span.end === at) return undefined
  if (!span.relation) takeRelation(text, span)
  if (!span.relation) takeLimitBefore(text, span)
  takeLastDay(text, span, now)
  return span
}

/** 半小时后 is a moment from now, 三天后上午 a day with a part of it. */
function aheadSpan(text: string, at: number, { end, ...ahead }: Ahead, now: Minute): TimeSpan {
  if (!ahead.days || ahead.within) return { at, end, ahead }
  const day = ahead.days.reduce((from, [unit, count]) => shift(from, unit, count), startOfDay(now))
  const span: TimeSpan = { at, end, day: { at: day, span: 1 } }
  skipToHour(text, span)
  takePart(text, span)
  takeClock(text, span)
  return span
}

function takeDay(text: string, span: TimeSpan, now: Minute): void {
  const found = dayAt(text, span.at, now)
  const near = found ? undefined : nearPeriodAt(text, span.at, now)
  if (found && !found.day.noSuch) {
    const thatDay = found.day.feast ? (stick(THAT_DAY, text, found.end)?.[0].length ?? 0) : 0
    span.day = thatDay > 0 ? { ...found.day, feast: false } : found.day
    if (found.day.half) span.part = partOfWord(found.day.half)
    span.end = found.end + thatDay
  } else if (near) {
    const { at, until, past, feast } = near.period
    span.day = { at, span: (until - at) / 1440, stretch: true, ...(past && { past }), ...(feast && { feast }) }
    span.end = near.end
  } else return
  span.past = span.day.past
  skipToHour(text, span)
}

/** 明天的大概三点: what may stand between a day and its hour. */
function skipToHour(text: string, span: TimeSpan): void {
  const gap = stick(/[ ,的]?/y, text, span.end)?.[0].length ?? 0
  const rough = stick(ROUGHLY, text, span.end + gap)?.[0].length ?? 0
  const next = span.end + gap + rough
  if (partAt(text, next) || clockAt(text, next)) span.end = next
}

function takePart(text: string, span: TimeSpan): void {
  const part = partAt(text, span.end)
  if (part) {
    span.part = part.range
    span.end = part.end
    const gap = stick(/[ ,]?(?:大约|大概|差不多)?/y, text, span.end)?.[0].length ?? 0
    if (gap > 0 && clockAt(text, span.end + gap)) span.end += gap
  } else if (hasShortPart(text, span)) {
    span.part = partOfWord({ 早: '早上', 朝: '早上', 午: '中午', 晚: '晚上' }[text.charAt(span.end)] ?? '')
    span.end += 1
  }
}

/** 周六早, 28号晚, 晚七点: one character stands for the part of the day beside a day or an hour. */
function hasShortPart(text: string, span: TimeSpan): boolean {
  if (span.day) return !span.day.half && stick(SHORT_PART, text, span.end) !== null
  return stick(SHORT_PART_OF_HOUR, text, span.end) !== null
}

/** 晚饭前, 睡前, 下班后. */
function takeEvent(text: string, span: TimeSpan): void {
  const event = eventAt(text, span.end)
  if (!event) return
  span.clock = { hour: event.hour, minute: 0, fixed: true }
  span.relation = event.relation
  span.end = event.end
}

function takeRelation(text: string, span: TimeSpan): void {
  const relation = stick(RELATION, text, span.end)
  const word = relation?.groups?.rel ?? ''
  if (!relation) return
  span.end += relation[0].length
  if (/前$/.test(word)) span.relation = 'before'
  else if (/^(?:之后|以后|过后|往后|后|起|开始)$/.test(word)) span.relation = 'after'
  if (span.relation && stick(UNWANTED, text, span.end)) span.relation = span.relation === 'before' ? 'after' : 'before'
}

/** 最晚明天中午, 最早三点: the word of the limit stands before. */
function takeLimitBefore(text: string, span: TimeSpan): void {
  const before = text.slice(Math.max(0, span.at - 4), span.at)
  if (/(?:最晚|最迟|不晚于|至迟|顶多到)在?$/.test(before)) span.relation = 'by'
  else if (/最早$/.test(before)) span.relation = 'after'
}

function takeClock(text: string, span: TimeSpan): void {
  const range = stick(BARE_HOUR, text, span.end)
  if (range && takeBareHour(text, span, range)) return
  const first = span.part ? clockAfterPart(text, span.end) : clockAt(text, span.end)
  if (!first || isLittle(text, span.end, first.end, span.end === span.at)) return
  span.clock = first.clock
  span.until = first.until
  span.end = first.end
  takeUntil(text, span)
}

/** 两到四点: the first hour goes without 点. */
function takeBareHour(text: string, span: TimeSpan, range: RegExpExecArray): boolean {
  const hour = readNumber((range.groups?.n ?? '').replace('两', '二'))
  if (hour === undefined || hour > 24) return false
  const before = { clock: span.clock, end: span.end }
  span.clock = { hour, minute: 0 }
  span.end += range[0].length
  if (takeSecond(text, span, span.end)) return true
  Object.assign(span, before)
  return false
}

function takeUntil(text: string, span: TimeSpan): void {
  const join = stick(JOIN, text, span.end) ?? stick(WAVE, text, span.end)
  if (join) takeSecond(text, span, span.end + join[0].length)
}

function takeSecond(text: string, span: TimeSpan, at: number): boolean {
  const part = partAt(text, at)
  const second = clockAt(text, part ? part.end : at)
  if (!second) return false
  span.until = part ? { ...second.clock, hour: hourWithin(second.clock, part.range), fixed: true } : second.clock
  span.end = second.end
  return true
}

/** 周一到周五, 今天下午到明天中午, 3号到5号; 周六或者周日, where the second day is the next one. */
function takeLastDay(text: string, span: TimeSpan, now: Minute): void {
  if (span.until || span.relation || span.past || !(span.day || span.part || span.clock)) return
  const join = stick(JOIN, text, span.end) ?? stick(WAVE_OF_DAYS, text, span.end)
  const last = readLast(text, span.end + (join ?? stick(OR, text, span.end) ?? [''])[0].length, span, now)
  if (!last || !(join || isNextDay(span, last))) return
  span.untilDay = last.day ?? span.day
  span.untilPart = last.part
  span.until = last.clock
  span.end = last.end
}

function readLast(text: string, at: number, span: TimeSpan, now: Minute): TimeSpan | undefined {
  if (at === span.end) return undefined
  const last: TimeSpan = { at, end: at }
  takeDay(text, last, now)
  takePart(text, last)
  takeClock(text, last)
  if (last.end === at || !(last.day || last.part) || last.past || last.until) return undefined
  if (last.day && span.day && last.day.at < span.day.at) last.day = dayAt(text, at, span.day.at)?.day
  return last
}

/** 或 joins whole days that follow one another. */
function isNextDay(span: TimeSpan, last: TimeSpan): boolean {
  return (
    !span.part &&
    !span.clock &&
    !last.part &&
    !last.clock &&
    span.day !== undefined &&
    last.day?.at === span.day.at + 1440
  )
}
