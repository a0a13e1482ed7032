import { readRuns } from './digitRuns.ts'
import type { DigitGroup, DigitRun } from './digitRuns.ts'
import { isPause } from './fold.ts'
import type { Folded } from './fold.ts'
import type { Span } from './numbers.ts'
import { unitFollows } from './units.ts'

const DASH = /[-‐‑‒–—−/#_~|\\杠横]/
/** A slash or a tilde between two numbers is a fraction or a range; three are a door. */
const DASH_OF_TWO = /[-‐‑‒–—−#_杠横]/
const LONGEST_DOOR = 4
/** Bounds on how many ways a long run is read. */
const MOST_GAPS = 200
const MOST_LENGTHS = 4

/** Doors written with signs between: `3-2-501`, `9-402`, `三杠二杠五零一`, `3 2 501`. */
export function findDashedDoors(folded: Folded): Span[] {
  return readRuns(folded, folded.digits, true).flatMap((run) => {
    for (const reading of readings(run, folded)) {
      const found = doorsIn(reading, folded)
      if (found.length > 0) return found
    }
    return singlesDoor(run)
  })
}

/** `8 2 6 1 0`: single digits whose last three are a room; what stood between building, unit and room can't be seen any more. */
function singlesDoor({ groups, gaps }: DigitRun): Span[] {
  const [first, last] = [groups[0], groups.at(-1)]
  const singles = groups.length >= 5 && groups.length <= 8 && groups.every(({ digits }) => digits.length === 1)
  if (!first || !last || !singles || gaps.some((gap) => [...gap].some(isPause))) return []
  const number = Number(
    groups
      .slice(-2)
      .map(({ digits }) => digits)
      .join(''),
  )
  return number >= 1 && number <= 40 ? [{ kind: 'door', start: first.start, end: last.end }] : []
}

/** A disguise puts signs between all signs; so the weaker kind of gap may stand inside one number. */
function readings(run: DigitRun, folded: Folded): DigitRun[] {
  if (run.gaps.length === 0) return []
  const result = [run]
  if (run.gaps.some((gap) => DASH.test(gap))) result.push(merge(run, folded, (gap) => !DASH.test(gap)))
  const filler = commonestSign(run.gaps)
  result.push(merge(run, folded, (gap) => [...gap].every((sign) => sign === filler), true))
  const lengths = [...new Set(run.gaps.slice(0, MOST_GAPS).map((gap) => gap.length))].sort((one, other) => one - other)
  for (const longest of lengths.slice(0, -1).slice(0, MOST_LENGTHS)) {
    result.push(merge(run, folded, (gap) => gap.length <= longest, true))
  }
  return result
}

/** A disguise puts the same sign everywhere. */
function commonestSign(gaps: string[]): string {
  const counts = new Map<string, number>()
  for (const sign of gaps.slice(0, MOST_GAPS).join('')) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return [...counts].reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0] as [string, number])[0]
}

function merge(run: DigitRun, folded: Folded, inside: (gap: string) => boolean, singlesOnly = false): DigitRun {
  const groups: DigitGroup[] = []
  const gaps: string[] = []
  run.groups.forEach((group, at) => {
    const last = groups.at(-1)
    const gap = run.gaps[at - 1]
    // A number that counts something (10个) is no part of the one before it.
    const single = group.digits.length === 1
    const belongs = singlesOnly
      ? single && run.groups[at - 1]?.digits.length === 1
      : single || !unitFollows(folded.signs, group.end)
    if (last && gap !== undefined && belongs && inside(gap) && !isPause(gap.charAt(0))) {
      last.digits += group.digits
      last.end = group.end
      return
    }
    if (gap !== undefined) gaps.push(gap)
    groups.push({ ...group })
  })
  return { groups, gaps }
}

function doorsIn({ groups, gaps }: DigitRun, folded: Folded): Span[] {
  const spans: Span[] = []
  for (let at = 0; at < groups.length;) {
    const count = doorAt(groups.slice(at, at + LONGEST_DOOR), gaps.slice(at, at + LONGEST_DOOR - 1), folded)
    if (count > 0) {
      const [first, last] = [groups[at] as DigitGroup, groups[at + count - 1] as DigitGroup]
      spans.push({ kind: 'door', start: first.start, end: roomEnd(folded, last.end) })
    }
    at += count || 1
  }
  return spans
}

function roomEnd(folded: Folded, end: number): number {
  return end + (/^号?[室房户]/.exec(folded.signs.slice(end, end + 2))?.[0].length ?? 0)
}

/** 二十一 has as many signs as a room, and is none. */
const size = ({ digits }: DigitGroup): number => (digits.includes('十') ? 2 : digits.length)

/** How many groups from the first one on are a door; 0 for none. */
function doorAt(groups: DigitGroup[], gaps: string[], folded: Folded): number {
  const room = groups.findIndex((group) => size(group) > 2)
  const last = groups[room]
  if (!last || room < 1 || last.digits.length > 4 || unitFollows(folded.signs, last.end)) return 0
  const between = gaps.slice(0, room)
  if (between.some((gap) => [...gap].some((sign) => isPause(sign) && sign !== '\n'))) return 0
  if (room === 1) return isPairDoor(last, between[0] as string) ? 2 : 0
  const dashed = between.map((gap) => DASH.test(gap))
  if (new Set(dashed).size > 1 || isDay(groups, room)) return 0
  return room + 1
}

function isPairDoor({ digits }: DigitGroup, gap: string): boolean {
  const number = Number(digits.slice(-2))
  return DASH_OF_TWO.test(gap) && number >= 1 && number <= 40 && !/^20[23]\d$/.test(digits)
}

/** `22/11/2026`, as some write a day. */
function isDay(groups: DigitGroup[], last: number): boolean {
  return last === 2 && /^20[23]\d$/.test((groups[2] as DigitGroup).digits)
}
