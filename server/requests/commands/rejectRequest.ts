import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/** A worker refuses a request; `reason` is told to its author in these words. */
export function rejectRequest(
  platform: Platform,
  requestId: string,
  workerId: string,
  cause: string,
  reason: string,
  seen?: number,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'reject',
    by: { id: workerId, part: 'worker', seen },
    cause,
    note: reason,
    change: () => ({ rejection: reason }),
  })
}
