import type { ServiceKind } from '@yimin/shared/organisations/contract'
import { toLocal } from '@yimin/shared/language/localTime'
import type { Nearness } from './communityMap.ts'

/** Hours in which people answer alike (Asia/Shanghai): 6–12, 12–18, 18–22, 22–6. */
export const BANDS = ['morning', 'afternoon', 'evening', 'night'] as const
export type Band = (typeof BANDS)[number]

/** As much of the way as an answer depends on. */
export const REACHES = ['building', 'zone', 'further', 'unknown'] as const
export type Reach = (typeof REACHES)[number]

const KINDS: readonly ServiceKind[] = ['goods', 'errand', 'sensitive']

/** The circumstances of one ask; what was answered is counted by them. */
export interface Circumstances {
  kind: ServiceKind
  band: Band
  reach: Reach
}

/** `goods-evening-zone`: the name under which answers in these circumstances are counted. */
export function cellOf({ kind, band, reach }: Circumstances): string {
  return `${kind}-${band}-${reach}`
}

const CELLS = KINDS.flatMap((kind) => BANDS.flatMap((band) => REACHES.map((reach) => ({ kind, band, reach }))))
/** Cells by their number, as a tally counts them. */
const NAMES = CELLS.map(cellOf)
const NUMBERS = new Map(NAMES.map((name, i) => [name, i]))

/** The number of a cell, without making its name. */
export function numberOf({ kind, band, reach }: Circumstances): number {
  return (KINDS.indexOf(kind) * BANDS.length + BANDS.indexOf(band)) * REACHES.length + REACHES.indexOf(reach)
}

export function nameOf(cell: number): string {
  return NAMES[cell] as string
}

/** How often a helper was asked in each of the circumstances, and accepted: three numbers each – cell, asked, accepted. */
export type Tally = readonly number[]

/** Answers as they are kept, by the names of their cells. */
export type Answers = { readonly [cell: string]: { asked?: number; accepted?: number } }

export function tallyOf(answers: Answers): Tally {
  const tally: number[] = []
  for (const cell in answers) {
    const number = NUMBERS.get(cell)
    const { asked = 0, accepted = 0 } = answers[cell] ?? {}
    if (number !== undefined && asked > 0) tally.push(number, asked, Math.min(asked, accepted))
  }
  return tally
}

export function bandOf(at: Date): Band {
  const hour = Number(toLocal(at).slice(11, 13))
  if (hour < 6 || hour >= 22) return 'night'
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
}

export function reachOf(near: Nearness): Reach {
  if (near === 'building' || near === 'unknown') return near
  return near === 'zone' || near === 'nextDoor' ? 'zone' : 'further'
}

export type HelpingRole = 'volunteer' | 'enterprise' | 'station_worker'

/** What is believed of somebody of whom nothing is known yet (assumed; a station's own answers soon outweigh it). */
const FIRST_BELIEF: { readonly [role in HelpingRole]: number } = {
  volunteer: logit(0.35),
  enterprise: logit(0.75),
  station_worker: logit(0.85),
}
const FIRST_EFFECT = {
  kind: { goods: 0, errand: 0, sensitive: -0.2 },
  band: { morning: 0.1, afternoon: 0.1, evening: 0, night: -0.8 },
  reach: { building: 0.4, zone: 0.1, further: -0.4, unknown: 0 },
} as const

/** How far what is learned may lie from the belief, as standard deviations in log-odds: of the station, of one helper, of his kinds. */
const SPREAD = { station: 1, helper: 1, kind: 0.6 }
/** A hundredth in log-odds is a quarter of a percent at most. */
const STILL = 0.01
const MOST_ROUNDS = 12

const EFFECTS = 1 + KINDS.length + BANDS.length + REACHES.length
const PLACES = CELLS.map(({ kind, band, reach }) => [
  0,
  1 + KINDS.indexOf(kind),
  1 + KINDS.length + BANDS.indexOf(band),
  1 + KINDS.length + BANDS.length + REACHES.indexOf(reach),
])

/**
 * The chance that a helper accepts: a logistic model with effects of kind of help, hour and way that are common to a station's
 * helpers of one role, and of the helper himself, over all and for this kind. It is fitted to counts, so the order in which
 * answers came does not matter and nothing drifts; where counts are few it stays near what is believed of a newcomer.
 */
export interface Odds {
  /** Odds in each cell, for somebody of this role of whom nothing is known. */
  readonly odds: Float64Array
}

