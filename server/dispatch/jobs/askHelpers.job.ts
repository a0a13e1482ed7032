import { z } from 'zod'
import { defineJob } from '../../platform/queues/job.ts'

/** The next rung of a search is due. */
export const askHelpersJob = defineJob({
  name: 'askHelpers',
  queue: 'work',
  payload: z.strictObject({ requestId: z.string() }),
})
