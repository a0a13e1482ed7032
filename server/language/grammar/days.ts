import { Lunar } from 'lunar-typescript'
import { addDays, dateOf, dateParts, startOfDay, weekday, type Minute } from './calendar.ts'
import { readNumber } from './numbers.ts'

/** What was said of the day: `span` of whole days from `at`; `past` for yesterday and the like; `half` where the word tells it (今晚). */
export interface Day {
  at: Minute
  span: number
  past?: boolean
  half?: string
}

const C = '\\d{1,2}|[一二三四五六七八九十]{1,3}'
const WEEK = '周|星期|礼拜'

/** All ways to name a day, as one pattern for the scanner. */
export const DAY_PATTERN = new RegExp(
  [
    '(?<big>大后[天儿日]个?)',
    '(?<word>[今明后昨前](?:[天日]|儿个?|个儿|个(?=早|晚|上午|下午|中午|儿))|当天|即日|前两天|前几天|那天)',
    '(?<short>[今明后昨当](?:早上?|晚上?|夜|午|晨)(?!点|餐|饭|会))',
    `(?<which>下下个?|下个?|这个?|本|上个?|每个?)?(?<!每|每个)(?:(?:${WEEK})(?<week>[一二三四五六日天末](?![个次遍点年月份周天])|[1-7](?![\\d个次遍点:]))|周末|双休日?)`,
    `(?<nextWeek>下个?(?:${WEEK}))(?!期)`,
    `(?<month>${C})月(?<dayOf>${C})[日号]?`,
    `(?<lunarMonth>腊月|正月|冬月)(?<lunarDay>初[一二三四五六七八九十]|廿?[一二三四五六七八九十]{1,3}|\\d{1,2})?`,
    '(?<lunarOnly>大年(?:初[一二三四五六七八]|三十)|初[一二三四五六七八九十](?!中|二|三|一)|除夕)',
    `(?<date>${C})[号日](?!楼|院|门|单元|店|线|公寓|栋|幢|座|室|房|机|码|人|路|桌|柜|本|常|用|子|电池|[一二三四五六七八九十\\d]{1,2}(?:单元|楼|门))`,
    `(?:过)?(?<inDays>${C}|两)天(?:以后|之后|后)`,
  ].join('|'),
  'y',
)

const WORDS: Readonly<Record<string, number>> = { 今: 0, 当: 0, 即: 0, 明: 1, 后: 2, 昨: -1, 前: -2, 那: -1 }
const HALVES: Readonly<Record<string, string>> = { 早: '早上', 晨: '早上', 晚: '晚上', 夜: '晚上', 午: '中午' }

type Groups = Record<string, string | undefined>

/** Reads one match of DAY_PATTERN relative to now. Source of the rules: weeks start on Monday; a date that is past is the next month's or year's. */
export function readDay(match: RegExpExecArray, now: Minute): Day | undefined {
  const g: Groups = match.groups ?? {}
  const today = startOfDay(now)
  if (g.big) return { at: addDays(today, 3), span: 1 }
  if (g.word) {
    const days = WORDS[g.word.charAt(0)] ?? 0
    return { at: addDays(today, days), span: 1, past: days < 0 }
  }
  if (g.short) {
    const days = WORDS[g.short.charAt(0)] ?? 0
    return { at: addDays(today, days), span: 1, past: days < 0, half: HALVES[g.short.charAt(1)] }
  }
  if (g.nextWeek) return { at: addDays(today, 7 - weekday(today)), span: 7 }
  if (g.week || /周末|双休/.test(match[0])) return readWeekday(g, match[0], now)
  if (g.month) return readDate(g, now)
  if (g.lunarMonth || g.lunarOnly) return readLunar(g, now)
  if (g.date) return readDayOfMonth(g.date, now)
  if (g.inDays) return { at: addDays(today, readNumber(g.inDays) ?? 1), span: 1 }
  return undefined
}

function readWeekday(g: Groups, whole: string, now: Minute): Day | undefined {
  const today = startOfDay(now)
  const monday = addDays(today, -weekday(today))
  if (g.which?.startsWith('每')) return undefined
  if (g.which?.startsWith('上')) return { at: addDays(monday, -7), span: 1, past: true }
  const ahead = g.which?.startsWith('下下') ? 14 : g.which?.startsWith('下') ? 7 : 0
  if (!g.week || g.week === '末' || /周末|双休/.test(whole)) return { at: addDays(monday, ahead + 5), span: 2 }
  const index = '一二三四五六日'.indexOf(g.week === '天' ? '日' : g.week)
  const day = index >= 0 ? index : Number(g.week) - 1
  const at = addDays(monday, ahead + day)
  return { at: !g.which && at < today ? addDays(at, 7) : at, span: 1 }
}

function readDate(g: Groups, now: Minute): Day | undefined {
  const month = readNumber(g.month ?? '')
  const day = readNumber(g.dayOf ?? '')
  if (!month || !day || month > 12) return undefined
  const { year } = dateParts(now)
  const at = dateOf(year, month, day)
  if (at === undefined) return undefined
  // half a year back means the date of next year; a date just past is told of, not asked for
  if (at >= startOfDay(now)) return { at, span: 1 }
  const next = dateOf(year + 1, month, day)
  return next === undefined ? undefined : { at: next, span: 1 }
}

function readDayOfMonth(said: string, now: Minute): Day | undefined {
  const day = readNumber(said)
  if (!day || day > 31) return undefined
  const today = startOfDay(now)
  const { year, month } = dateParts(now)
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const at = dateOf(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, day)
    if (at !== undefined && at >= today) return { at, span: 1 }
  }
  return undefined
}

function readLunar(g: Groups, now: Minute): Day | undefined {
  const said = (g.lunarDay ?? g.lunarOnly ?? '').replace(/初|大年/g, '').replace('廿', '二十')
  const lastDay = said === '除夕' || (g.lunarOnly !== undefined && said === '三十')
  const day = lastDay ? 30 : readNumber(said)
  if (!day || day > 30) return undefined
  const monthWord = g.lunarMonth ?? (lastDay ? '腊月' : g.lunarOnly?.startsWith('大年') ? '正月' : '')
  const today = startOfDay(now)
  const date = dateParts(now)
  const lunarNow = Lunar.fromDate(new Date(date.year, date.month - 1, date.day, 12))
  const named = monthWord === '腊月' ? 12 : monthWord === '正月' ? 1 : monthWord === '冬月' ? 11 : undefined
  for (let ahead = 0; ahead < 14; ahead += 1) {
    const count = Math.abs(lunarNow.getMonth()) - 1 + ahead
    const month = (count % 12) + 1
    if (named !== undefined && month !== named) continue
    const at = lunarDate(lunarNow.getYear() + Math.floor(count / 12), month, day, lastDay)
    if (at !== undefined && at >= today) return { at, span: 1 }
  }
  return undefined
}

function lunarDate(year: number, month: number, day: number, orDayBefore: boolean): Minute | undefined {
  for (const wanted of orDayBefore ? [day, day - 1] : [day]) {
    try {
      const solar = Lunar.fromYmd(year, month, wanted).getSolar()
      return dateOf(solar.getYear(), solar.getMonth(), solar.getDay())
    } catch {
      // the lunar month has no such day: 腊月三十 exists only in some years
    }
  }
  return undefined
}
