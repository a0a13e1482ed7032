import { isBracket, isPause, isTight } from './fold.ts'
import type { Folded } from './fold.ts'
import { HOTLINES } from './numbers.ts'
import { unitFollows } from './units.ts'

/** What stands before the numbers: a building, a part of a door (二单元, 四楼), or a word such as 住. */
export type Before = 'building' | 'door' | 'cue'

interface Group {
  start: number
  end: number
  digits: string
  spoken: boolean
  /** Separators before it. */
  gap: string
  /** A unit follows: it counts something. */
  counts: boolean
}

const MOST_GROUPS = 8
const LONGEST_GAP = 24
const SUFFIX =
  /^(?:号?门(?!诊)|号房间?|号?[室房户屋]|号(?!停|前|之|上|下|早|晚|中|来|开|到|至|左|右|那|以|送|去|办))?(?:[东西中左右][户门])?/
/** Behind a gap only what can't begin a word of its own (门口, 室内, 户外). */
const APART_SUFFIX = /^(?:门(?![口诊外前铃票])|室(?![内外友温])|户(?![外口型主]))/
const RANGE = /^ {0,2}[-–—~−至到] {0,2}$/
const DASHES = /[-‐‑‒–—−/#_~|\\杠横]/

/** 2门 · 402 · 东户: no door has more parts behind its building. */
const MOST_PARTS = 5

/**
 * The numbers behind a building, a unit or a floor that name the door: `9栋` + `2-402`. Numbers that count something
 * (`9栋 3袋米`) stay. `at` and the result are units of the folded text.
 */
export function readDoorTail(folded: Folded, at: number, before: Before): { start: number; end: number } | undefined {
  const first = readPart(folded, at, before)
  if (!first) return undefined
  let end = first.end
  for (let part = 1; part < MOST_PARTS; part++) end = readPart(folded, end, 'door')?.end ?? end
  return { start: first.start, end }
}

function readPart(folded: Folded, at: number, before: Before): { start: number; end: number } | undefined {
  const used = doorGroups(dropCounts(readGroups(folded, at)), before, folded)
  const last = used.at(-1)
  if (!last) return before === 'cue' ? undefined : readSide(folded, at)
  return { start: (used[0] as Group).start, end: suffixEnd(folded, last.end) }
}

/** Where 室, 门, 东户 behind a number end; `at` where there is none. */
function suffixEnd(folded: Folded, at: number): number {
  const close = SUFFIX.exec(folded.signs.slice(at, at + 6))?.[0].length ?? 0
  if (close > 0) return at + close
  const apart = skipGap(folded, at, false)
  return apart > at && APART_SUFFIX.test(folded.signs.slice(apart, apart + 2)) ? apart + 1 : at
}

/** 东户, 左门, with a disguise between its signs. */
function readSide(folded: Folded, at: number): { start: number; end: number } | undefined {
  const start = skipGap(folded, at, false)
  if (!/[东西中左右]/.test(folded.signs.charAt(start))) return undefined
  const end = skipGap(folded, start + 1, false)
  return folded.signs.charAt(end) === '户' || (end === start + 1 && folded.signs.charAt(end) === '门')
    ? { start, end: end + 1 }
    : undefined
}

function readGroups(folded: Folded, from: number): Group[] {
  const groups: Group[] = []
  let at = from
  while (groups.length < MOST_GROUPS) {
    const start = skipGap(folded, at, groups.length === 0)
    let end = start
    while (/[0-9]/.test(folded.digits.charAt(end)) && end < start + 7) end++
    if (end === start) break
    groups.push({
      start,
      end,
      digits: folded.digits.slice(start, end),
      spoken: /[^0-9]/.test(folded.signs.slice(start, end)),
      gap: folded.signs.slice(at, start),
      counts:
        unitFollows(folded.signs, end) ||
        /^(?:楼|层|单元|栋|幢|座|区|号楼|号院|排)/.test(folded.signs.slice(end, end + 2)),
    })
    at = end
  }
  return groups
}

/** Before the first number one comma may stand (9栋，402); then only what a disguise uses. */
function skipGap(folded: Folded, from: number, first: boolean): number {
  let at = from
  let commas = first ? 1 : 0
  while (at < from + LONGEST_GAP) {
    const sign = folded.signs.charAt(at)
    if (sign === '') break
    const comma = (sign === ',' || sign === '、') && commas-- > 0
    const open = (isTight(sign) && !isBracket(sign)) || sign === '杠' || sign === '横' || sign === '的'
    if (!comma && !open) break
    at++
  }
  return at
}

/** Takes away the number that counts something, and with `10-15元` the other end of the range. */
function dropCounts(groups: Group[]): Group[] {
  const counted = groups.findIndex((group) => group.counts)
  if (counted < 0) return groups
  const group = groups[counted] as Group
  const kept = groups.slice(0, counted)
  // 五零一一袋: the last digit counts, those before it are the door.
  if (group.digits.length >= 4) return [...kept, { ...group, digits: group.digits.slice(0, -1), end: group.end - 1 }]
  const other = kept.at(-1)
  const isRange = other && RANGE.test(group.gap) && !isRoom(other.digits) && leadingSingles(kept).length < 3
  return isRange ? kept.slice(0, -1) : kept
}

/** Floor and number on it: 101 to 9940, the number from 1 to 40. */
function isRoom(digits: string): boolean {
  const number = Number(digits.slice(-2))
  return digits.length >= 3 && digits.length <= 4 && number >= 1 && number <= 40
}

function doorGroups(groups: Group[], before: Before, folded: Folded): Group[] {
  const [first] = groups
  if (!first) return []
  const far = [...first.gap].some(isPause)
  if (first.digits.length >= 3) return isDoorNumber(first, far, before) ? [first] : []
  const singles = leadingSingles(groups)
  if (singles.length >= 3 && (!far || isRoom(singles.map(({ digits }) => digits).join('')))) return singles
  if (far) return []
  const room = groups.findIndex((group) => group.digits.length >= 3)
  if (room > 0 && room <= 2 && groups.slice(1, room + 1).every(({ gap }) => DASHES.test(gap) || before !== 'cue')) {
    return groups.slice(0, room + 1)
  }
  if (before === 'cue') return []
  return isShortDoor(first, folded) ? [first] : []
}

function isDoorNumber({ digits, gap }: Group, far: boolean, before: Before): boolean {
  if (digits.length > 5) return false
  if (gap === '' && before !== 'cue') return true
  if (far && before === 'building' && HOTLINES.has(digits)) return false
  return far || before === 'cue' ? isRoom(digits) : true
}

/** `4 0 2`: a room in single digits. */
function leadingSingles(groups: Group[]): Group[] {
  const end = groups.findIndex((group) => group.digits.length !== 1)
  return groups.slice(0, Math.min(end < 0 ? groups.length : end, 5))
}

/** One or two digits are a door only where nothing else can be meant: 9栋2门, 9栋12号, `9栋-2` at the end. */
function isShortDoor({ digits, spoken, end, gap }: Group, folded: Folded): boolean {
  if (suffixEnd(folded, end) > end) return true
  const next = folded.signs.charAt(end)
  const ends = next === '' || isPause(next) || isBracket(next)
  if (!ends || (spoken && digits.length < 2)) return false
  return gap === '' || DASHES.test(gap)
}
