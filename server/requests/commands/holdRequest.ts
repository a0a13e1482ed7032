import type { HoldReason } from '@yimin/shared/requests/reviewReasons'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/** Hands a request to the worker on duty, with the reason why it does not flow. */
export function holdRequest(
  platform: Platform,
  requestId: string,
  by: Actor,
  reason: HoldReason,
  cause: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'hold',
    by,
    cause,
    change: (request) => ({ reviewReasons: [...new Set([...request.reviewReasons, reason])] }),
  })
}
