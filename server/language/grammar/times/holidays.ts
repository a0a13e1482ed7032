import { addDays, dateParts, firstOfMonth, startOfDay, weekday, type Minute } from './calendar.ts'
import { nextLunar, nextNewYearsEve, nextTerm, type LunarDay } from './lunar.ts'
import { stick } from './stick.ts'

/** A holiday and the day that it falls on, in the way in which it is fixed. */
type Rule =
  | { solar: readonly [month: number, day: number] }
  | { lunar: LunarDay }
  | { eve: true }
  | { term: string }
  /** weekday: Monday 0 … Sunday 6. */
  | { nth: number; weekday: number; month: number }

const solar = (month: number, day: number): Rule => ({ solar: [month, day] })
const lunar = (month: number, day: number): Rule => ({ lunar: { month, day } })

const RULES: readonly (readonly [names: string, rule: Rule])[] = [
  ['元旦节?|阳历年|新年(?!好|快乐|的|货|衣)', solar(1, 1)],
  ['情人节', solar(2, 14)],
  ['女生节', solar(3, 7)],
  ['妇女节|三八妇女节|三八节', solar(3, 8)],
  ['学雷锋(?:日|纪念日)', solar(3, 5)],
  ['植树节', solar(3, 12)],
  ['愚人节', solar(4, 1)],
  ['五一劳动节|五一节?(?!路|街|村|小区|广场|新村|[号栋幢单元\\d零一二三四五六七八九十])|劳动节', solar(5, 1)],
  ['五四青年节|青年节', solar(5, 4)],
  ['护士节', solar(5, 12)],
  ['六一儿童节|儿童节|六一节?(?!路|街|村|小区|[号栋幢单元\\d零一二三四五六七八九十])', solar(6, 1)],
  ['七一(?!路|街|村|小区|[号栋幢单元\\d零一二三四五六七八九十])|建党节', solar(7, 1)],
  ['八一建军节|建军节', solar(8, 1)],
  ['教师节', solar(9, 10)],
  ['国庆节?|十一(?=放假|长假|黄金周|假期)', solar(10, 1)],
  ['万圣节', solar(10, 31)],
  ['光棍节|双十一|双11', solar(11, 11)],
  ['双十二|双12', solar(12, 12)],
  ['平安夜', solar(12, 24)],
  ['圣诞节?(?!老人|树|帽)', solar(12, 25)],
  ['小年(?!轻|夜|纪)', lunar(12, 23)],
  ['腊八节?(?!粥|蒜|醋|豆)', lunar(12, 8)],
  ['除夕夜?|大年夜|年三十儿?|大年三十儿?', { eve: true }],
  ['春节|大年初一|年初一', lunar(1, 1)],
  [
    '元宵节?(?!(?:给|送|带)?[一二两三几半\\d])(?<!吃|买|煮|包|点|些|个|斤|袋|包|份|汤)|正月十五|上元节|灯节',
    lunar(1, 15),
  ],
  ['龙抬头|二月二(?![十\\d])', lunar(2, 2)],
  ['端午节?|五月节|端阳节?', lunar(5, 5)],
  ['七夕节?|乞巧节', lunar(7, 7)],
  ['中元节|七月半', lunar(7, 15)],
  ['中秋节?|八月节|团圆节', lunar(8, 15)],
  ['重阳节?|九月九(?![日号月])|敬老节|老人节', lunar(9, 9)],
  ['清明节?', { term: '清明' }],
  ['冬至节?', { term: '冬至' }],
  ['立春', { term: '立春' }],
  ['立秋', { term: '立秋' }],
  ['立冬', { term: '立冬' }],
  ['夏至', { term: '夏至' }],
  ['母亲节', { nth: 2, weekday: 6, month: 5 }],
  ['父亲节', { nth: 3, weekday: 6, month: 6 }],
  ['感恩节', { nth: 4, weekday: 3, month: 11 }],
]

const HOLIDAY = new RegExp(`(?:${RULES.map(([names]) => names).join('|')})`, 'y')
const EACH = RULES.map(([names, rule]) => ({ name: new RegExp(`(?:${names})`, 'y'), rule }))

export interface Holiday {
  at: Minute
  end: number
  /** Month and day by which the holiday is called, in its own calendar: 中秋 8, 15. */
  called?: readonly [month: number, day: number]
}

/** The holiday named at this place of the text: its next occurrence, today included. */
export function holidayAt(text: string, at: number, now: Minute): Holiday | undefined {
  if (!stick(HOLIDAY, text, at)) return undefined
  for (const { name, rule } of EACH) {
    const match = stick(name, text, at)
    const day = match ? nextOf(rule, now) : undefined
    if (match && day !== undefined) return { at: day, end: at + match[0].length, ...calledOf(rule) }
  }
  return undefined
}

function calledOf(rule: Rule): Pick<Holiday, 'called'> {
  if ('lunar' in rule) return { called: [rule.lunar.month, rule.lunar.day] }
  return 'eve' in rule ? { called: [12, 30] } : {}
}

function nextOf(rule: Rule, now: Minute): Minute | undefined {
  if ('lunar' in rule) return nextLunar(rule.lunar, now)
  if ('eve' in rule) return nextNewYearsEve(now)
  if ('term' in rule) return nextTerm(rule.term, now)
  const { year } = dateParts(now)
  const inYear = (one: number): Minute =>
    'solar' in rule
      ? addDays(firstOfMonth(one, rule.solar[0]), rule.solar[1] - 1)
      : nthWeekday(one, rule.month, rule.weekday, rule.nth)
  return inYear(year) >= startOfDay(now) ? inYear(year) : inYear(year + 1)
}

function nthWeekday(year: number, month: number, day: number, nth: number): Minute {
  const first = firstOfMonth(year, month)
  return addDays(first, ((day - weekday(first) + 7) % 7) + (nth - 1) * 7)
}
