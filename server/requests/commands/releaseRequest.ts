import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/** A helper gives a request back, without blame: it is open again at once, and address and name close to him. */
export function releaseRequest(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  return openAgain(platform, requestId, { id: helperId, part: 'assignee' }, cause, note)
}

/** A worker takes a request back from its helper, who is told; somebody else is sought. */
export function takeBackRequest(
  platform: Platform,
  requestId: string,
  worker: Actor & { part: 'worker' },
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  return openAgain(platform, requestId, worker, cause, note)
}

function openAgain(platform: Platform, requestId: string, by: Actor, cause: string, note?: string) {
  return takeStep(platform, requestId, { step: 'release', by, cause, note, drop: ['assignee'] })
}
