import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/** A worker answers for a request from now on; its state and its clock stay. */
export function ownRequest(platform: Platform, requestId: string, by: Actor, cause: string): Promise<RequestDoc> {
  return takeStep(platform, requestId, { step: 'own', by, cause, change: () => ({ ownerId: by.id }) })
}
