import { blotMachineIds, blotTimes, hasPause, readRuns } from './digitRuns.ts'
import type { DigitGroup, DigitRun } from './digitRuns.ts'
import { isTight } from './fold.ts'
import type { Folded } from './fold.ts'
import type { LeakKind } from './leaks.ts'
import { unitFollows } from './units.ts'

/** A find in units of the folded text. */
export interface Span {
  kind: LeakKind
  start: number
  end: number
}

/** Numbers that everybody may know and say; never taken for a part of a private one. */
export const HOTLINES: ReadonlySet<string> = new Set([
  '110',
  '119',
  '120',
  '122',
  '12345',
  '12348',
  '12355',
  '12320',
  '12333',
  '12385',
  '96110',
])

/** No private number in use here has fewer digits. */
const SHORTEST_PHONE = 7
/** A bank card with its grouping gaps, and a country code before a phone, all fit into this. */
const WINDOW = 20
const LONGEST_SIGN_GAP = 24

const MOBILE = /^(?:(?:00)?86)?0?1[3-9]\d{9}$/
const LANDLINE = /^(?:(?:00)?86)?0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/
const SERVICE_LINE = /^[48]00\d{7}$/
const LOCAL = /^[2-8]\d{6,7}$/
const HIDDEN_MOBILE = /(?<!\d)1[3-9]\d[*xX·#]{3,5}\d{4}(?!\d)/g
const TAIL_OF_PHONE = /(?:尾号|[后末]四位)[是为:]?\D?(\d{4})(?!\d)/g
const PHONE_CUE = /电话|手机|号码|联系|打我|致电|座机|拨打|[Tt][Ee][Ll]|[Pp]hone|[☎📞📱]/u
const CUE_REACH = 10
/** A day written as one number (20261122) after a word for it; other eight-digit numbers are phones. */
const COMPACT_DAY = /^20[23]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/
const DAY_CUE = /(?:日期|时间|日子|[Dd]ate)[是为:]?.?$/
/** Groupings in which people write phone numbers, a country code left off. */
const PHONE_SHAPES = new Set([
  '3,4,4',
  '3,8',
  '7,4',
  '4,4,3',
  '3,3,5',
  '4,3,4',
  '5,6',
  '6,5',
  '4,7',
  '4,8',
  '4,3,4',
  '3,4,4',
  '4,4,4',
])

/** Region, birthday, order, check sign: GB 11643-1999. */
const ID_CARD = /^[1-689]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECKS = '10X98765432'
const ID_LAST_SIGN = /^[xXхХ×](?![A-Za-z0-9])/

/** Private numbers (phones, ID cards, bank cards) in a folded text. */
export function findNumbers(folded: Folded): Span[] {
  const digits = blotMachineIds(folded.digits)
  if ((digits.match(/[0-9]/g)?.length ?? 0) < 4) return []
  const cards = readRuns(folded, digits).flatMap((run) => findInRun(run, (at) => idCardAt(run, at, digits)))
  const open = blotTimes(blotSpans(digits, cards))
  const whole = readRuns(folded, open).flatMap((run) =>
    findInRun(run, (at) => bankCardAt(run, at) ?? phoneAt(run, at, folded.signs)),
  )
  // Local numbers are short, so they come last: they must not bite into a longer one.
  const local = readRuns(folded, blotSpans(open, whole)).flatMap((run) => {
    const cued = isCued(folded.signs, run)
    return findInRun(run, (at) => localPhoneAt(run, at, folded.signs, cued))
  })
  return [...cards, ...whole, ...local, ...findWritten(open)]
}

function isCued(signs: string, run: DigitRun): boolean {
  const start = run.groups[0]?.start ?? 0
  return PHONE_CUE.test(signs.slice(Math.max(0, start - CUE_REACH), start))
}

function findWritten(digits: string): Span[] {
  const hidden = [...digits.matchAll(HIDDEN_MOBILE)].map(({ 0: text, index }) => phone(index, index + text.length))
  const tails = [...digits.matchAll(TAIL_OF_PHONE)].map(({ 0: text, index }) =>
    phone(index + text.length - 4, index + text.length),
  )
  return [...hidden, ...tails]
}

const phone = (start: number, end: number): Span => ({ kind: 'phone', start, end })

function blotSpans(digits: string, spans: Span[]): string {
  if (spans.length === 0) return digits
  const signs = digits.split('')
  for (const { start, end } of spans) signs.fill('字', start, end)
  return signs.join('')
}

interface Found {
  kind: LeakKind
  /** Number of groups that belong to it. */
  groups: number
  /** Where it ends, if beyond its last group. */
  end?: number
}

function findInRun(run: DigitRun, look: (at: number) => Found | undefined): Span[] {
  const spans: Span[] = []
  for (let at = 0; at < run.groups.length;) {
    const found = look(at)
    if (found) {
      const [first, last] = [run.groups[at] as DigitGroup, run.groups[at + found.groups - 1] as DigitGroup]
      spans.push({ kind: found.kind, start: first.start, end: found.end ?? last.end })
    }
    at += found?.groups ?? 1
  }
  return spans
}

/** Numbers that begin at a group, one for each group they may end with, the longest last. */
function* windowsAt(
  run: DigitRun,
  at: number,
): Generator<{ text: string; sizes: number[]; gaps: string[]; groups: number }> {
  let text = ''
  const sizes: number[] = []
  for (let next = at; next < run.groups.length; next++) {
    const { digits } = run.groups[next] as DigitGroup
    text += digits
    if (text.length > WINDOW) return
    sizes.push(digits.length)
    yield { text, sizes: [...sizes], gaps: run.gaps.slice(at, next), groups: next - at + 1 }
  }
}

function idCardAt(run: DigitRun, at: number, digits: string): Found | undefined {
  for (const { text, gaps, groups } of windowsAt(run, at)) {
    if (text.length < 17) continue
    const last = run.groups[at + groups - 1] as DigitGroup
    const sign = text.length === 17 ? lastSign(digits, last.end) : undefined
    const number = sign ? `${text}X` : text
    if (!ID_CARD.test(number)) continue
    // A card that was typed wrong is still somebody's; only across pauses must the check sign agree.
    if (gaps.some(hasPause) && !checkSignAgrees(number)) continue
    return { kind: 'id_card', groups, ...(sign && { end: sign }) }
  }
  return undefined
}

/** Where the check sign X behind 17 digits ends. */
function lastSign(digits: string, from: number): number | undefined {
  let at = from
  while (at < from + LONGEST_SIGN_GAP && at < digits.length && isTight(digits.charAt(at)) && digits.charAt(at) !== '×')
    at++
  return ID_LAST_SIGN.test(digits.slice(at, at + 2)) ? at + 1 : undefined
}

function checkSignAgrees(number: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(number.charAt(at)), 0)
  return ID_CHECKS.charAt(sum % 11) === number.charAt(17)
}

