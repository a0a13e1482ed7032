import type { Platform } from '../../platform/platform.ts'
import { passDeadlineJob } from '../jobs/passDeadline.job.ts'
import { requestsOf } from '../request.model.ts'

/** Finds requests whose time has run out and gives each a job; returns how many. */
export async function sweepDeadlines(platform: Platform): Promise<number> {
  const due = await requestsOf(platform)
    .find({ dueAt: { $lte: platform.clock.now() } }, { projection: { dueAt: 1 }, limit: 500 })
    .sort({ dueAt: 1 })
    .toArray()
  for (const { _id, dueAt } of due) {
    await platform.queues.add(passDeadlineJob, { requestId: _id }, { id: `due.${_id}.${dueAt?.getTime() ?? 0}` })
  }
  return due.length
}

/** The next moment at which a request's time runs out. */
export async function nextDeadline(platform: Platform): Promise<Date | undefined> {
  const next = await requestsOf(platform).findOne(
    { dueAt: { $exists: true } },
    { sort: { dueAt: 1 }, projection: { dueAt: 1 } },
  )
  return next?.dueAt
}
