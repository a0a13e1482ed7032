import { dispatchWords } from '@yimin/shared/dispatch/words'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'
import type { AskedHelper } from '../search.model.ts'
import { chooseHelpers } from '../choose/chooseHelpers.ts'
import { errandOf, obstacleTo, reasonsFor } from '../choose/suitable.ts'
import type { Candidate } from '../choose/suitable.ts'
import { listCandidates } from './listCandidates.ts'

export interface Suggested extends Candidate {
  suitable: boolean
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
  const [{ settings }, candidates, search] = await Promise.all([
    stationOf(platform, request.stationId),
    listCandidates(platform, request),
    searchesOf(platform).findOne({ _id: request._id }),
  ])
  const errand = errandOf(request)
  const now = platform.clock.now()
  const order = chooseHelpers(errand, candidates, EVERYONE, settings).map(({ person }) => person.id)
  const rank = ({ person }: Candidate) => {
    const at = order.indexOf(person.id)
    return at < 0 ? order.length : at
  }
  return candidates
    .filter(({ person }) => person.id !== request.requesterId && person.id !== request.assignee?.personId)
    .sort(
      (a, b) => rank(a) - rank(b) || a.inHand - b.inHand || a.today - b.today || a.person.id.localeCompare(b.person.id),
    )
    .map((candidate) => {
      const asked = search?.asked.findLast((one) => one.personId === candidate.person.id)?.state
      const obstacle = obstacleTo(errand, candidate, settings, now)
      const reasons = reasonsFor(errand, candidate).map((reason) => dispatchWords.reasonsAtDesk[reason])
      return {
        ...candidate,
        suitable: order.includes(candidate.person.id),
        reason: [...(obstacle ? [dispatchWords.obstacles[obstacle]] : []), ...reasons].join('，'),
        ...(asked ? { asked } : {}),
      }
    })
}
