import { z } from 'zod'
import { defineJob } from '../../platform/queues/job.ts'

/** Words wait for one WeChat account. One job of an account runs at a time: WeChat refuses two at once. */
export const tellByWeChatJob = defineJob({
  name: 'tellByWeChat',
  queue: 'work',
  payload: z.strictObject({ account: z.string() }),
})
