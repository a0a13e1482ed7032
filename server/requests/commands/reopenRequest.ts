import { randomInt } from 'node:crypto'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { sealedAt } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { mayReopen } from '../request.policy.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/** Not done after all: somebody else is sought at once. Possible until the request is closed. */
export function reopenRequest(
  platform: Platform,
  requestId: string,
  by: Actor,
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'reopen',
    by,
    cause,
    note,
    change: (request) => {
      // Closed in the very moment: door and code are struck out, there is nothing to go to.
      if (by.part === 'requester' && !mayReopen(request)) throw new DomainError('conflict')
      return {
        reopened: request.reopened + 1,
        // Whoever came the first time knows the old one.
        handoverCode: platform.vault.seal(String(randomInt(1_000, 10_000)), sealedAt(request._id, 'handoverCode')),
      }
    },
    drop: ['assignee', 'companions', 'promiseKept', 'handover', 'finishedBy', 'rating'],
  })
}
