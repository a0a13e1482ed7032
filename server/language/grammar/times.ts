import type { When } from '@yimin/shared/language/frame'
import { addDays, startOfDay, writeMinute, type Minute } from './calendar.ts'
import { DAY_PATTERN, readDay, type Day } from './days.ts'
import { MARK } from './marks.ts'
import { readNumber } from './numbers.ts'

/** Parts of the day in minutes after midnight. Source: the frame's contract (早上 06–09, 上午 08–12, 中午 11–13, 下午 13–18, 傍晚 17–19, 晚上 18–21). */
const PARTS: readonly (readonly [words: string, from: number, to: number])[] = [
  ['凌晨|后半夜', 0, 6],
  ['大清早|一大早|大早上|一早|清早|清晨|早上|早晨|早起|早间|赶早', 6, 9],
  ['上午|头午|头晌|前晌', 8, 12],
  ['中午|晌午|正午|午间', 11, 13],
  ['下午|后晌|午后|过晌', 13, 18],
  ['傍晚|擦黑|黄昏|傍黑', 17, 19],
  ['晚上|晚间|夜里|夜晚|下晚|夜间|半夜', 18, 21],
]
const PART_WORDS = PARTS.map(([words]) => words).join('|')
/** 早上好 is a greeting, 晚上好吗 a time. */
const PART_PATTERN = new RegExp(`(?:${PART_WORDS})(?!好(?!吗|不好|么|送|来))`, 'y')
const SHORT_PART = /[早晚](?=$|[^点饭餐会班安市报稻些])/y
const H = '\\d{1,2}|十[一二]?|二十[一二三四]?|[零一二两三四五六七八九]'
const CLOCK = new RegExp(
  `(?<vague>一两|两三|二三|三四|四五|五六|六七|七八|八九|九十)点(?:多?钟|多|来钟)?|(?<h>${H})(?:点(?:钟|整)?|时(?!候|间|令|不|常|段))(?:(?<half>半)|(?<quarter>[一三])刻钟?|(?<m>[0-5]?\\d|[零一二三四五]?十?[一二三四五六七八九]?)分?(?![\\d斤]))?(?:钟|整|来钟|多)?|(?<hh>[01]?\\d|2[0-4]):(?<mm>[0-5]\\d)(?!\\d)`,
  'y',
)
const JOIN = /[ ]?(?:到|至|-|—|–|~)[ ]?/y
const BARE_HOUR = new RegExp(`(?<n>${H})[ ]?(?:到|至|-|—|–)[ ]?(?=(?:${H})点)`, 'y')
const RELATION =
  /[ ]?(?:钟)?(?<rel>之前|以前|前(?!面|后|台|天|边)|之后|以后|过后|往后|后(?!面|天|来|边|门)|左右|前后|之间)/y