/** Fits the common effects to the answers of all helpers of one role. */
export function fitOdds(role: HelpingRole, tallies: Iterable<Tally>): Odds {
  const asked = new Float64Array(CELLS.length)
  const accepted = new Float64Array(CELLS.length)
  for (const tally of tallies) {
    for (let i = 0; i < tally.length; i += 3) {
      const cell = tally[i] as number
      asked[cell] = (asked[cell] as number) + (tally[i + 1] as number)
      accepted[cell] = (accepted[cell] as number) + (tally[i + 2] as number)
    }
  }
  const belief = beliefOf(role)
  const effects = Float64Array.from(belief)
  if (asked.some((count) => count > 0)) climb(effects, belief, asked, accepted)
  return { odds: Float64Array.from(PLACES, (places) => Math.exp(sumAt(effects, places))) }
}

function beliefOf(role: HelpingRole): Float64Array {
  return Float64Array.from([
    FIRST_BELIEF[role],
    ...KINDS.map((kind) => FIRST_EFFECT.kind[kind]),
    ...BANDS.map((band) => FIRST_EFFECT.band[band]),
    ...REACHES.map((reach) => FIRST_EFFECT.reach[reach]),
  ])
}

/** Which cells an effect is part of. */
const CELLS_OF = Array.from({ length: EFFECTS }, (_, effect) =>
  PLACES.flatMap((places, cell) => (places.includes(effect) ? [cell] : [])),
)

/**
 * Newton's way, one effect after the other: each step is one division, and the belief keeps it from running away. Every round
 * comes nearer to the most likely effects; it ends where nothing moves any more.
 */
function climb(effects: Float64Array, belief: Float64Array, asked: Float64Array, accepted: Float64Array): void {
  const precision = 1 / SPREAD.station ** 2
  const odds = PLACES.map((places) => Math.exp(sumAt(effects, places)))
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let moved = 0
    for (let effect = 0; effect < EFFECTS; effect += 1) {
      let slope = ((belief[effect] as number) - (effects[effect] as number)) * precision
      let bend = precision
      const cells = CELLS_OF[effect] as number[]
      for (const cell of cells) {
        const p = (odds[cell] as number) / (1 + (odds[cell] as number))
        const count = asked[cell] as number
        slope += (accepted[cell] as number) - count * p
        bend += count * p * (1 - p)
      }
      const step = slope / bend
      const factor = Math.exp(step)
      for (const cell of cells) odds[cell] = (odds[cell] as number) * factor
      effects[effect] = (effects[effect] as number) + step
      moved = Math.max(moved, Math.abs(step))
    }
    if (moved < STILL) break
  }
}

/** The chance, 0 to 1, that this helper accepts in the circumstances of this cell. */
export function chanceOf({ odds }: Odds, tally: Tally, cell: number): number {
  const own = tally.length === 0 ? 1 : factorOf(odds, tally, 1, SPREAD.helper)
  const ofKind = tally.length === 0 ? 1 : factorOf(odds, tally, own, SPREAD.kind, kindNumber(cell))
  const all = (odds[cell] as number) * own * ofKind
  return all / (1 + all)
}

const CELLS_OF_A_KIND = BANDS.length * REACHES.length
const kindNumber = (cell: number) => Math.floor(cell / CELLS_OF_A_KIND)

/** Do both cells count answers to the same kind of help? */
export function isSameKind(a: number, b: number): boolean {
  return kindNumber(a) === kindNumber(b)
}

/**
 * By what the odds of one helper are to be multiplied beside those of others in the same circumstances; of one kind alone where
 * it is given. In odds instead of their logarithms a step costs one exponential, however many cells there are.
 */
function factorOf(odds: Float64Array, tally: Tally, base: number, spread: number, kind?: number): number {
  const precision = 1 / spread ** 2
  const first = kind === undefined ? 0 : kind * CELLS_OF_A_KIND
  const end = kind === undefined ? CELLS.length : first + CELLS_OF_A_KIND
  let shift = 0
  let factor = base
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let slope = -shift * precision
    let bend = precision
    for (let i = 0; i < tally.length; i += 3) {
      const cell = tally[i] as number
      if (cell < first || cell >= end) continue
      const own = (odds[cell] as number) * factor
      const p = own / (1 + own)
      const count = tally[i + 1] as number
      slope += (tally[i + 2] as number) - count * p
      bend += count * p * (1 - p)
    }
    const step = slope / bend
    shift += step
    factor = base * Math.exp(shift)
    if (Math.abs(step) < STILL) break
  }
  return factor / base
}

function sumAt(effects: Float64Array, places: readonly number[]): number {
  let sum = 0
  for (const place of places) sum += effects[place] as number
  return sum
}

function logit(p: number): number {
  return Math.log(p / (1 - p))
}
