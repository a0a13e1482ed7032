import { readNumber } from '../numbers.ts'
import { stick } from './stick.ts'

/** A time of the clock as said: 三点半 is 3:30 in whichever half of the day. */
export interface Clock {
  hour: number
  minute: number
  second?: number
  /** The half of the day is told by a.m. or p.m.: the hour is of 24. */
  fixed?: boolean
}

/** A part of the day in hours after midnight. */
export type Part = readonly [from: number, to: number]

/** Parts of the day in hours after midnight. Source: the frame's contract (早上 06–09, 上午 08–12, 中午 11–13, 下午 13–18, 傍晚 17–19, 晚上 18–21). */
const PARTS: readonly (readonly [words: string, from: number, to: number])[] = [
  ['凌晨|后半夜|半夜三更|下半夜', 0, 6],
  [
    '大清早|一大早|大早上|大早晨|大早起|一清早|一早|清早|清晨|早上|早晨|早起|早间|早头|赶早(?!市)|朝早|朝头早|早浪向|早上头|天亮|天一亮|蒙蒙亮|麻麻亮',
    6,
    9,
  ],
  ['上午|上半天|上半日|头午|头晌午?|前晌|上半晌|早半晌|前半晌|上昼|上晝', 8, 12],
  ['中午头|中午|傍晌|大晌午|晌午头?|正午|午间|中晌', 11, 13],
  ['下午|下半天|下半日|过午|后晌午?|午后|过晌午?|后半晌|下半晌|下晌|下昼|下晝|晏晡|晏昼|晏晝|下晡', 13, 18],
  ['傍晚|擦黑儿?|黄昏|傍黑儿?|天擦黑|麻麻黑|天刚黑|煞黑|挨黑|挨晚|傍夜|晚半晌儿?|晚边子?', 17, 19],
  [
    '大晚上|晚上黑|晚上|晚间|夜里|夜晚黑?|下晚儿?|晚么晌|夜间|黑夜|黑下|下黑儿?|后黑|晚黑|夜里向|夜到|暗晡|深夜|午夜|夜头|半夜',
    18,
    21,
  ],
]
const PART_WORDS = PARTS.flatMap(([words]) => words.split('|'))
  .sort((a, b) => b.length - a.length)
  .join('|')
/** 早上好 is a greeting, 晚上好吗 a time. */
const PART_PATTERN = new RegExp(`(?:${PART_WORDS})(?!好(?!吗|不好|么|送|来))`, 'y')
const H = '\\d{1,2}|十[一二三四五六七八九]?|二十[一二三四]?|[零一二两三四五六七八九]'
const CLOCK = new RegExp(
  `(?<vague>一两|两三|二三|三四|四五|五六|六七|七八|八九|九十)点(?:多?钟|多|来钟)?|(?<h>${H})(?:点(?:钟|整)?|时(?!候|间|令|不|常|段|差|走|半会|糊|疏|冲|没|心|起))(?:(?<half>半)|(?<quarter>[一三13])刻钟?|(?:(?:过|零)(?=[\\d一二三四五六七八九十]))?(?<m>[0-5]?\\d|[零一二三四五]?十?[一二三四五六七八九]?)分?(?:(?<=分)(?<s>\\d{1,2})秒)?(?![\\d斤]))?(?:钟|整|来钟|多)?|(?<!\\d)(?<h4>[01]\\d|2[0-3])(?<m4>[0-5]\\d)时|(?<hh>[01]?\\d|2[0-4]):(?<mm>[0-5]\\d)(?::(?<ss>[0-5]\\d))?(?!\\d)(?:[ ]?(?<half12>[ap][.]?m(?:[.]|\\b)))?`,
  'y',
)
/** 上午9.30: a point instead of a colon, where a part of the day stands before it. */
const POINTED = /(?<h>\d{1,2})[.](?<m>[0-5]\d)(?![\d元块毛斤])/y
const JUST = /(?:差(?<to>[一二三四五]?十?[五一二三四]?|\d{1,2})分(?:钟)?(?:到)?)(?=\d|[一二两三四五六七八九十])/y

