import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { freeSeat } from './releaseRequest.ts'
import { takeStep } from './takeStep.ts'
import { unlessMoved } from './unlessMoved.ts'

const SYSTEM = { id: 'system', part: 'system' } as const

/**
 * Nobody goes in his place: it is open again, as after a give-back, and the worker on duty has it. Of several only his seat is
 * free. Harmless where he kept it, or somebody took it, in the same moment.
 */
export async function giveUpSwap(platform: Platform, { _id, swap }: Pick<RequestDoc, '_id' | 'swap'>): Promise<void> {
  if (!swap) return
  await unlessMoved(() =>
    takeStep(platform, _id, {
      step: 'release',
      by: SYSTEM,
      cause: `swap/${swap.at.getTime()}`,
      change: (before) => {
        if (before.swap?.at.getTime() !== swap.at.getTime()) throw new DomainError('conflict')
        return before.helpersNeeded ? freeSeat(before, swap.byId) : {}
      },
      drop: ['assignee'],
    }),
  )
}
