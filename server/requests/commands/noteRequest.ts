import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/** A worker writes down what the next one should know. No personal data: the history is not sealed. */
export function noteRequest(
  platform: Platform,
  requestId: string,
  by: Actor,
  note: string,
  cause: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, { step: 'note', by, note, cause })
}
