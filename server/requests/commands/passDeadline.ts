import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import { escalateRequest } from './escalateRequest.ts'
import { finishRequest } from './finishRequest.ts'
import { holdRequest } from './holdRequest.ts'
import { takeStep } from './takeStep.ts'

const SYSTEM = { id: 'system', part: 'system' } as const

/** What happens when a request's time has run out. Harmless when it has moved on in the meantime. */
export async function passDeadline(platform: Platform, requestId: string): Promise<void> {
  const request = await requestsOf(platform).findOne({ _id: requestId })
  if (!request?.dueAt || !request.dueKind || request.dueAt > platform.clock.now()) return
  const cause = `due/${request.dueAt.getTime()}`
  switch (request.dueKind) {
    case 'ask_again':
      await takeStep(platform, requestId, {
        step: 'remind',
        by: SYSTEM,
        cause,
        change: (before) => ({ asked: before.asked + 1 }),
      })
      return
    case 'hand_to_worker':
      await holdRequest(platform, requestId, SYSTEM, 'no_answer', cause)
      return
    case 'review':
    case 'acceptance':
    case 'delivery':
      await escalateRequest(platform, request, cause)
      return
    case 'silence':
      await finishRequest(platform, requestId, SYSTEM, cause)
      return
    case 'closing':
      await takeStep(platform, requestId, {
        step: 'close',
        by: SYSTEM,
        cause,
        drop: ['dueAt', 'dueKind', 'door', 'phone', 'handoverCode', 'photos', 'handoverPhotos'],
      })
  }
}
