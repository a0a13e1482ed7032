import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { cameToNothing, isProposedTo, mayAgree } from '../exchange.policy.ts'
import type { RequestDoc } from '../request.model.ts'
import { carryExchange } from './carryExchange.ts'
import { takeStep } from './takeStep.ts'

/** What was agreed is brought to its end at once; if nobody does, a sweep looks after it so soon. */
const SOON_MS = 5_000

/**
 * Whoever was asked says yes: both errands change hands. His yes is written into what he has himself, and binds him; then each
 * of the two takes a step of its own, and whoever comes by brings it to its end. Throws `conflict` where it is over by now.
 */
export async function agreeToExchange(
  platform: Platform,
  mineId: string,
  theirs: RequestDoc,
  helperId: string,
  cause: string,
): Promise<void> {
  await bindByYes(platform, mineId, theirs, helperId, cause)
  await carryExchange(platform, mineId)
}

/** The yes alone, as the record has it where nobody comes to do the rest. */
export function bindByYes(
  platform: Platform,
  mineId: string,
  theirs: RequestDoc,
  helperId: string,
  cause: string,
): Promise<RequestDoc> {
  return takeStep(platform, mineId, {
    step: 'agree',
    by: { id: helperId, part: 'assignee' },
    cause,
    change: (before, now) => {
      const { exchange } = theirs
      if (!exchange || !isProposedTo(theirs, helperId, mineId) || !mayAgree(before, helperId))
        throw new DomainError('conflict')
      // What was read before that end is too old to bind him once more.
      if (cameToNothing(before, exchange.id)) throw new DomainError('conflict')
      const { id, byId: withId } = exchange
      const until = new Date(now.getTime() + SOON_MS)
      return { exchange: { id, stands: 'agreed', byId: helperId, withId, withRequestId: theirs._id, at: now, until } }
    },
  })
}
