import { readRuns } from './digitRuns.ts'
import type { DigitGroup, DigitRun } from './digitRuns.ts'
import { isPause } from './fold.ts'
import type { Folded } from './fold.ts'
import { HOTLINES } from './numbers.ts'
import type { Span } from './numbers.ts'
import { unitFollows } from './units.ts'

const DASH = /[-‐‑‒–—−/#_~|\\杠横]/
/** A slash or a tilde between two numbers is a fraction or a range; three are a door. */
const DASH_OF_TWO = /[-‐‑‒–—−#_杠横]/
const LONGEST_DOOR = 4

/** Doors written with signs between: `3-2-501`, `9-402`, `三杠二杠五零一`, `3 2 501`. */
export function findDashedDoors(folded: Folded): Span[] {
  return readRuns(folded, folded.digits).flatMap((run) => {
    for (const reading of readings(run)) {
      const found = doorsIn(reading, folded)
      if (found.length > 0) return found
    }
    return []
  })
}

/** A disguise puts signs between all signs; so the weaker kind of gap may stand inside one number. */
function readings(run: DigitRun): DigitRun[] {
  if (run.gaps.length === 0) return []
  const result = [run]
  if (run.gaps.some((gap) => DASH.test(gap))) result.push(merge(run, (gap) => !DASH.test(gap)))
  const shortest = Math.min(...run.gaps.slice(0, 200).map((gap) => gap.length))
  if (run.gaps.some((gap) => gap.length > shortest)) result.push(merge(run, (gap) => gap.length === shortest))
  return result
}

function merge(run: DigitRun, inside: (gap: string) => boolean): DigitRun {
  const groups: DigitGroup[] = []
  const gaps: string[] = []
  run.groups.forEach((group, at) => {
    const last = groups.at(-1)
    const gap = run.gaps[at - 1]
    if (last && gap !== undefined && inside(gap) && !isPause(gap.charAt(0))) {
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

/** How many groups from the first one on are a door; 0 for none. */
function doorAt(groups: DigitGroup[], gaps: string[], folded: Folded): number {
  const room = groups.findIndex(({ digits }) => digits.length > 2)
  const last = groups[room]
  if (!last || room < 1 || last.digits.length > 4 || unitFollows(folded.signs, last.end)) return 0
  const between = gaps.slice(0, room)
  if (between.some((gap) => [...gap].some((sign) => isPause(sign) && sign !== '\n'))) return 0
  if (room === 1) return isPairDoor(last, between[0] as string) ? 2 : 0
  const dashed = between.map((gap) => DASH.test(gap))
  if (new Set(dashed).size > 1 || isDay(groups, room)) return 0
  if (!dashed[0] && HOTLINES.has(last.digits)) return 0
  return room + 1
}

function isPairDoor({ digits }: DigitGroup, gap: string): boolean {
  const number = Number(digits.slice(-2))
  return DASH_OF_TWO.test(gap) && number >= 1 && number <= 40 && !HOTLINES.has(digits) && !/^20[23]\d$/.test(digits)
}

/** `22/11/2026`, as some write a day. */
function isDay(groups: DigitGroup[], last: number): boolean {
  return last === 2 && /^20[23]\d$/.test((groups[2] as DigitGroup).digits)
}
