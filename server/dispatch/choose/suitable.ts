import { dispatchWords } from '@yimin/shared/dispatch/words'
import type { Category } from '@yimin/shared/language/frame'
import type { Rung } from '@yimin/shared/dispatch/ladder'
import type { ServiceKind, StationSettings } from '@yimin/shared/organisations/contract'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import { canHelpWith, coversZone } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { RequestDoc } from '../../requests/index.ts'

/** What a helper must fit. */
export interface Errand {
  requestId: string
  category: Category
  zone?: string
  building?: string
  requesterId: string
}

/** What a request asks of its helper. */
export function errandOf(request: Pick<RequestDoc, '_id' | 'category' | 'place' | 'requesterId'>): Errand {
  const { _id, category, place, requesterId } = request
  return {
    requestId: _id,
    category,
    requesterId,
    ...(place.zone && { zone: place.zone }),
    ...(place.building && { building: place.building }),
  }
}

export interface Candidate {
  person: Person
  free: boolean
  inHand: number
  /** Requests accepted since midnight. */
  today: number
}

export interface Choice {
  person: Person
  reason: string
}

/**
 * Who may be asked for this errand on this rung, best first, each with the reason in one line.
 * Pure: the same candidates give the same order.
 */
export function suitableHelpers(
  errand: Errand,
  candidates: Candidate[],
  rung: Pick<Rung, 'who'>,
  settings: StationSettings,
): Choice[] {
  const kind = kindOf(errand.category, settings)
  const order = settings.dispatch.askFirst[kind] ?? ['volunteer', 'enterprise', 'station_worker']
  return candidates
    .filter(
      (candidate) =>
        candidate.person.id !== errand.requesterId &&
        candidate.free &&
        candidate.inHand < inHandLimit(candidate, settings),
    )
    .filter((candidate) => reaches(errand, candidate.person, kind, rung, settings))
    .map((candidate) => ({ candidate, score: scoreOf(errand, candidate, order) }))
    .sort(best)
    .map(takeTurns)
    .sort(best)
    .map(({ candidate }) => ({ person: candidate.person, reason: reasonFor(errand, candidate) }))
}

interface Scored {
  candidate: Candidate
  score: number
}

function best(a: Scored, b: Scored): number {
  return b.score - a.score || a.candidate.person.id.localeCompare(b.candidate.person.id)
}

/** The second of a kind of helper stands behind the first of the next kind: a rung asks a shop and a neighbour, not three shops. */
function takeTurns(scored: Scored, i: number, inOrder: Scored[]): Scored {
  const sameKindBefore = inOrder
    .slice(0, i)
    .filter((other) => other.candidate.person.role === scored.candidate.person.role).length
  return { ...scored, score: scored.score - 15 * sameKindBefore }
}

/** What stands against this helper, the hardest first; nothing where the rules would ask him. */
export function obstacleTo(
  errand: Errand,
  candidate: Candidate,
  settings: StationSettings,
  now: Date,
): keyof typeof dispatchWords.obstacles | undefined {
  const { person } = candidate
  const sensitive = kindOf(errand.category, settings) === 'sensitive'
  if (sensitive && person.role !== 'station_worker') return 'workersOnly'
  if (person.helper?.pausedUntil && person.helper.pausedUntil > now) return 'paused'
  if (!candidate.free) return 'busy'
  if (candidate.inHand >= inHandLimit(candidate, settings)) return 'handsFull'
  if (person.role === 'station_worker') return undefined
  if (!coversZone(person, errand.zone)) return 'otherZone'
  return canHelpWith(person, errand.category, settings.dispatch.anyVolunteer) ? undefined : 'otherSkill'
}

/** A shop delivers many orders on one trip; a volunteer has two hands. */
function inHandLimit({ person }: Candidate, settings: StationSettings): number {
  return person.role === 'enterprise'
    ? 50
    : person.role === 'volunteer'
      ? Math.min(1, settings.dispatch.inHandAtMost)
      : settings.dispatch.inHandAtMost
}

function reaches(
  errand: Errand,
  person: Person,
  kind: ServiceKind,
  rung: Pick<Rung, 'who'>,
  settings: StationSettings,
): boolean {
  const worker = person.role === 'station_worker'
  if (kind === 'sensitive') return worker
  if (worker) return rung.who === 'everyone'
  if (rung.who === 'enterprise' && person.role !== 'enterprise') return false
  return coversZone(person, errand.zone) && canHelpWith(person, errand.category, settings.dispatch.anyVolunteer)
}

function scoreOf(errand: Errand, { person, inHand, today }: Candidate, order: string[]): number {
  const rank = order.indexOf(person.role)
  const sameZone =
    errand.zone !== undefined &&
    (person.area?.zone === errand.zone || (person.helper?.zones ?? []).includes(errand.zone))
  const sameBuilding = sameZone && person.area?.building === errand.building
  return (
    (rank < 0 ? -100 : (order.length - rank) * 10) +
    (sameZone ? 4 : 0) +
    (sameBuilding ? 2 : 0) +
    ((person.helper?.skills ?? []).includes(errand.category) ? 3 : 0) -
    Math.min(today, 4) -
    2 * Math.min(inHand, 4)
  )
}

function reasonFor(errand: Errand, candidate: Candidate): string {
  return dispatchWords.reason(reasonsFor(errand, candidate).map((reason) => dispatchWords.reasons[reason]))
}

/** What speaks for this helper, the strongest first. */
export function reasonsFor(errand: Errand, { person, today }: Candidate): (keyof typeof dispatchWords.reasons)[] {
  const free = today === 0 && person.role === 'volunteer' ? (['free'] as const) : []
  if (person.role === 'station_worker') return ['worker', ...free]
  if (person.role === 'enterprise') return ['shop', ...free]
  if (errand.zone && person.area?.zone === errand.zone) return ['near', ...free]
  if (errand.zone && person.helper?.zones.includes(errand.zone)) return ['ownZone', ...free]
  if (person.helper?.skills.includes(errand.category)) return ['skill', ...free]
  return [...free]
}
