import type { dispatchWords } from '@yimin/shared/dispatch/words'
import type { Category } from '@yimin/shared/language/frame'
import type { Wish } from '@yimin/shared/people/wishes'
import type { Rung } from '@yimin/shared/dispatch/ladder'
import type { ServiceKind, StationSettings } from '@yimin/shared/organisations/contract'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import { canHelpWith, coversZone } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { Band, Tally } from './chance.ts'
import { mapOf, wayBetween } from './communityMap.ts'
import type { CommunityMap, Way } from './communityMap.ts'

/** What a helper must fit. */
export interface Errand {
  requestId: string
  category: Category
  zone?: string
  building?: string
  requesterId: string
  /** Whoever asks comes first, for a reason that stays sealed: surer helpers are asked. */
  comesFirst?: boolean
  /** What is wished of whoever comes. */
  wish?: Wish
  /** Who helped with it the last time, and is asked before everybody else. */
  askFirst?: string
  /** Life and health: nobody is spared by his budget of asks. */
  emergency?: boolean
}

/** What a request asks of its helper. */
export function errandOf(
  request: Pick<RequestDoc, '_id' | 'category' | 'place' | 'requesterId' | 'priority' | 'askFirst' | 'wish'>,
): Errand {
  const { _id, category, place, requesterId, priority, askFirst, wish } = request
  return {
    requestId: _id,
    category,
    requesterId,
    ...(place.zone && { zone: place.zone }),
    ...(place.building && { building: place.building }),
    ...(priority > 0 && { comesFirst: true }),
    ...(askFirst !== undefined && { askFirst }),
    ...(wish && { wish }),
  }
}

/** What the product remembers of a helper's asks and errands, as far as a choice needs it. */
export interface Standing {
  /** Asks of the last seven days. */
  asksThisWeek: number
  /** Asks ever. */
  asked: number
  /** Errands taken in the last four weeks. */
  work: number
  /** Errands brought to their end ever. */
  done: number
  tally: Tally
}

/** How often he helped this requester lately, and how often in a row up to now. */
export interface Acquaintance {
  times: number
  inARow: number
}

export interface Candidate {
  person: Person
  free: boolean
  inHand: number
  /** Requests accepted since midnight. */
  today: number
  /** What he has in hand has to be elsewhere at the same hour. */
  clashes?: boolean
  /** Absent: nothing is known, and he counts as an average helper. */
  standing?: Standing
  way?: Way
  /** The hour in which he would be asked. */
  band?: Band
  knows?: Acquaintance
  /** He is being asked for others of the same trip: this one costs no ask of his budget. */
  inTrip?: true
}

/** Whom a rung of the ladder asks. */
export type Asked = Pick<Rung, 'who'>

/** Fewer helpers than this near an errand, and each of them may be asked a little more often. */
const FEW = 3

/**
 * Whom the rules let ask for this errand on this rung, in no order: skill, zone, free hours, pause, hands, other promises, and
 * the budget of asks per week, which only an emergency breaks.
 */
export function suitableFor(
  errand: Errand,
  candidates: readonly Candidate[],
  rung: Asked,
  settings: StationSettings,
): { suitable: Candidate[]; asksAtMost: number } {
  const kind = kindOf(errand.category, settings)
  const able = candidates.filter(
    (candidate) =>
      candidate.free && reaches(kind, candidate, rung) && !lastingObstacle(errand, kind, candidate, settings),
  )
  if (errand.emergency) return { suitable: able, asksAtMost: Infinity }
  const hasFew = !hasSome(able, FEW, (candidate) => isNear(errand, candidate))
  const asksAtMost = budgetOf(settings) + (hasFew ? settings.dispatch.moreAsksWhereFew : 0)
  return { suitable: able.filter((candidate) => !hasBeenAskedEnough(candidate, asksAtMost)), asksAtMost }
}

/** Workers are asked last, and first where nobody else may go. */
function reaches(kind: ServiceKind, { person }: Candidate, { who }: Asked): boolean {
  if (person.role === 'station_worker') return who === 'everyone' || kind === 'sensitive'
  return who !== 'enterprise' || person.role === 'enterprise'
}

