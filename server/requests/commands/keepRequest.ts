import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { waitsForSwap } from '../swap.policy.ts'
import { takeStep } from './takeStep.ts'

/** Whoever asked for a swap goes himself after all. Throws `conflict` where somebody has it by now, or nothing was asked for. */
export function keepRequest(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'keep',
    by: { id: helperId, part: 'assignee' },
    cause,
    change: (before) => {
      if (!waitsForSwap(before, helperId)) throw new DomainError('conflict')
      return {}
    },
    drop: ['swap'],
  })
}
