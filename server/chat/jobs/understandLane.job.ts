import { z } from 'zod'
import { defineJob } from '../../platform/queues/job.ts'

/** There is something new in a room or a private chat. One job of a lane runs at a time, so that order is kept. */
export const understandLaneJob = defineJob({
  name: 'understandLane',
  queue: 'talk',
  payload: z.strictObject({ lane: z.string() }),
})