type Obstacle = keyof typeof dispatchWords.obstacles

/** What stands against this helper, the hardest first; nothing where the rules would ask him. */
export function obstacleTo(
  errand: Errand,
  candidate: Candidate,
  settings: StationSettings,
  now: Date,
): Obstacle | undefined {
  const { person } = candidate
  const lasting = lastingObstacle(errand, kindOf(errand.category, settings), candidate, settings)
  if (lasting === 'workersOnly') return lasting
  if (person.helper?.pausedUntil && person.helper.pausedUntil > now) return 'paused'
  if (!candidate.free) return 'busy'
  return lasting ?? (!errand.emergency && hasBeenAskedEnough(candidate, budgetOf(settings)) ? 'askedEnough' : undefined)
}

/** What stands against him whatever the hour. */
function lastingObstacle(
  errand: Errand,
  kind: ServiceKind,
  candidate: Candidate,
  settings: StationSettings,
): Obstacle | undefined {
  const { person } = candidate
  if (person.id === errand.requesterId) return 'ownRequest'
  const isWorker = person.role === 'station_worker'
  if (!isWorker && kind === 'sensitive') return 'workersOnly'
  if (!fitsWish(errand, person)) return 'otherGender'
  if (candidate.inHand >= inHandLimit(person, settings)) return 'handsFull'
  if (candidate.clashes) return 'clashes'
  if (isWorker) return undefined
  if (!coversZone(person, errand.zone)) return 'otherZone'
  return canHelpWith(person, errand.category, settings.dispatch.anyVolunteer) ? undefined : 'otherSkill'
}

/** Who washes and nurses a body is for the person to say: there the wish is a rule. Elsewhere it speaks for a helper, no more. */
const BODILY: readonly Category[] = ['nursing']

export function isBodily(category: Category): boolean {
  return BODILY.includes(category)
}

export function fitsWish({ category, wish }: Pick<Errand, 'category' | 'wish'>, { helper }: Person): boolean {
  return !wish?.gender || !isBodily(category) || helper?.gender === wish.gender
}

/** A shop delivers many orders on one trip; a volunteer has two hands. */
function inHandLimit({ role }: Person, { dispatch }: StationSettings): number {
  if (role === 'enterprise') return 50
  return role === 'volunteer' ? Math.min(1, dispatch.inHandAtMost) : dispatch.inHandAtMost
}

function hasBeenAskedEnough({ person, standing, inTrip }: Candidate, asksAtMost: number): boolean {
  return !inTrip && isSpared(person) && standing !== undefined && standing.asksThisWeek >= asksAtMost
}

function budgetOf({ dispatch }: StationSettings): number {
  return dispatch.asksPerWeek ?? Infinity
}

/** Whoever is paid for it is not spared: to a shop an ask is an order, to a worker her work. */
export function isSpared({ role }: Pick<Person, 'role'>): boolean {
  return role === 'volunteer'
}

/** Stops looking once there are enough. */
function hasSome<One>(list: readonly One[], least: number, holds: (one: One) => boolean): boolean {
  let found = 0
  return list.some((one) => holds(one) && (found += 1) >= least)
}

function isNear(errand: Errand, candidate: Candidate): boolean {
  const { near } = wayTo(errand, candidate)
  return near === 'building' || near === 'nextDoor' || near === 'zone'
}

const NO_MAP = mapOf([])

/** The way to the errand from where he lives; the zone that he named as his own counts as home where none is known. */
export function wayTo(
  errand: Errand,
  { person, way }: Pick<Candidate, 'person' | 'way'>,
  map: CommunityMap = NO_MAP,
): Way {
  return way ?? waysTo(errand, map)(person)
}

/** The same for many helpers of one errand. */
export function waysTo({ zone, building }: Errand, map: CommunityMap): (person: Person) => Way {
  const to = { ...(zone !== undefined && { zone }), ...(building !== undefined && { building }) }
  return ({ area, helper }) => {
    const from = area?.zone ?? (zone !== undefined && helper?.zones.includes(zone) ? zone : undefined)
    if (from === undefined) return wayBetween(map, undefined, to)
    return wayBetween(map, area?.zone === from ? area : { ...area, zone: from }, to)
  }
}
