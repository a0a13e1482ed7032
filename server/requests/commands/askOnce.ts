import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/** 只要一回: what was asked for again and again is asked for once. Throws DomainError `conflict` once it is closed. */
export function askOnce(platform: Platform, requestId: string, by: string, cause: string): Promise<RequestDoc> {
  return takeStep(platform, requestId, { step: 'amend', by: { id: by, part: 'requester' }, cause, drop: ['repeats'] })
}
