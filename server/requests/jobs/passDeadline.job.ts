import { z } from 'zod'
import { defineJob } from '../../platform/queues/job.ts'

/** A request's time has run out. The time itself stands in the record; this job is how it is looked at in time. */
export const passDeadlineJob = defineJob({
  name: 'passDeadline',
  queue: 'work',
  payload: z.strictObject({ requestId: z.string() }),
})
