import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { Exchange, RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/**
 * Nothing comes of this exchange: he takes it back, the other one says no, or its time is over. It stays with whoever has it.
 * Throws `conflict` where it has changed hands by now, or another one was proposed since.
 */
export function endProposal(
  platform: Platform,
  requestId: string,
  exchange: Pick<Exchange, 'id' | 'stands'>,
  by: Actor,
  cause: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'stay',
    by,
    cause,
    change: (before) => {
      if (before.exchange?.id !== exchange.id || before.exchange.stands !== exchange.stands)
        throw new DomainError('conflict')
      if (by.part === 'helper' && by.id !== before.exchange.withId) throw new DomainError('conflict')
      return {}
    },
    drop: ['exchange'],
  })
}
