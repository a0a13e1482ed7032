import { addDays, addMonths, dateParts, firstOfMonth, startOfDay, startOfWeek, type Minute } from './calendar.ts'
import { readNumber } from '../numbers.ts'
import { nextNewYearsEve } from './lunar.ts'
import { fullYear, readYear, YEAR } from './years.ts'
import { stick } from './stick.ts'

/** A stretch of days: from the midnight of its first day to the midnight after its last one. */
export interface Period {
  at: Minute
  until: Minute
  /** Nothing in it is to come. */
  past?: boolean
  /** More often talked of than asked for: 年前, 下个月. */
  feast?: boolean
  /** Its bounds are no dates: 今年夏天. */
  vague?: boolean
  /** It names no year and may be the last one as well as the next: 十月. */
  open?: boolean
  /** The whole year, by a word that counts from today: 今年. */
  thisYear?: boolean
}
export interface PeriodFound {
  period: Period
  end: number
}

const WEEK = '周|星期|礼拜'
const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]'
const COUNT = '\\d{1,3}|[一二两三四五六七八九十]{1,3}|半'

type Groups = Readonly<Record<string, string | undefined>>

function groupsAt(regex: RegExp, text: string, at: number): { groups: Groups; end: number } | undefined {
  const match = stick(regex, text, at)
  return match ? { groups: match.groups ?? {}, end: at + match[0].length } : undefined
}

/** Weeks and months around today, as people plan by them. */
const NEAR = new RegExp(
  [
    `(?<week>下下个?|下一?个?|这一?个?|本|上上个?|上一?个?)(?:${WEEK})(?![一二三四五六日天末期1-7])`,
    '(?:(?<monthOf>这个?|本|当|下个?|上个?)月|(?:(?<number>1[0-2]|[1-9]|十[一二]?|[二三四五六七八九])月)|(?<bareMonth>月)(?=[底末初中尾头]))(?<third>份?(?:月?底|月?末|月?尾|月?初|月?头(?![发疼痛])|月?中(?!旬|[午国学])|[上中下]旬))',
    '(?<month>这个|本|当|下个?|上个?)月(?![底末初中尾头经子饼光亮嫂季圆\\d一二三四五六七八九十])',
    '(?<yearEnd>年底|年末)(?!下|奖)',
    `(?<newYear>(?<![\\d一二两三四五六七八九十几多半])年前|过年(?:之|以)?前|过年那天)`,
  ].join('|'),
  'y',
)

/** Weeks, months and their thirds around today: 下周, 这个月, 下月初, 月底, 年前. */
export function nearPeriodAt(text: string, at: number, now: Minute): PeriodFound | undefined {
  const found = groupsAt(NEAR, text, at)
  const period = found && readNear(found.groups, now)
  return found && period && { period: told(period, now), end: found.end }
}

function told(period: Period, now: Minute): Period {
  return period.until <= startOfDay(now) ? { ...period, past: true } : period
}

function ahead(word: string): number {
  const step = word.startsWith('下') ? 1 : word.startsWith('上') ? -1 : 0
  return /^(?:下下|上上)/.test(word) ? step * 2 : step
}

function readNear(g: Groups, now: Minute): Period | undefined {
  if (g.week) {
    const at = addDays(startOfWeek(now), ahead(g.week) * 7)
    return { at, until: addDays(at, 7) }
  }
  if (g.third) return { ...thirdOfMonth(monthStart(g, now), g.third), feast: true }
  if (g.month) return { ...wholeMonth(addMonths(startOfMonth(now), ahead(g.month))), feast: true }
  const { year } = dateParts(now)
  if (g.yearEnd) return { at: addDays(firstOfMonth(year + 1, 1), -10), until: firstOfMonth(year + 1, 1), feast: true }
  const eve = g.newYear ? nextNewYearsEve(now) : undefined
  return eve === undefined ? undefined : { at: startOfDay(now), until: addDays(eve, 1), feast: true }
}

function startOfMonth(now: Minute): Minute {
  const { year, month } = dateParts(now)
  return firstOfMonth(year, month)
}

function wholeMonth(at: Minute): Period {
  return { at, until: addMonths(at, 1) }
}

/** The month whose beginning or end is meant: one that has no more of it this year is the next year's. */
function monthStart(g: Groups, now: Minute): Minute {
  const here = startOfMonth(now)
  if (g.monthOf) return addMonths(here, ahead(g.monthOf))
  if (!g.number) {
    const third = thirdOfMonth(here, g.third ?? '')
    return third.until <= startOfDay(now) ? addMonths(here, 1) : here
  }
  const { year } = dateParts(now)
  const month = firstOfMonth(year, readNumber(g.number) ?? 1)
  return thirdOfMonth(month, g.third ?? '').until <= startOfDay(now) ? addMonths(month, 12) : month
}

/** 初 and 上旬 are days 1 to 10, 中 11 to 20, 底 the rest. */
function thirdOfMonth(at: Minute, word: string): Period {
  if (/[初上头]/.test(word)) return { at, until: addDays(at, 10) }
  if (word.includes('中')) return { at: addDays(at, 10), until: addDays(at, 20) }
  return { at: addDays(at, 20), until: addMonths(at, 1) }
}

