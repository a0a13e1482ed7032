import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

const FINISHERS = { requester: 'resident', worker: 'worker', system: 'silence' } as const

/** Done, by the resident's own word, by a worker's, or by a day of silence: which of them is kept. */
export function finishRequest(
  platform: Platform,
  requestId: string,
  by: Actor & { part: keyof typeof FINISHERS },
  cause: string,
  note?: string,
): Promise<RequestDoc> {
  return takeStep(platform, requestId, {
    step: 'finish',
    by,
    cause,
    note,
    change: () => ({ finishedBy: FINISHERS[by.part] }),
  })
}