const LENGTH =
  /(?<n>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(?:个)?(?<half>半)?(?:多)?(?<unit>小时|钟头|分钟)(?<halfAfter>半)?(?:[ ]?(?<rel>之内|以内|内|之后|以后|后))?/y
const STARTS =
  /[今明后昨前当即大下这本上每周星礼双\d零一二两三四五六七八九十腊正冬初除过廿半凌清早赶头晌中午傍擦黄晚夜那]/

export interface TimeSpan {
  at: number
  end: number
  day?: Day
  part?: readonly [number, number]
  clock?: Clock
  until?: Clock
  relation?: 'before' | 'after'
  /** Minutes from now: 半小时后, 一小时内. */
  ahead?: { minutes: number; within: boolean }
  past?: boolean
  corrected?: boolean
}
interface Clock {
  hour: number
  minute: number
}

function stick(regex: RegExp, text: string, at: number): RegExpExecArray | null {
  regex.lastIndex = at
  return regex.exec(text)
}

function partAt(text: string, at: number): { range: readonly [number, number]; end: number } | undefined {
  const match = stick(PART_PATTERN, text, at)
  if (!match) return undefined
  const part = PARTS.find(([words]) => words.split('|').includes(match[0]))
  return part && { range: [part[1], part[2]], end: at + match[0].length }
}

function partOfWord(word: string): readonly [number, number] | undefined {
  const part = PARTS.find(([words]) => words.split('|').includes(word))
  return part && [part[1], part[2]]
}

function clockAt(text: string, at: number): { clock: Clock; until?: Clock; end: number } | undefined {
  const match = stick(CLOCK, text, at)
  if (!match) return undefined
  const g = match.groups ?? {}
  const end = at + match[0].length
  if (g.vague) {
    const two = [...g.vague].map((digit) => readNumber(digit))
    const [first, second] = two
    if (first === undefined || second === undefined || second !== first + 1) return undefined
    return { clock: { hour: first, minute: 0 }, until: { hour: second, minute: 0 }, end }
  }
  const hour = g.hh !== undefined ? Number(g.hh) : readNumber((g.h ?? '').replace('两', '二'))
  if (hour === undefined || hour > 24) return undefined
  const quarter = g.quarter === '一' ? 15 : g.quarter === '三' ? 45 : undefined
  const said = g.mm ?? g.m
  const minute = g.half ? 30 : (quarter ?? (said ? readNumber(said.replace(/^零(?=.)/, '')) : 0))
  return minute === undefined || minute > 59 ? undefined : { clock: { hour, minute }, end }
}

const SMALL_ONLY = /^(?:一|两|半)点$/
const BEFORE_LITTLE = /[有快慢早晚大小多少好差长轻便宜买送要来带捎吃喝差挑软硬嫩新鲜甜咸辣近高低远]$|一$/
const CLOCK_FOLLOWS = /^(?:[ ]?(?:钟|半|之前|以前|前|左右|以后|后|到|多|整|$|[ ,。.!?送来去要取接开出见在能有帮上]))/

/** 一点 and 两点 are an hour only where a half of the day or a relation stands beside them (快一点, 买一点). */
function isLittle(text: string, at: number, end: number, alone: boolean): boolean {
  if (!alone || !SMALL_ONLY.test(text.slice(at, end))) return false
  return BEFORE_LITTLE.test(text.slice(Math.max(0, at - 2), at)) || !CLOCK_FOLLOWS.test(text.slice(end, end + 3))
}

function lengthAt(text: string, at: number): TimeSpan | undefined {
  const match = stick(LENGTH, text, at)
  const g = match?.groups
  if (!match || !g?.rel) return undefined
  const count = readNumber((g.n ?? '').replace('两', '二'))
  if (count === undefined) return undefined
  const minutes = (count + (g.half || g.halfAfter ? 0.5 : 0)) * (g.unit === '分钟' ? 1 : 60)
  return { at, end: at + match[0].length, ahead: { minutes: Math.round(minutes), within: /内/.test(g.rel) } }
}

function spanAt(text: string, at: number, now: Minute): TimeSpan | undefined {
  const length = lengthAt(text, at)
  if (length) return length
  const span: TimeSpan = { at, end: at }
  const dayMatch = stick(DAY_PATTERN, text, at)
  const day = dayMatch ? readDay(dayMatch, now) : undefined
  if (dayMatch && day) {
    span.day = day
    span.past = day.past
    span.end = at + dayMatch[0].length
    if (day.half) span.part = partOfWord(day.half)
    const gap = stick(/[ ,的]?/y, text, span.end)?.[0].length ?? 0
    if (partAt(text, span.end + gap) || clockAt(text, span.end + gap)) span.end += gap
  }
  takePart(text, span)
  takeClock(text, span)
  if (span.end === at) return undefined
  const relation = span.clock || span.part || span.day ? stick(RELATION, text, span.end) : null
  if (relation) {
    const word = relation.groups?.rel ?? ''
    span.end += relation[0].length
    if (/前$/.test(word)) span.relation = 'before'
    else if (/后$/.test(word) && word !== '前后') span.relation = 'after'
  }
  return span
}

function takePart(text: string, span: TimeSpan): void {
  const part = partAt(text, span.end)
  if (part) {
    span.part = part.range
    span.end = part.end
    if (/[ ]/.test(text.charAt(span.end)) && clockAt(text, span.end + 1)) span.end += 1
  } else if (span.day && stick(SHORT_PART, text, span.end)) {
    span.part = text.charAt(span.end) === '早' ? [6, 9] : [18, 21]
    span.end += 1
  }
}

function takeClock(text: string, span: TimeSpan): void {
  const range = stick(BARE_HOUR, text, span.end)
  const first = range ? undefined : clockAt(text, span.end)
  if (range) {
    const hour = readNumber((range.groups?.n ?? '').replace('两', '二'))
    const second = clockAt(text, span.end + range[0].length)
    if (hour === undefined || hour > 24 || !second) return
    span.clock = { hour, minute: 0 }
    span.until = second.clock
    span.end = second.end
    return
  }
  if (!first || isLittle(text, span.end, first.end, span.end === span.at)) return
  span.clock = first.clock
  span.until = first.until
  span.end = first.end
  const join = stick(JOIN, text, span.end)
  if (!join) return
  const secondPart = partAt(text, span.end + join[0].length)
  const second = clockAt(text, secondPart ? secondPart.end : span.end + join[0].length)
  if (!second) return
  span.until =
    secondPart && secondPart.range[0] >= 11 && second.clock.hour < 12
      ? { ...second.clock, hour: second.clock.hour + 12 }
      : second.clock
  span.end = second.end
}

/** All times of a text, in order; the text with each replaced by a mark. Linear: every position is tried once with bounded patterns. */
export function readTimes(source: string, now: Minute): { text: string; spans: TimeSpan[] } {
  const spans: TimeSpan[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const span = STARTS.test(source.charAt(at)) && !insideNumber(source, at) ? spanAt(source, at, now) : undefined
    if (span && span.end > at) {
      text += span.past ? MARK.past : MARK.time
      // positions of spans are those in the marked text: that is what the chooser looks at
      spans.push({ ...span, at: text.length - 1, end: text.length })
      at = span.end
    } else {
      text += source.charAt(at)
      at += 1
    }
  }
  return { text, spans }
}

function insideNumber(text: string, at: number): boolean {
  if (
    /[一整半][上下中晚]$/.test(text.slice(Math.max(0, at - 1), at + 1)) &&
    !/^(?:半晚|半夜)/.test(text.slice(at - 1, at + 1))
  )
    return true
  return at > 0 && /[\d第]/.test(text.charAt(at - 1)) && /[\d零一二两三四五六七八九十]/.test(text.charAt(at))
}

function hourOf(clock: Clock, part: readonly [number, number] | undefined): number {
  const { hour } = clock
  if (!part || hour > 12) return hour
  if (part[0] >= 13) return hour === 12 ? (part[0] >= 18 ? 24 : 12) : hour + 12
  if (part[0] === 11) return hour < 4 ? hour + 12 : hour
  return part[0] === 0 && hour === 12 ? 0 : hour
}

/** The next occurrence of an hour without a half of the day, between 07:00 and 21:00. */
function openHour(clock: Clock, day: Minute | undefined, now: Minute): Minute {
  const base = day ?? startOfDay(now)
  const minutes = clock.hour * 60 + clock.minute
  const choices = clock.hour <= 12 ? [minutes, minutes + 720] : [minutes]
  const within = choices.filter((value) => value >= 7 * 60 && value <= 21 * 60)
  const isToday = base === startOfDay(now)
  const next = within.find((value) => !isToday || base + value > now)
  if (next !== undefined) return base + next
  if (day === undefined) return addDays(base, 1) + (within[0] ?? minutes)
  return base + (within.at(-1) ?? minutes)
}

/** The span as `when`; undefined for what is past. */
export function toWhen(span: TimeSpan, now: Minute): When | undefined {
  if (span.past) return undefined
  if (span.ahead) {
    const at = writeMinute(now + span.ahead.minutes)
    return span.ahead.within ? { to: at } : { from: at, to: at }
  }
  const range = span.clock ? clockRange(span, span.clock, now) : dayRange(span, now)
  if (span.relation === 'before') return { to: writeMinute(span.clock ? range.to : span.part ? range.from : range.to) }
  if (span.relation === 'after') return { from: writeMinute(afterStart(span, range)) }
  return { from: writeMinute(range.from), to: writeMinute(range.to) }
}

/** 中午以后 begins when noon ends; 下午以后 and 三点以后 begin with their own start. */
function afterStart(span: TimeSpan, range: { from: Minute; to: Minute }): Minute {
  return !span.clock && span.part?.[0] === 11 ? range.to : range.from
}

function clockRange(span: TimeSpan, clock: Clock, now: Minute): { from: Minute; to: Minute } {
  const day = span.day?.at
  const base = day ?? startOfDay(now)
  let from = span.part ? base + hourOf(clock, span.part) * 60 + clock.minute : openHour(clock, day, now)
  if (span.part && day === undefined && from < now) from = addDays(from, 1)
  if (!span.until) return { from, to: from }
  const start = startOfDay(from)
  let to = start + span.until.hour * 60 + span.until.minute
  if (to < from && span.until.hour <= 12) to += 720
  return { from, to: Math.max(from, to) }
}

function dayRange(span: TimeSpan, now: Minute): { from: Minute; to: Minute } {
  const [start, end] = span.part ?? [8, 20]
  let day = span.day?.at ?? startOfDay(now)
  if (!span.day && day + end * 60 <= now) day = addDays(day, 1)
  const last = addDays(day, (span.day?.span ?? 1) - 1)
  return { from: day + start * 60, to: last + end * 60 }
}

const CORRECTION = /不对|不是|错了|说错|改成|改到|改为|换成|换到|推到|推迟到|提前到|挪到|延到|还是|算了/
const WANTED_AFTER =
  /^[ ,]?(?:能|可以|谁|有人|有没有|麻烦|请|就|再|给|帮|上门)?[^\s,。!?]{0,5}(?:送|来|要|去|到|取|拿|收|接|帮|修|上门|过来|陪|用)/
const WANTED_BEFORE = /(?:送|改到|改成|改|换到|换成|换|改在|约|定|推到|就|想|要|麻烦|延到|挪到|安排)(?:在)?$/
const TOLD_AFTER =
  /^[ ]?(?:停|新到|没人|不在|没空|有事|有客|刚|就要|天气|下雨|降温|过生日|生日|到货|检查|开会|上班|值班|出差|手术|过年|开学|没在|没时间|回老家|来客|要来)/

/** The one time that the service is wanted at: a correction counts, then the time beside the act, then the first; a day and an hour told apart are joined. */
export function chooseTime(spans: readonly TimeSpan[], text: string): TimeSpan | undefined {
  const open = spans.filter((span) => !span.past)
  if (open.length < 2) return open[0]
  let kept: TimeSpan[] = []
  open.forEach((span, index) => {
    const before = open[index - 1]
    if (before && CORRECTION.test(text.slice(before.end, span.at))) {
      const day = span.day ?? (span.clock || span.part ? before.day : undefined)
      kept = [{ ...span, ...(day && { day }), corrected: true }]
    } else if (/不是[ ]?$/.test(text.slice(Math.max(0, span.at - 3), span.at))) {
      return
    } else kept.push(span)
  })
  const joined = joinDayAndHour(kept)
  const score = (span: TimeSpan): number =>
    (WANTED_AFTER.test(text.slice(span.end, span.end + 14)) ? 2 : 0) +
    (WANTED_BEFORE.test(text.slice(Math.max(0, span.at - 4), span.at)) ? 2 : 0) -
    (TOLD_AFTER.test(text.slice(span.end, span.end + 5)) ? 3 : 0) +
    (span.clock ? 0.5 : 0)
  return joined.reduce<TimeSpan | undefined>(
    (best, span) => (best && score(best) >= score(span) ? best : span),
    undefined,
  )
}

function joinDayAndHour(spans: readonly TimeSpan[]): TimeSpan[] {
  const out: TimeSpan[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (last?.day && !last.clock && !span.day && !span.ahead && (span.clock || span.part)) {
      out[out.length - 1] = { ...span, day: last.day, part: span.part ?? last.part, at: last.at }
    } else out.push(span)
  }
  return out
}