const CALENDAR = new RegExp(
  [
    `(?:${YEAR}(?:的)?[ ]?)(?<month>${MONTH})[ ]?月(?:份)?(?![\\d零一二三四五六七八九])`,
    `(?:${YEAR.replaceAll('(?<y', '(?<q')})?的?第?(?<quarter>[一二三四1-4])季度`,
    `(?:${YEAR.replaceAll('(?<y', '(?<s')})(?<season>[春夏秋冬][天季])`,
    `(?:${YEAR.replaceAll('(?<y', '(?<h')})?(?<half>[上下前后]半年)`,
    '(?:(?<century>\\d{1,2}|[一二三四五六七八九十]{1,3}|上|本|这)个?世纪)?(?<decade>\\d0|[一二三四五六七八九]十)年代',
    `${YEAR.replaceAll('(?<y', '(?<w')}(?![底末])`,
  ].join('|'),
  'y',
)
const MONTH_ALONE = new RegExp(
  `(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])[ ]?月份?(?![\\d零一二三四五六七八九底末初中饼嫂])`,
  'y',
)
/** A stretch counted from today: 过去十年, 近三年, 未来两天, 前1周, 上2个月. */
const COUNTED = new RegExp(
  `(?<way>过去|最近|近|前|上|之前|未来|今后|接下来|往后|后|下|之后)的?[ ]?(?<count>${COUNT})[ ]?个?(?<unit>年|月|${WEEK}|天|日)(?![^\\s,。]?[半前后])`,
  'y',
)

/** Named and counted stretches of the calendar: 2018年10月, 明年, 九十年代, 近三年, 十二月. */
export function calendarPeriodAt(text: string, at: number, now: Minute): PeriodFound | undefined {
  const named = groupsAt(CALENDAR, text, at)
  const period = named && readCalendar(named.groups, now)
  if (named && period) return { period: told(period, now), end: named.end }
  const counted = groupsAt(COUNTED, text, at)
  if (counted) {
    const stretch = readCounted(counted.groups, now)
    if (stretch) return { period: told(stretch, now), end: counted.end }
  }
  const month = groupsAt(MONTH_ALONE, text, at)
  return month && { period: nextMonthNamed(readNumber(month.groups.month ?? '') ?? 1, now), end: month.end }
}

function nextMonthNamed(month: number, now: Minute): Period {
  const { year } = dateParts(now)
  const here = wholeMonth(firstOfMonth(year, month))
  return { ...(here.at < startOfMonth(now) ? wholeMonth(firstOfMonth(year + 1, month)) : here), open: true }
}

/** The year groups of one alternative under their common names. */
function yearOf(g: Groups, letter: string, now: Minute): number | undefined {
  return readYear(
    { yNumber: g[`${letter}Number`], yWord: g[`${letter}Word`], yEra: g[`${letter}Era`], yCount: g[`${letter}Count`] },
    now,
  )
}

function readCalendar(g: Groups, now: Minute): Period | undefined {
  const { year } = dateParts(now)
  if (g.month) return wholeMonth(firstOfMonth(yearOf(g, 'y', now) ?? year, readNumber(g.month) ?? 1))
  if (g.quarter) {
    const at = firstOfMonth(yearOf(g, 'q', now) ?? year, ((readNumber(g.quarter) ?? 1) - 1) * 3 + 1)
    return { at, until: addMonths(at, 3) }
  }
  if (g.season) return { ...wholeYear(yearOf(g, 's', now) ?? year), vague: true }
  if (g.half) {
    const at = firstOfMonth(yearOf(g, 'h', now) ?? year, /[上前]/.test(g.half) ? 1 : 7)
    return { at, until: addMonths(at, 6) }
  }
  if (g.decade) return readDecade(g.century, readNumber(g.decade) ?? 0, now)
  const said = yearOf(g, 'w', now)
  return said === undefined ? undefined : { ...wholeYear(said), ...(g.wWord && said === year && { thisYear: true }) }
}

function wholeYear(year: number): Period {
  return { at: firstOfMonth(year, 1), until: firstOfMonth(year + 1, 1) }
}

function readDecade(century: string | undefined, decade: number, now: Minute): Period {
  const here = Math.floor(dateParts(now).year / 100)
  const hundreds = !century
    ? here
    : century === '上'
      ? here - 1
      : /[本这]/.test(century)
        ? here
        : (readNumber(century) ?? here + 1) - 1
  const first = hundreds * 100 + decade
  return { at: firstOfMonth(first, 1), until: firstOfMonth(first + 10, 1), ...(!century && { open: true }) }
}

function readCounted(g: Groups, now: Minute): Period | undefined {
  const count = readNumber((g.count ?? '').replace('两', '二'))
  if (count === undefined) return undefined
  const back = /^(?:过去|最近|近|前|上|之前)$/.test(g.way ?? '')
  const from = back ? startOfDay(now) : addDays(startOfDay(now), 1)
  const other = shift(from, g.unit ?? '', back ? -count : count)
  return back ? { at: other, until: from } : { at: from, until: other }
}

/** A day so many years, months, weeks or days away. */
export function shift(from: Minute, unit: string, count: number): Minute {
  if (unit === '年') return addMonths(from, Math.round(count * 12))
  // 半个月 is 15 days
  if (unit.endsWith('月')) return addDays(addMonths(from, Math.trunc(count)), Math.round((count % 1) * 30))
  return addDays(from, Math.round(/^[天日]/.test(unit) ? count : count * 7))
}

const BARE_YEAR = /(?:1[5-9]|20)\d\d|2100/y

/** A number that can only be a year, where years are expected: 2018. */
export function bareYearAt(text: string, at: number): PeriodFound | undefined {
  const found = groupsAt(BARE_YEAR, text, at)
  if (!found || /\d/.test(text.charAt(found.end)) || /\d/.test(text.charAt(at - 1))) return undefined
  return { period: wholeYear(fullYear(text.slice(at, found.end)) ?? 0), end: found.end }
}
