import { z } from 'zod'
import { defineJob } from '../../platform/queues/job.ts'

/** A small word about a request is due. The moment stands in the record; this job is how it is looked at in time. */
export const passNudgeJob = defineJob({
  name: 'passNudge',
  queue: 'work',
  payload: z.strictObject({ requestId: z.string() }),
})
