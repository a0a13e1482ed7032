import { workerOnDuty } from '../../duty/index.ts'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

const SYSTEM = { id: 'system', part: 'system' } as const
const LONGEST_MS = 86_400_000

/**
 * A named worker takes it into her hands, with a new clock, twice as long each time: the alarm itself rings more often than that.
 * Before its time is up where nobody is left to ask; a request that was escalated in this state stays as it is then.
 */
export async function escalateRequest(platform: Platform, request: RequestDoc, cause: string): Promise<void> {
  if (request.escalatedAt && !isDue(platform, request)) return
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

function isDue(platform: Platform, { dueAt }: RequestDoc): boolean {
  return dueAt !== undefined && dueAt <= platform.clock.now()
}

/** How often in a row, since the request last moved. */
function timesEscalated(request: RequestDoc): number {
  const moved = request.history.findLastIndex((entry) => entry.step !== 'escalate')
  return request.history.length - 1 - moved
}