export function partAt(text: string, at: number): { range: Part; word: string; end: number } | undefined {
  const match = stick(PART_PATTERN, text, at)
  const range = match ? partOfWord(match[0]) : undefined
  return match && range ? { range, word: match[0], end: at + match[0].length } : undefined
}

const BY_WORD = new Map(
  PARTS.flatMap(([words, from, to]) =>
    words.split('|').flatMap((word) => expand(word).map((one) => [one, [from, to] as Part])),
  ),
)

/** 下晚儿? → 下晚, 下晚儿. */
function expand(word: string): string[] {
  if (word.includes('(')) return [word.slice(0, word.indexOf('('))]
  return word.endsWith('?') ? [word.slice(0, -2), word.slice(0, -1)] : [word]
}

export function partOfWord(word: string): Part | undefined {
  return BY_WORD.get(word)
}

export interface ClockFound {
  clock: Clock
  until?: Clock
  end: number
}

/** The hour after a part of the day, where 9.30 can only be an hour. */
export function clockAfterPart(text: string, at: number): ClockFound | undefined {
  const pointed = stick(POINTED, text, at)
  const hour = Number(pointed?.groups?.h)
  if (!pointed || hour > 24) return clockAt(text, at)
  return { clock: { hour, minute: Number(pointed.groups?.m) }, end: at + pointed[0].length }
}

export function clockAt(text: string, at: number): ClockFound | undefined {
  const short = stick(JUST, text, at)
  if (short) {
    const found = plainClockAt(text, at + short[0].length)
    const minutes = readNumber(short.groups?.to ?? '')
    if (found && !found.until && minutes && minutes < 60) {
      const total = (found.clock.hour * 60 + found.clock.minute - minutes + 1440) % 1440
      return { clock: { hour: Math.floor(total / 60), minute: total % 60 }, end: found.end }
    }
  }
  return plainClockAt(text, at)
}

function plainClockAt(text: string, at: number): ClockFound | undefined {
  const match = stick(CLOCK, text, at)
  if (!match) return undefined
  const g = match.groups ?? {}
  const end = at + match[0].length
  if (g.vague) return vagueClock(g.vague, end)
  if (g.h4) return { clock: { hour: Number(g.h4), minute: Number(g.m4), fixed: true }, end }
  const hour = g.hh !== undefined ? Number(g.hh) : readNumber((g.h ?? '').replace('两', '二'))
  if (hour === undefined || hour > 24) return undefined
  const minute = readMinutes(g)
  if (minute === undefined || minute > 59) return undefined
  const second = g.s ?? g.ss
  const seconds = second === undefined ? {} : { second: Number(second) }
  if (g.half12) {
    const of24 = (hour % 12) + (g.half12.startsWith('p') ? 12 : 0)
    return { clock: { hour: of24, minute, ...seconds, fixed: true }, end }
  }
  return { clock: { hour, minute, ...seconds }, end }
}

function readMinutes(g: Record<string, string | undefined>): number | undefined {
  if (g.half) return 30
  if (g.quarter) return /[一1]/.test(g.quarter) ? 15 : 45
  const said = g.mm ?? g.m
  return said ? readNumber(said.replace(/^零(?=.)/, '')) : 0
}

/** 三四点 is between three and four. */
function vagueClock(said: string, end: number): ClockFound | undefined {
  const [first, second] = [...said].map((digit) => readNumber(digit))
  if (first === undefined || second === undefined || second !== first + 1) return undefined
  return { clock: { hour: first, minute: 0 }, until: { hour: second, minute: 0 }, end }
}

/** The hour after midnight that a clock means within a part of the day: 下午一点 13, 晚上八点 20, 晚上十二点 24, 半夜两点 26. */
export function hourWithin(clock: Clock, part: Part | undefined): number {
  const { hour } = clock
  if (!part || hour > 12 || clock.fixed) return hour
  if (part[0] >= 18 && (hour < 5 || hour === 12)) return hour === 12 ? 24 : hour + 24
  if (part[0] >= 13) return hour === 12 ? 12 : hour + 12
  if (part[0] === 11) return hour < 4 ? hour + 12 : hour
  return part[0] === 0 && hour === 12 ? 0 : hour
}
