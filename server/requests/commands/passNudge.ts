import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { dueNudge } from '../nudges.ts'
import { requestsOf } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

const SYSTEM = { id: 'system', part: 'system' } as const

/** Says the word whose time has come. Harmless when the helper has set off or the request has moved on in the meantime. */
export async function passNudge(platform: Platform, requestId: string): Promise<void> {
  const request = await requestsOf(platform).findOne({ _id: requestId })
  const now = platform.clock.now()
  if (!request?.nudgeAt || request.nudgeAt > now) return
  const { settings } = await stationOf(platform, request.stationId)
  const due = dueNudge(request, settings, now)
  if (!due) {
    await requestsOf(platform).updateOne({ _id: requestId, v: request.v }, { $unset: { nudgeAt: '' }, $inc: { v: 1 } })
    return
  }
  await takeStep(platform, requestId, {
    step: 'nudge',
    by: { ...SYSTEM, seen: request.v },
    cause: `${due.kind}/${request.nudgeAt.getTime()}`,
    change: ({ assignee }) => ({
      ...(due.nextAt ? { nudgeAt: due.nextAt } : {}),
      ...(due.kind === 'follow_up' ? { followedUpAt: now } : {}),
      ...(assignee && due.kind !== 'follow_up' ? { assignee: { ...assignee, nudged: due.kind } } : {}),
    }),
    drop: due.nextAt ? [] : ['nudgeAt'],
  })
}
