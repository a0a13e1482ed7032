import { readNumber } from '../numbers.ts'
import { stick } from './stick.ts'

/** A length of time, and its seconds. A year counts 365 days and a month 30. */
export interface Length {
  end: number
  seconds: number
  /** Whole days from today where nothing smaller than a day was named. */
  days?: number
  /** Units named with their counts, in the order said: 一年半 is [['年', 1.5]]. */
  parts: readonly (readonly [unit: string, count: number])[]
}

const COUNT = '\\d{1,4}(?:[.]\\d)?|[一二两三四五六七八九十百]{1,4}|半|俩|仨'
const UNIT =
  '年(?![份级龄轻])|个?月|个?(?:周(?![岁年边围末日到])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天]))|天(?![气然])|日(?!子)|个?(?:小时|钟头|钟(?![头点])|时辰)|时(?!候|间|令|不|常|段|差|点)|刻钟|分钟|分(?![钟之])|秒钟?'
const ONE = new RegExp(
  `(?<count>${COUNT})[ ]?(?<more>[来多几])?(?<whole>个)?(?<half>半)?[ ]?(?<unit>${UNIT})(?<after>多|余)?(?<halfAfter>半)?`,
  'y',
)
const LINK = /(?:又|零|余|、|[ ])?(?=[\d一二两三四五六七八九十半])/y

const SECONDS: readonly (readonly [RegExp, number])[] = [
  [/年$/, 365 * 86400],
  [/月$/, 30 * 86400],
  [/周|星期|礼拜/, 7 * 86400],
  [/^[天日]$/, 86400],
  [/时辰/, 7200],
  [/小时|钟头|^个?钟$|^时$/, 3600],
  [/刻钟/, 900],
  [/^分/, 60],
  [/^秒/, 1],
]

function secondsOf(unit: string): number {
  return SECONDS.find(([pattern]) => pattern.test(unit))?.[1] ?? 0
}

function oneAt(text: string, at: number): { unit: string; count: number; end: number } | undefined {
  const match = stick(ONE, text, at)
  const g = match?.groups
  const count = readNumber((g?.count ?? '').replace(/^两$/, '二'))
  if (!match || !g?.unit || count === undefined) return undefined
  const half = g.half || g.halfAfter ? 0.5 : 0
  return { unit: g.unit.replace('个', ''), count: count + half, end: at + match[0].length }
}

/** 半小时, 俩钟头, 一个半小时, 三天半, 一刻钟, 8天20小时: a length of time at this place of the text. */
export function lengthAt(text: string, at: number): Length | undefined {
  const parts: [string, number][] = []
  let end = at
  let seconds = 0
  for (let tried = 0; tried < 7; tried += 1) {
    const link = parts.length > 0 ? stick(LINK, text, end) : null
    if (parts.length > 0 && !link) break
    const one = oneAt(text, end + (link?.[0].length ?? 0))
    if (!one) break
    parts.push([one.unit, one.count])
    seconds += one.count * secondsOf(one.unit)
    end = one.end
  }
  if (parts.length === 0) return undefined
  const inDays = parts.every(([unit]) => secondsOf(unit) >= 86400)
  return { end, seconds, parts, ...(inDays && { days: Math.round(seconds / 86400) }) }
}

const LEAD = /(?:再过|过|再)?/y
const AHEAD =
  /[ ]?(?:钟)?(?<rel>之内|以内|内(?![科服衣裤存容部])|之后|以后|过后|后(?![面天边门背悔腿]|来(?:[了就才]|$)))/y
const SINCE = /[ ]?(?:之前|以前|前(?![面台天边])|没|了)/y

/** 半小时后, 俩钟头以内, 过三天: from now on. */
export interface Ahead {
  end: number
  minutes: number
  /** Years, months, weeks and days, where nothing smaller than a day was named. */
  days?: Length['parts']
  within: boolean
}

export function aheadAt(text: string, at: number): Ahead | undefined {
  const said = stick(LEAD, text, at)?.[0] ?? ''
  const length = lengthAt(text, at + said.length)
  if (!length) return undefined
  const relation = stick(AHEAD, text, length.end)
  const passes = said.endsWith('过') && length.seconds < 86400 && !sinceAt(text, length.end)
  if (!relation && !passes) return undefined
  return {
    end: relation ? length.end + relation[0].length : length.end,
    minutes: Math.round(length.seconds / 60),
    ...(length.days !== undefined && { days: length.parts }),
    within: relation !== null && /内/.test(relation.groups?.rel ?? ''),
  }
}

/** 两个钟头前, 三天没: what follows a length that is over. */
export function sinceAt(text: string, at: number): number | undefined {
  const match = stick(SINCE, text, at)
  return match ? at + match[0].length : undefined
}
