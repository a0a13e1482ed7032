import { addDays, startOfDay, startOfWeek, type Minute } from './calendar.ts'
import { dateAt, dayOfMonthAt, type DayFound } from './dates.ts'
import { holidayAt } from './holidays.ts'
import { readNumber } from '../numbers.ts'
import { stick } from './stick.ts'

/** What was said of the day: `span` of whole days from `at`; `past` for yesterday and the like; `half` where the word tells it (今晚). */
export interface Day {
  /** Midnight of the first day. */
  at: Minute
  /** Number of whole days; below a whole number of weeks or months it is a stretch of days (周末 2). */
  span: number
  past?: boolean
  /** The part of the day that the same word tells: 今晚 → 晚上. */
  half?: string
  /** The next occurrence of a date that names no year or month. */
  open?: boolean
  /** There is no such date: 2月30日. */
  noSuch?: boolean
  /** The day as its own calendar calls it: 大年初一 is month 1, day 1. */
  called?: { year?: number; month: number; day: number }
  /** A feast, a season's day or a time around it: more often talked of than asked for. */
  feast?: boolean
  /** A week, a month or a part of one. */
  stretch?: boolean
}

const COUNT = '\\d{1,2}|[一二两三四五六七八九十]{1,3}'
const WEEK = '周|星期|礼拜|(?<!礼)拜(?=[一二三四五六日][早晚朝上下中夜晏,。 ])'

/** Days told from today on, and days of the week. */
const DAY_WORD = new RegExp(
  [
    '(?<far>大后[天儿日]个?|大前[天儿日]个?)',
    '(?<morrow>赶明儿?个?(?!儿)|听日)',
    '(?<southern>听晡日|今仔日|[听今明]朝(?![代皇])|听晚黑?|今晚黑|[寻琴]日|明仔[日载]?)',
    '(?<meal>[今明后](?=[早午晚][饭餐](?:之|以)?[前后]))',
    '(?<yester>夜[儿来]个|夜个|夜隔)',
    '(?<pair>[今明][明后]两?天|(?:这个?|本|下个?)?(?:周|星期|礼拜)六[、,和]?(?:周|星期|礼拜)?[日天](?![个次]))',
    '(?<word>[今明后昨前](?:[天日](?!子|报|头条|天)|儿个?|个儿|个(?=[早晚上下中后头晌傍儿来去能送帮给让找让我你,。 ]|$))|当[天日]|即日|前两天|前几天|那天)',
    '(?<short>[今明后昨当](?:早[上晨间]?(?!日)|晚[上间]?(?!霞|报|辈)|夜里?|午|晨))(?!点|餐|饭|会)',
    `(?<which>下下个?|下一?个?|这一?个?|本|上上个?|上一?个?|最后一个的?|每个?)?(?<!每|每个)(?:(?:${WEEK})(?<week>[一二三四五六日天末](?![个次遍点年月份周天])|[1-7](?![\\d个次遍点:]))|周末|双休日?)`,
    `(?:过|再过)?(?<inDays>${COUNT}|两)天(?:以后|之后|后)`,
  ].join('|'),
  'y',
)

const WORDS: Readonly<Record<string, number>> = { 今: 0, 当: 0, 即: 0, 明: 1, 后: 2, 昨: -1, 前: -2, 那: -1 }
const HALVES: Readonly<Record<string, string>> = { 早: '早上', 晨: '早上', 晚: '晚上', 夜: '晚上', 午: '中午' }

type Groups = Readonly<Record<string, string | undefined>>

/** The day named at this place of the text. Source of the rules: weeks start on Monday; a date that is past is the next month's or year's. */
export function dayAt(text: string, at: number, now: Minute): DayFound | undefined {
  const holiday = holidayAt(text, at + yearWordAt(text, at), now)
  const date = dateAt(text, at, now)
  if (date && !(holiday && isFeastBefore(holiday.end, date))) return date
  if (holiday) {
    const called = holiday.called && { month: holiday.called[0], day: holiday.called[1] }
    return { day: { at: holiday.at, span: 1, feast: true, ...(called && { called }) }, end: holiday.end }
  }
  const match = stick(DAY_WORD, text, at)
  const day = match ? readDayWord(match.groups ?? {}, match[0], now) : undefined
  if (match && day) return { day, end: at + match[0].length }
  return dayOfMonthAt(text, at, now)
}

/** 二月二 is the feast of the farmers' calendar and no 2nd of February. */
function isFeastBefore(end: number, date: DayFound): boolean {
  return end > date.end || (end === date.end && !date.day.called)
}

/** 今年圣诞节: the characters of the year's word before a feast. */
function yearWordAt(text: string, at: number): number {
  return /^今年的?/.exec(text.slice(at, at + 3))?.[0].length ?? 0
}

function readDayWord(g: Groups, whole: string, now: Minute): Day | undefined {
  const today = startOfDay(now)
  const told = (days: number, half?: string): Day => ({
    at: addDays(today, days),
    span: 1,
    ...(days < 0 && { past: true }),
    ...(half && { half }),
  })
  if (g.far) return told(g.far.startsWith('大后') ? 3 : -3)
  if (g.morrow) return told(1)
  if (g.southern) return readSouthern(g.southern, told)
  if (g.yester) return told(-1)
  if (g.pair) return readPair(g.pair, now)
  if (g.meal) return told(WORDS[g.meal] ?? 0)
  if (g.word) return told(WORDS[g.word.charAt(0)] ?? 0)
  if (g.short) return told(WORDS[g.short.charAt(0)] ?? 0, HALVES[g.short.charAt(1)])
  if (g.inDays) return told(readNumber(g.inDays) ?? 1)
  return g.week || /周末|双休/.test(whole) ? readWeekday(g, whole, now) : undefined
}

/** Cantonese and Wu: 听日 and 明朝 are tomorrow, 今朝 today, 寻日 yesterday; 听朝 is tomorrow's morning. */
function readSouthern(word: string, told: (days: number, half?: string) => Day): Day {
  const days = /^[听明]/.test(word) ? 1 : word.startsWith('今') ? 0 : -1
  return told(days, word === '听朝' ? '早上' : word.includes('晚') ? '晚上' : undefined)
}

/** 明后天, 周六周日: either of two days that follow one another. */
function readPair(word: string, now: Minute): Day {
  if (word.startsWith('今')) return { at: startOfDay(now), span: 2 }
  if (word.startsWith('明')) return { at: addDays(startOfDay(now), 1), span: 2 }
  return { at: addDays(startOfWeek(now), word.startsWith('下') ? 12 : 5), span: 2 }
}

function weeksAhead(which: string): number {
  if (which.startsWith('下')) return which.startsWith('下下') ? 2 : 1
  if (which.startsWith('上')) return which.startsWith('上上') ? -2 : -1
  return 0
}

function readWeekday(g: Groups, whole: string, now: Minute): Day | undefined {
  if (g.which?.startsWith('每')) return undefined
  const ahead = weeksAhead(g.which ?? '')
  const monday = addDays(startOfWeek(now), ahead * 7)
  const past = ahead < 0 ? { past: true } : {}
  if (!g.week || g.week === '末' || /周末|双休/.test(whole)) return { at: addDays(monday, 5), span: 2, ...past }
  const index = '一二三四五六日'.indexOf(g.week === '天' ? '日' : g.week)
  const at = addDays(monday, index >= 0 ? index : Number(g.week) - 1)
  return !g.which && at < startOfDay(now) ? { at: addDays(at, 7), span: 1 } : { at, span: 1, ...past }
}
