import { addMonths, dateOf, dateParts, startOfDay, type Minute } from './calendar.ts'
import type { Day } from './days.ts'
import { fromLunar, lunarMonthOf, nextLunar, nextNewYearsEve } from './lunar.ts'
import { readNumber } from '../numbers.ts'
import { fullYear, readYear, YEAR } from './years.ts'
import { stick } from './stick.ts'

export interface DayFound {
  day: Day
  end: number
}

const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]'
const DAY_OF =
  '初[一二三四五六七八九十]|廿[一二三四五六七八九]?|三十一?|二?十[一二三四五六七八九]|二?十|[一二三四五六七八九]|[12]\\d|3[01]|0?[1-9]'
const WEEKDAY = '(?:[, ]{0,2}[((]?(?:周|星期|礼拜)[一二三四五六日天][))]?)?'
/** A number of things, not a day: 3月2个人, 二月一次. */
const COUNTED = '(?![\\d零一二三四五六七八九十个斤点袋盒瓶块天年月人岁楼栋幢单元层室毛两只条包次份周])'

/** 2026年12月5日, 腊月二十八, 去年本月十日, 农历八月十五, 下月初六; a weekday behind it belongs to it. */
const SPOKEN_DATE = new RegExp(
  `(?<lunarWord>农历|阴历|旧历|老历)?(?:${YEAR}[ ]?(?<lunarInside>农历|阴历)?)?(?:(?<monthWord>(?:本|这个|当)月|下个?月|上个?月)|(?<month>${MONTH})[ ]?月(?:份的?)?|(?<lunarMonth>正月|腊月|冬月))(?<day>${DAY_OF})(?:[日号]|(?<=[正腊冬]月[初廿一二三四五六七八九十\\d]{1,4})|${COUNTED})${WEEKDAY}`,
  'y',
)
const LUNAR_ALONE = new RegExp(
  `(?:${YEAR}[ ]?)?(?:(?<eve>大?年三十儿?|大年夜|除夕夜?)|(?<first>大年|年)(?<firstDay>初[一二三四五六七八九十])|(?<bare>(?<![上读念升完年她他]|儿子|孩子|女儿|孙子|孙女)初[一二三四五六七八九十](?![中二三一高]|[上下]册|的[儿孩女小作课生]|[,。]?(?:学生|想|男生|女生))))`,
  'y',
)
const WRITTEN_DATE =
  /(?<y>(?:1\d|20)\d{2})(?:[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})|[ ](?<m2>\d{2})[ ](?<d2>\d{2}))(?!\d)/y
