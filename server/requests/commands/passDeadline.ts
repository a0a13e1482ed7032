import { workerOnDuty } from '../../duty/index.ts'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
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
      await escalate(platform, request, cause)
      return
    case 'silence':
      await finishRequest(platform, requestId, SYSTEM, cause)
      return
    case 'closing':
      await takeStep(platform, requestId, {
        step: 'close',
        by: SYSTEM,
        cause,
        drop: ['dueAt', 'dueKind', 'door', 'phone', 'handoverCode', 'photos'],
      })
  }
}

const LONGEST_MS = 86_400_000

/** A named worker takes it into her hands, with a new clock, twice as long each time: the alarm itself rings more often than that. */
async function escalate(platform: Platform, request: RequestDoc, cause: string): Promise<void> {
  const { settings } = await stationOf(platform, request.stationId)
  const worker = await workerOnDuty(platform, request.stationId, platform.clock.now())
  const ownerId = request.dueKind === 'delivery' ? request.ownerId : (worker?.id ?? request.ownerId)
  const before = timesEscalated(request)
  const wait = Math.min(settings.alarms.repeatMinutes * 60_000 * 2 ** (before + 1), LONGEST_MS)
  await takeStep(platform, request._id, {
    step: 'escalate',
    by: SYSTEM,
    cause,
    change: (now, at) => ({ ownerId, escalatedAt: now.escalatedAt ?? at, dueAt: new Date(at.getTime() + wait) }),
  })
}

/** How often in a row, since the request last moved. */
function timesEscalated(request: RequestDoc): number {
  const moved = request.history.findLastIndex((entry) => entry.step !== 'escalate')
  return request.history.length - 1 - moved
}