/** UnionPay and the usual foreign cards: 16 to 19 digits with a Luhn check digit (ISO/IEC 7812-1). */
function bankCardAt(run: DigitRun, at: number): Found | undefined {
  let found: Found | undefined
  for (const { text, sizes, gaps, groups } of windowsAt(run, at)) {
    if (text.length < 15 || text.length > 19 || !/^[3-69]/.test(text)) continue
    const inFours = /^4(,4){2,3}(,[1-4])?$/.test(sizes.join(','))
    const wellKept = inFours || sizes.every((size) => size === 1) || groups === 1
    const plausible = luhnAgrees(text) ? wellKept || !gaps.some(hasPause) : inFours && text.startsWith('62')
    if (plausible) found = { kind: 'bank_card', groups }
  }
  return found
}

function luhnAgrees(text: string): boolean {
  let sum = 0
  for (let at = 0; at < text.length; at++) {
    const digit = Number(text.charAt(text.length - 1 - at))
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Numbers that are phones by their digits: mobile, with area code, service lines; and whatever is long and in one piece. */
function phoneAt(run: DigitRun, at: number, signs: string): Found | undefined {
  const first = run.groups[at] as DigitGroup
  if (first.digits.length > SHORTEST_PHONE + 1) return { kind: 'phone', groups: 1 }
  let found: Found | undefined
  for (const { text, sizes, gaps, groups } of windowsAt(run, at)) {
    if (groups === 1) continue
    const shaped = isShaped(sizes)
    const end = (run.groups[at + groups - 1] as DigitGroup).end
    if (!shaped && (gaps.some(hasPause) || unitFollows(signs, end))) continue
    if (isLongPhone(text) || startsAsMobile(text, sizes, gaps))
      found = { kind: 'phone', groups: groups + singlesAfter(run, at, sizes) }
  }
  return found
}

const isLongPhone = (text: string): boolean => MOBILE.test(text) || LANDLINE.test(text) || SERVICE_LINE.test(text)

function isShaped(sizes: number[]): boolean {
  const shape = sizes.join(',')
  return isInSingles(sizes) || PHONE_SHAPES.has(shape) || PHONE_SHAPES.has(shape.replace(/^[2-4],/, ''))
}

/** In a chain of single digits nobody can tell where the number begins, so the whole chain leaves. */
function singlesAfter(run: DigitRun, at: number, sizes: number[]): number {
  if (!isInSingles(sizes)) return 0
  let more = 0
  while (more < WINDOW && run.groups[at + sizes.length + more]?.digits.length === 1) more++
  return more
}

const isInSingles = (sizes: number[]): boolean => sizes.every((size) => size === 1)

/** `138-1234-56789`: a digit too many hides nothing. */
function startsAsMobile(text: string, [first, second, third = 0]: number[], gaps: string[]): boolean {
  return first === 3 && second === 4 && third > 4 && gaps.length === 2 && !gaps.some(hasPause) && /^1[3-9]/.test(text)
}

/** Seven or eight digits without an area code. */
function localPhoneAt(run: DigitRun, at: number, signs: string, cued: boolean): Found | undefined {
  const first = run.groups[at] as DigitGroup
  if (first.digits.length >= SHORTEST_PHONE) {
    const isDay =
      COMPACT_DAY.test(first.digits) && DAY_CUE.test(signs.slice(Math.max(0, first.start - CUE_REACH), first.start))
    return isDay && !cued ? undefined : { kind: 'phone', groups: 1 }
  }
  let found: Found | undefined
  for (const { text, sizes, gaps, groups } of windowsAt(run, at)) {
    if (!LOCAL.test(text)) continue
    const end = (run.groups[at + groups - 1] as DigitGroup).end
    const plain = isInSingles(sizes) || sizes.join(',') === '3,4' || isPairOfFours(text, sizes)
    if (cued || (plain && !gaps.some(hasPause) && !unitFollows(signs, end))) found = { kind: 'phone', groups }
  }
  return found
}

/** `5123 4567`, but not the years `2025-2026`. */
function isPairOfFours(text: string, sizes: number[]): boolean {
  return sizes.join(',') === '4,4' && !/^20\d\d20\d\d$/.test(text)
}
