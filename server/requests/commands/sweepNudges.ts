import type { Platform } from '../../platform/platform.ts'
import { passNudgeJob } from '../jobs/passNudge.job.ts'
import { requestsOf } from '../request.model.ts'

/** Finds requests about which a small word is due and gives each a job; returns how many. */
export async function sweepNudges(platform: Platform): Promise<number> {
  const due = await requestsOf(platform)
    .find({ nudgeAt: { $lte: platform.clock.now() } }, { projection: { nudgeAt: 1 }, limit: 500 })
    .sort({ nudgeAt: 1 })
    .toArray()
  for (const { _id, nudgeAt } of due)
    await platform.queues.add(passNudgeJob, { requestId: _id }, { id: `nudge.${_id}.${nudgeAt?.getTime() ?? 0}` })
  return due.length
}

/** The next moment at which a word is due. */
export async function nextNudge(platform: Platform): Promise<Date | undefined> {
  const next = await requestsOf(platform).findOne(
    { nudgeAt: { $exists: true } },
    { sort: { nudgeAt: 1 }, projection: { nudgeAt: 1 } },
  )
  return next?.nudgeAt
}
