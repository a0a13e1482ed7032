import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/** A worker lets a request through: helpers are asked from now on. */
export function approveRequest(
  platform: Platform,
  requestId: string,
  workerId: string,
  cause: string,
  note?: string,
  seen?: number,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'approve',
    by: { id: workerId, part: 'worker', seen },
    cause,
    note,
    change: (_, now) => ({ confirmedAt: now, missing: [] }),
  })
}
