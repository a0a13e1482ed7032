import { createHash } from 'node:crypto'
import type { DispatchChoice, StationSettings } from '@yimin/shared/organisations/contract'
import { nameOf } from './chance.ts'
import { reasonsFor, sayReasons } from './reasons.ts'
import type { Reason } from './reasons.ts'
import { weigh } from './score.ts'
import type { Weighed } from './score.ts'
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

/** Each rule puts those who may be asked in its own order; whom it may ask at all is the same for every rule. */
const ORDERS: { readonly [rule in DispatchChoice]: (errand: Errand, weighed: Weighed[]) => Weighed[] } = {
  fair: (_, weighed) => inTurns(weighed),
  nearest: (_, weighed) => sortedBy(weighed, ({ way }) => way.metres),
  random: (errand, weighed) => sortedBy(weighed, ({ candidate }) => lot(`${errand.requestId}/${candidate.person.id}`)),
}

/**
 * Who is asked on this rung, best first, each with the reason in one line, by the station's rule of choice.
 * Pure: the same candidates give the same order, however they are listed.
 */
export function chooseHelpers(
  errand: Errand,
  candidates: readonly Candidate[],
  rung: Asked,
  settings: StationSettings,
): Choice[] {
  const rule = settings.dispatch.choice
  const { suitable, asksAtMost } = suitableFor(errand, candidates, rung, settings)
  const weighed = weigh(errand, suitable, candidates, settings)
  const inOrder = ORDERS[rule](errand, weighed)
  const newcomer = rule === 'fair' ? newcomerFor(errand, inOrder, settings) : undefined
  // Who comes so early by himself needs no place kept, and no word about it.
  const seated = newcomer && inOrder.indexOf(newcomer) > SEAT ? newcomer : undefined
  return (seated ? withSeat(inOrder, seated) : inOrder).map((one) => {
    const reasons = reasonsFor(errand, one, one === seated)
    const { chance, way, cell, candidate } = one
    const most = isSpared(candidate.person) ? asksAtMost : Infinity
    return {
      person: candidate.person,
      reason: sayReasons(reasons),
      reasons,
      chance,
      way,
      cell: nameOf(cell),
      asksAtMost: most,
    }
  })
}

/** By score; then the second of a kind of helper stands behind the first of the next: a rung asks a shop and a neighbour, not three shops. */
function inTurns(weighed: readonly Weighed[]): Weighed[] {
  const before = new Map<string, number>()
  return sortedBy(
    sortedBy(weighed, ({ score }) => -score),
    ({ score, candidate: { person } }) => {
      const sameKind = before.get(person.role) ?? 0
      before.set(person.role, sameKind + 1)
      return BEHIND * sameKind - score
    },
  )
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
function newcomerFor(errand: Errand, weighed: readonly Weighed[], settings: StationSettings): Weighed | undefined {
  if (errand.comesFirst || errand.emergency || !settings.dispatch.easyKinds.includes(errand.category)) return undefined
  const asked = ({ candidate }: Weighed) => candidate.standing?.asked ?? 0
  const since = ({ candidate }: Weighed) => candidate.person.createdAt?.getTime() ?? 0
  const waiting = weighed.filter((one) => one.isNew && asked(one) < ASKED_ENOUGH)
  return waiting.sort((a, b) => asked(a) - asked(b) || since(a) - since(b) || byName(a, b))[0]
}

function withSeat(inOrder: readonly Weighed[], seated: Weighed): Weighed[] {
  const others = inOrder.filter((one) => one !== seated)
  return [...others.slice(0, SEAT), seated, ...others.slice(SEAT)]
}

function sortedBy(weighed: readonly Weighed[], value: (one: Weighed) => number): Weighed[] {
  return weighed
    .map((one) => ({ one, value: value(one) }))
    .sort((a, b) => a.value - b.value || byName(a.one, b.one))
    .map(({ one }) => one)
}

function byName(a: Weighed, b: Weighed): number {
  return a.candidate.person.id < b.candidate.person.id ? -1 : 1
}

/** A lot drawn from the names: the same request and person draw the same one on every machine. */
function lot(names: string): number {
  return createHash('sha256').update(names).digest().readUInt32BE(0)
}
