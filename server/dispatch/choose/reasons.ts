import { dispatchWords } from '@yimin/shared/dispatch/words'
import type { Tally } from './chance.ts'
import { isSameKind } from './chance.ts'
import type { Weighed } from './score.ts'
import type { Errand } from './suitable.ts'

/** What speaks for a helper; a word for him and one for the desk belong to each. */
export type Reason = keyof typeof dispatchWords.reasonsAtDesk

/** Errands of one kind after which it is his usual one. */
const USUAL = 3

/**
 * What speaks for this helper, the strongest first, two at most for one breath: where he lives or what he can, and why him of
 * all. `isSeated`: the place that is kept for a newcomer is his.
 */
export function reasonsFor(errand: Errand, weighed: Weighed, isSeated = false): Reason[] {
  const isUsual = errand.askFirst === weighed.candidate.person.id
  const fits = isUsual ? ('lastTime' as const) : (whatIsWished(errand, weighed) ?? whatFits(errand, weighed))
  const why = [fits, whyHim(weighed, isSeated)]
  return why.filter((reason) => reason !== undefined)
}

/** Language before gender: it is the rarer one. */
function whatIsWished({ wish }: Errand, { candidate: { person } }: Weighed): Reason | undefined {
  if (wish?.language && person.helper?.languages?.includes(wish.language)) return `speaks_${wish.language}`
  return wish?.gender && person.helper?.gender === wish.gender ? `gender_${wish.gender}` : undefined
}

function whatFits(errand: Errand, { candidate, way, cell }: Weighed): Reason | undefined {
  const { person, standing } = candidate
  if (person.role === 'station_worker') return 'worker'
  if (person.role === 'enterprise') return 'shop'
  if (errand.zone !== undefined && person.area?.zone !== undefined) {
    if (way.near === 'building') return 'sameBuilding'
    if (way.near === 'nextDoor') return 'nextDoor'
    if (way.near === 'zone') return 'near'
  }
  if (errand.zone !== undefined && person.helper?.zones.includes(errand.zone)) return 'ownZone'
  if (person.helper?.skills.includes(errand.category)) return 'skill'
  const taken = standing ? acceptedOf(standing.tally, cell) : 0
  return taken >= USUAL ? 'usual' : undefined
}

/** Errands of the same kind that he said yes to. */
function acceptedOf(tally: Tally, cell: number): number {
  let sum = 0
  for (let i = 0; i < tally.length; i += 3) if (isSameKind(tally[i] as number, cell)) sum += tally[i + 2] as number
  return sum
}

function whyHim({ candidate, usualWork }: Weighed, isSeated: boolean): Reason | undefined {
  const { person, standing, today } = candidate
  if (person.role !== 'volunteer') return undefined
  if (isSeated) return 'firstTask'
  if (standing && standing.done > 0 && standing.work < usualWork / 2) return 'turn'
  return today === 0 ? 'free' : undefined
}

/** 你离得近，你今天还没接单。 Says nothing of whoever asks, nor of other helpers. */
export function sayReasons(reasons: readonly Reason[]): string {
  return dispatchWords.reason(reasons.map((reason) => dispatchWords.reasons[reason]))
}
