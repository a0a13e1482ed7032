import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/** A helper gives a request back, without blame: it is open again at once, and address and name close to him. */
export function releaseRequest(
  platform: Platform,
  requestId: string,
  helperId: string,
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'release',
    by: { id: helperId, part: 'assignee' },
    cause,
    note,
    drop: ['assignee'],
  })
}
