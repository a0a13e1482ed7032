import { createHash } from 'node:crypto'
import type { DispatchChoice, StationSettings } from '@yimin/shared/organisations/contract'
import { nameOf } from './chance.ts'
import { reasonsFor, sayReasons } from './reasons.ts'
import type { Reason } from './reasons.ts'
import { scalesFor } from './score.ts'
import type { Scales, Sketch, Weighed } from './score.ts'
import { isSpared, suitableFor } from './suitable.ts'
import type { Asked, Candidate, Errand } from './suitable.ts'
import type { Way } from './communityMap.ts'
import type { Person } from '../../people/index.ts'

/** One who may be asked, and why. */
export interface Choice {
  person: Person
  /** One line, for the helper and the record. */
  reason: string
  reasons: Reason[]
  /** That he accepts if he is asked now, 0 to 1. */
  chance: number
  way: Way
  /** The circumstances under which his answer is counted. */
  cell: string
  /** He is not asked if he was asked so often in the last seven days. */
  asksAtMost: number
}

interface Wanted {
  errand: Errand
  sketches: readonly Sketch[]
  scales: Scales
  /** So many of the first are wanted. */
  most: number
}

/** Each rule puts those who may be asked in its own order; whom it may ask at all is the same for every rule. */
const ORDERS: { readonly [rule in DispatchChoice]: (pick: Wanted) => Weighed[] } = {
  fair: (pick) => inTurns(bestOfEachRole(pick)),
  nearest: (pick) => firstBy(pick, ({ way }) => way.metres),
  random: (pick) => firstBy(pick, ({ candidate }) => lot(`${pick.errand.requestId}/${candidate.person.id}`)),
}

/**
 * Who is asked on this rung, best first, each with the reason in one line, by the station's rule of choice; no more of them than
 * `most`. Pure: the same candidates give the same order, however they are listed and however many are wanted.
 */
export function chooseHelpers(
  errand: Errand,
  candidates: readonly Candidate[],
  rung: Asked,
  settings: StationSettings,
  most = Infinity,
): Choice[] {
  const rule = settings.dispatch.choice
  const { suitable, asksAtMost } = suitableFor(errand, candidates, rung, settings)
  const scales = scalesFor(errand, suitable, candidates, settings)
  const sketches = suitable.map((candidate) => scales.sketch(candidate))
  const inOrder = ORDERS[rule]({ errand, sketches, scales, most: Math.max(most, SEAT + 1) })
  const newcomer = rule === 'fair' ? newcomerFor(errand, sketches, settings) : undefined
  // Who comes so early by himself needs no place kept, and no word about it.
  const isEarly = inOrder.slice(0, SEAT + 1).some(({ candidate }) => candidate === newcomer?.candidate)
  const seated = newcomer && !isEarly ? scales.weigh(newcomer) : undefined
  const chosen = (seated ? withSeat(inOrder, seated) : inOrder).slice(0, most)
  return chosen.map((one) => choiceOf(errand, one, one === seated, asksAtMost))
}

function choiceOf(errand: Errand, weighed: Weighed, isSeated: boolean, asksAtMost: number): Choice {
  const { chance, way, cell, candidate } = weighed
  const { person } = candidate
  const reasons = reasonsFor(errand, weighed, isSeated)
  return {
    person,
    reason: sayReasons(reasons),
    reasons,
    chance,
    way,
    cell: nameOf(cell),
    asksAtMost: isSpared(person) ? asksAtMost : Infinity,
  }
}

/**
 * Of each role as many of the best as are wanted, best first. Whoever would not be among them if he were certain to accept is not
 * weighed further: of two thousand helpers some dozens are.
 */
function bestOfEachRole({ sketches, scales, most }: Wanted): Map<string, Weighed[]> {
  const best = new Map<string, Weighed[]>()
  for (const sketch of sketches) {
    const { role } = sketch.candidate.person
    const mine = best.get(role) ?? []
    best.set(role, mine)
    const last = mine.length >= most ? mine[mine.length - 1] : undefined
    if (last && sketch.atBest < last.score) continue
    const weighed = scales.weigh(sketch)
    if (last && !isBetter(weighed, last)) continue
    if (last) mine.pop()
    if (most === Infinity) mine.push(weighed)
    else mine.splice(placeIn(mine, weighed), 0, weighed)
  }
  if (most === Infinity) for (const mine of best.values()) mine.sort((a, b) => (isBetter(a, b) ? -1 : 1))
  return best
}

function isBetter(a: Weighed, b: Weighed): boolean {
  return a.score > b.score || (a.score === b.score && byName(a, b) < 0)
}

/** Where he stands among those who are in order. */
function placeIn(inOrder: readonly Weighed[], one: Weighed): number {
  let at = inOrder.length
  while (at > 0 && isBetter(one, inOrder[at - 1] as Weighed)) at -= 1
  return at
}

/** By score; but the second of a kind of helper stands behind the first of the next: a rung asks a shop and a neighbour, not three shops. */
function inTurns(best: ReadonlyMap<string, readonly Weighed[]>): Weighed[] {
  const all: { one: Weighed; value: number }[] = []
  for (const mine of best.values())
    mine.forEach((one, sameKind) => all.push({ one, value: BEHIND * sameKind - one.score }))
  return all.sort((a, b) => a.value - b.value || byName(a.one, b.one)).map(({ one }) => one)
}

const BEHIND = 15
/** The second place: also a rung that asks two keeps it. */
const SEAT = 1
/** Asks without a first errand after which a newcomer waits for his turn like everybody. */
const ASKED_ENOUGH = 3

/**
 * The newcomer whose turn has come, where the errand is an easy one and whoever asks can wait for an answer: who was asked least,
 * then who has been here longest.
 */
function newcomerFor(errand: Errand, sketches: readonly Sketch[], settings: StationSettings): Sketch | undefined {
  if (errand.comesFirst || errand.emergency || !settings.dispatch.easyKinds.includes(errand.category)) return undefined
  const asked = ({ candidate }: Sketch) => candidate.standing?.asked ?? 0
  const since = ({ candidate }: Sketch) => candidate.person.createdAt?.getTime() ?? 0
  const waiting = sketches.filter((one) => one.isNew && asked(one) < ASKED_ENOUGH)
  return waiting.sort((a, b) => asked(a) - asked(b) || since(a) - since(b) || byName(a, b))[0]
}

function withSeat(inOrder: readonly Weighed[], seated: Weighed): Weighed[] {
  const others = inOrder.filter(({ candidate }) => candidate !== seated.candidate)
  return [...others.slice(0, SEAT), seated, ...others.slice(SEAT)]
}

function firstBy({ sketches, scales, most }: Wanted, value: (sketch: Sketch) => number): Weighed[] {
  return sketches
    .map((sketch) => ({ sketch, value: value(sketch) }))
    .sort((a, b) => a.value - b.value || byName(a.sketch, b.sketch))
    .slice(0, most)
    .map(({ sketch }) => scales.weigh(sketch))
}

interface Named {
  candidate: Candidate
}

function byName(a: Named, b: Named): number {
  return a.candidate.person.id < b.candidate.person.id ? -1 : 1
}

/** A lot drawn from the names: the same request and person draw the same one on every machine. */
function lot(names: string): number {
  return createHash('sha256').update(names).digest().readUInt32BE(0)
}
