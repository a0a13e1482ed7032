import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { answerUntil, hasRefused, mayPropose } from '../exchange.policy.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/**
 * A volunteer asks another one whether they exchange what each has in hand (对换). He keeps his errand, its promise and its owner's
 * charge until the other says yes. Throws `conflict` where either errand is none to exchange, and where that one has said no before.
 */
export function proposeExchange(
  platform: Platform,
  { _id }: Pick<RequestDoc, '_id'>,
  theirs: RequestDoc,
  helperId: string,
  cause: string,
): Promise<RequestDoc> {
  return takeStep(platform, _id, {
    step: 'propose',
    by: { id: helperId, part: 'assignee' },
    cause,
    change: (before, now) => {
      const withId = theirs.assignee?.personId
      if (!mayPropose(before, helperId) || withId === undefined || withId === helperId)
        throw new DomainError('conflict')
      if (hasRefused(before, withId)) throw new DomainError('conflict')
      const id = `${before._id}/${before.history.length + 1}`
      const asked = { byId: helperId, withId, withRequestId: theirs._id, at: now }
      return { exchange: { id, stands: 'proposed', ...asked, until: answerUntil(before, theirs, now) } }
    },
  })
}