const SLASH_DATE = /(?<m>1[0-2]|0?[1-9])\/(?<d>3[01]|[12]\d|0?[1-9])(?![\d/斤个袋瓶盒包块元])/y
/** 11.28上午: a month and a day with a point, where a part of a day or its weekday follows. */
const POINTED_DATE =
  /(?<m>1[0-2]|0?[1-9])[.-](?<d>3[01]|[12]\d|0?[1-9])(?=[ ]?(?:上午|下午|中午|晚上?|早上?|傍晚|[(（]?(?:周|星期|礼拜)))/y
/** Day first or with a short year: foreign forms that here look like doors; read only where dates are expected. */
const FOREIGN_DATE = /(?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.](?<c>\d{4}|\d{2}|\d)(?!\d)/y

type Groups = Readonly<Record<string, string | undefined>>

function groupsAt(regex: RegExp, text: string, at: number): { groups: Groups; end: number } | undefined {
  const match = stick(regex, text, at)
  return match ? { groups: match.groups ?? {}, end: at + match[0].length } : undefined
}

/** A date with its month at this place of the text. */
export function dateAt(text: string, at: number, now: Minute): DayFound | undefined {
  return spokenDateAt(text, at, now) ?? writtenDateAt(text, at, now)
}

function spokenDateAt(text: string, at: number, now: Minute): DayFound | undefined {
  const spoken = groupsAt(SPOKEN_DATE, text, at)
  if (spoken) {
    const day = isLunar(spoken.groups) ? readLunarDate(spoken.groups, now) : readDate(spoken.groups, now)
    return day && { day, end: spoken.end }
  }
  const alone = groupsAt(LUNAR_ALONE, text, at)
  const day = alone && readLunarAlone(alone.groups, now)
  return alone && day && { day, end: alone.end }
}

function writtenDateAt(text: string, at: number, now: Minute): DayFound | undefined {
  const full = groupsAt(WRITTEN_DATE, text, at)
  if (full) {
    const { y, m, m2, d, d2 } = full.groups
    return named(dateOf(Number(y), Number(m ?? m2), Number(d ?? d2)), full.end, now)
  }
  const slash = groupsAt(SLASH_DATE, text, at) ?? groupsAt(POINTED_DATE, text, at)
  if (!slash) return undefined
  const day = nextDate(Number(slash.groups.m), Number(slash.groups.d), now)
  return day && { day, end: slash.end }
}

/** 13.5.2015, 3-7-07, 27-7-3: what foreign calendars write. */
export function foreignDateAt(text: string, at: number, now: Minute): DayFound | undefined {
  const found = groupsAt(FOREIGN_DATE, text, at)
  if (!found) return undefined
  const [a, b, c] = [Number(found.groups.a), Number(found.groups.b), Number(found.groups.c)]
  const yearFirst =
    a > 31 ||
    found.groups.c?.length === 1 ||
    (found.groups.c?.length === 2 && found.groups.a?.length === 2 && text.charAt(at + 2) === '-')
  const written = found.groups.c ?? ''
  const date = yearFirst ? dateOf(fullYear(found.groups.a ?? '') ?? 0, b, c) : dateOf(fullYear(written) ?? 0, b, a)
  return date === undefined || b > 12 ? undefined : named(date, found.end, now)
}

function named(at: Minute | undefined, end: number, now: Minute): DayFound | undefined {
  return at === undefined ? undefined : { day: { at, span: 1, past: at < startOfDay(now) }, end }
}

function isLunar(groups: Groups): boolean {
  const said = groups.day ?? ''
  if (groups.lunarWord || groups.lunarInside || groups.lunarMonth || /^[初廿]/.test(said)) return true
  // 八月十五 without 号 is the moon's
  return groups.month === '八' && said === '十五'
}

function dayNumber(said: string): number {
  return (
    readNumber(
      said
        .replace('初', '')
        .replace(/^廿(.)/, '二十$1')
        .replace('廿', '二十'),
    ) ?? 0
  )
}

function monthNumber(groups: Groups, here: number): number {
  const { lunarMonth, monthWord, month } = groups
  if (lunarMonth) return lunarMonth === '正月' ? 1 : lunarMonth === '腊月' ? 12 : 11
  if (monthWord) return here + (monthWord.startsWith('下') ? 1 : monthWord.startsWith('上') ? -1 : 0)
  return readNumber(month ?? '') ?? 0
}

function readLunarDate(groups: Groups, now: Minute): Day | undefined {
  const here = lunarMonthOf(now)
  const month = monthNumber(groups, here.month)
  const day = dayNumber(groups.day ?? '')
  const year = readYear(groups, now)
  const at =
    year === undefined
      ? (nextLunar({ month: ((month + 11) % 12) + 1, day }, now) ?? (day === 30 ? nextNewYearsEve(now) : undefined))
      : fromLunar(year, { month, day })
  return {
    at: at ?? startOfDay(now),
    span: 1,
    ...(at === undefined ? { noSuch: true } : { past: at < startOfDay(now) }),
    called: { ...(year !== undefined && { year }), month, day },
  }
}

function readLunarAlone(groups: Groups, now: Minute): Day | undefined {
  const year = readYear(groups, now)
  const past = (at: Minute | undefined): Day | undefined =>
    at === undefined ? undefined : { at, span: 1, past: at < startOfDay(now) }
  if (groups.eve) {
    const at = nextNewYearsEve(now)
    const called = {
      ...(year !== undefined && { year }),
      ...(groups.eve.startsWith('除夕') ? { month: 12, day: 31 } : { month: 1, day: 30 }),
    }
    return at === undefined
      ? undefined
      : { at, span: 1, feast: true, ...(year !== undefined && year < dateParts(now).year && { past: true }), called }
  }
  const day = dayNumber(groups.firstDay ?? groups.bare ?? '')
  const month = groups.firstDay ? 1 : undefined
  const at = year !== undefined && month ? fromLunar(year, { month, day }) : nextLunar({ month, day }, now)
  const found = past(at)
  return found && { ...found, ...(month && { called: { ...(year !== undefined && { year }), month, day } }) }
}

function readDate(groups: Groups, now: Minute): Day | undefined {
  const here = dateParts(now)
  const day = dayNumber(groups.day ?? '')
  const year = readYear(groups, now)
  if (groups.monthWord) {
    const month = dateParts(addMonths(startOfDay(now) - (here.day - 1) * 1440, monthNumber(groups, 0))).month
    const inYear = year ?? dateParts(addMonths(startOfDay(now) - (here.day - 1) * 1440, monthNumber(groups, 0))).year
    const at = dateOf(inYear, month, day)
    return at === undefined ? undefined : { at, span: 1, past: at < startOfDay(now) }
  }
  const month = monthNumber(groups, here.month)
  if (month > 12 || day > 31 || month < 1 || day < 1) return undefined
  if (year === undefined) return nextDate(month, day, now)
  const at = dateOf(year, month, day)
  return at === undefined ? noSuchDay(now) : { at, span: 1, past: at < startOfDay(now) }
}

function noSuchDay(now: Minute): Day {
  return { at: startOfDay(now), span: 1, noSuch: true }
}

/** The next such date, today included; 2月29日 may be some years away. */
function nextDate(month: number, day: number, now: Minute): Day {
  const { year } = dateParts(now)
  for (let ahead = 0; ahead < 9; ahead += 1) {
    const at = dateOf(year + ahead, month, day)
    if (at !== undefined && at >= startOfDay(now)) return { at, span: 1, open: true }
  }
  return noSuchDay(now)
}

const DAY_OF_MONTH = new RegExp(
  `(?<date>3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]|二?十|[一二三四五六七八九])[号日](?!楼|娄|\\d{3,4}(?!\\d)|院|门|单元|店|线|公寓|栋|幢|座|室|房|机|码|人|路|桌|柜|本|常|用|子|电池|铺|档口|亭|[前底]楼|后门|甲|塔吊|活动|金属|营|游|[零〇一二三四五六七八九]{3}|[一二三四五六七八九十\\d]{1,2}(?:单元|楼|门|栋))${WEEKDAY}`,
  'y',
)

/** 20号: the 20th of this month, of the next one if it is past. */
export function dayOfMonthAt(text: string, at: number, now: Minute): DayFound | undefined {
  const found = groupsAt(DAY_OF_MONTH, text, at)
  const day = readNumber(found?.groups.date ?? '')
  if (!found || !day) return undefined
  const today = startOfDay(now)
  const { year, month } = dateParts(now)
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const date = dateOf(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, day)
    if (date !== undefined && date >= today) return { day: { at: date, span: 1, open: true }, end: found.end }
  }
  return undefined
}
