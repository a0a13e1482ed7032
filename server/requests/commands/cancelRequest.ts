import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/** Withdraws a request, also when a helper has it already: he is told at once. */
export function cancelRequest(
  platform: Platform,
  requestId: string,
  by: Actor,
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'cancel',
    by,
    cause,
    note,
    drop: ['assignee', 'companions', 'promiseKept'],
  })
}
