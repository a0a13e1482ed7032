import { isPause, isTight } from './fold.ts'
import type { Folded } from './fold.ts'

/** Digits that stand together. `start` and `end` count units of the folded text. */
export interface DigitGroup {
  start: number
  end: number
  digits: string
  /** Written as 一三八, at least in part. */
  spoken: boolean
}

/** Groups with nothing but separators between them; `gaps[i]` stands between group i and i+1. */
export interface DigitRun {
  groups: DigitGroup[]
  gaps: string[]
}

/** More separators than this between two groups are a layout, not one number. */
const LONGEST_GAP = 40

/** Stands for what is known to be harmless; a word sign, so it ends a run. */
const HARMLESS = '字'

const TOKEN = /[0-9A-Za-zОо]+/g
const TOKEN_WITH_TENS = /[0-9十A-Za-zОо]+/g
/** Letters that pass for digits (O, l, I), the Cyrillic O too. */
const ALIKE_ONLY = /^[0-9十OolIОо]*[0-9十][0-9十OolIОо]*$/
const ALIKE_INSIDE = /[0-9十](?:[0-9十OolIОо]*[0-9十])?/g

const asDigits = (text: string): string => text.replace(/[OoОо]/g, '0').replace(/[lI]/g, '1')

/** Identifiers of machines: UUIDs and hexadecimal ids hold letters, and are nobody's phone. */
const MACHINE_ID =
  /(?<![0-9A-Za-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{24}|[0-9a-f]{16})(?![0-9A-Za-z])/g
const DATE = /(?<!\d)(?:19|20)\d{2}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/g
const YEAR = /(?<!\d)(?:19|20)\d{2}年/g
const TIME = /(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?![:\d])/g

/** Blots out what only looks like a number of a person. Lengths stay, so that offsets hold. */
export function blotMachineIds(digits: string): string {
  if (!/[0-9a-f-]{16}/.test(digits)) return digits
  return digits.replace(MACHINE_ID, (id) => ((id.match(/[a-f]/g)?.length ?? 0) >= 3 ? HARMLESS.repeat(id.length) : id))
}

export function blotTimes(digits: string): string {
  return digits.replace(DATE, blot).replace(YEAR, blot).replace(TIME, blot)
}

const blot = (found: string): string => HARMLESS.repeat(found.length)

/**
 * All runs of digits in a folded text; `digits` may be a blotted copy of its digits, and may hold 十 in numerals of houses
 * (二十一), which then stands in the digits of its group.
 */
export function readRuns(folded: Folded, digits: string, tens = false): DigitRun[] {
  const runs: DigitRun[] = []
  let run: DigitRun | undefined
  for (const group of readGroups(folded, digits, tens)) {
    const before = run?.groups.at(-1)
    const gap = before && readGap(digits, before.end, group.start)
    if (run && gap !== undefined) {
      run.gaps.push(gap)
      run.groups.push(group)
    } else {
      run = { groups: [group], gaps: [] }
      runs.push(run)
    }
  }
  return runs
}

function* readGroups(folded: Folded, digits: string, tens: boolean): Generator<DigitGroup> {
  for (const token of digits.matchAll(tens ? TOKEN_WITH_TENS : TOKEN)) {
    const [text] = token
    if (!/[0-9十]/.test(text)) continue
    const pieces = ALIKE_ONLY.test(text) ? [{ 0: text, index: 0 }] : text.matchAll(ALIKE_INSIDE)
    for (const piece of pieces) {
      const start = token.index + piece.index
      const end = start + piece[0].length
      const spoken = /[^0-9A-Za-zОо]/.test(folded.signs.slice(start, end))
      yield { start, end, digits: asDigits(piece[0]), spoken }
    }
  }
}

function readGap(digits: string, from: number, to: number): string | undefined {
  if (to - from > LONGEST_GAP) return undefined
  const gap = digits.slice(from, to)
  for (const sign of gap.split(''))
    if (!isTight(sign) && !isPause(sign) && sign !== '杠' && sign !== '横') return undefined
  return gap
}

/** True where a pause of the sentence (，、。) stands in the gap: what follows may well be another thing. */
export const hasPause = (gap: string): boolean =>
  [...gap].some((sign) => isPause(sign) && sign !== '\n' && sign !== '\r')
