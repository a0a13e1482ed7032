import { dispatchWords } from '@yimin/shared/dispatch/words'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { hasSeat } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'
import type { AskedHelper } from '../search.model.ts'
import { chooseHelpers } from '../choose/chooseHelpers.ts'
import { suitingPart } from '../choose/forPart.ts'
import type { Way } from '../choose/communityMap.ts'
import { reasonsFor } from '../choose/reasons.ts'
import { weigh } from '../choose/score.ts'
import type { Weighed } from '../choose/score.ts'
import { errandOf, obstacleTo } from '../choose/suitable.ts'
import type { Candidate } from '../choose/suitable.ts'
import { listCandidates } from './listCandidates.ts'

export interface Suggested extends Candidate {
  suitable: boolean
  way: Way
  /** That he accepts if he is asked now, 0 to 1. */
  chance: number
  /** One line for the worker. */
  reason: string
  asked?: AskedHelper['state']
}

/** Everybody as a rung without limits would ask them. */
const EVERYONE = { who: 'everyone' } as const

/**
 * Every helper of the station for one request: first those whom the rules would ask, best first; then the others with what
 * stands against them, because a worker may know better. The asker is not among them.
 */
export async function suggestHelpers(platform: Platform, request: RequestDoc): Promise<Suggested[]> {
  const [{ settings }, all, search] = await Promise.all([
    stationOf(platform, request.stationId),
    listCandidates(platform, request),
    searchesOf(platform).findOne({ _id: request._id }),
  ])
  const candidates = suitingPart(request, all)
  const errand = errandOf(request)
  const now = platform.clock.now()
  const choices = chooseHelpers(errand, candidates, EVERYONE, settings)
  const places = new Map(choices.map(({ person, reasons }, place) => [person.id, { place, reasons }]))
  const placeOf = ({ candidate }: Weighed) => places.get(candidate.person.id)?.place ?? choices.length
  const others = candidates.filter(({ person }) => person.id !== request.requesterId && !hasSeat(request, person.id))
  return weigh(errand, others, candidates, settings)
    .sort((a, b) => placeOf(a) - placeOf(b) || byHands(a.candidate, b.candidate))
    .map((weighed) => {
      const { candidate, chance, way } = weighed
      const { id } = candidate.person
      const asked = search?.asked.findLast((one) => one.personId === id)?.state
      const obstacle = obstacleTo(errand, candidate, settings, now)
      const reasons = places.get(id)?.reasons ?? reasonsFor(errand, weighed)
      return {
        ...candidate,
        suitable: places.has(id),
        way,
        chance,
        reason: [
          ...(obstacle ? [dispatchWords.obstacles[obstacle]] : []),
          ...reasons.map((reason) => dispatchWords.reasonsAtDesk[reason]),
          ...(candidate.knows ? [dispatchWords.knowsAtDesk(candidate.knows.times)] : []),
        ].join('，'),
        ...(asked ? { asked } : {}),
      }
    })
}

function byHands(a: Candidate, b: Candidate): number {
  return a.inHand - b.inHand || a.today - b.today || a.person.id.localeCompare(b.person.id)
}
