import { understandLaneHandler } from '../chat/jobs/understandLane.handler.ts'
import { understandLaneJob } from '../chat/jobs/understandLane.job.ts'
import { askHelpersHandler } from '../dispatch/jobs/askHelpers.handler.ts'
import { askHelpersJob } from '../dispatch/jobs/askHelpers.job.ts'
import { tellByWeChatHandler } from '../messaging/jobs/tellByWeChat.handler.ts'
import { tellByWeChatJob } from '../messaging/jobs/tellByWeChat.job.ts'
import { eventHandler, eventJob } from '../platform/events/events.ts'
import type { JobHandler, JobTag } from '../platform/queues/job.ts'
import { passDeadlineHandler } from '../requests/jobs/passDeadline.handler.ts'
import { passNudgeHandler } from '../requests/jobs/passNudge.handler.ts'
import { passDeadlineJob } from '../requests/jobs/passDeadline.job.ts'
import { passNudgeJob } from '../requests/jobs/passNudge.job.ts'

/** Every job of the house and, in the same order, who does it. */
export const tags = [
  understandLaneJob,
  askHelpersJob,
  passDeadlineJob,
  passNudgeJob,
  tellByWeChatJob,
  eventJob,
] as unknown as JobTag<never>[]
export const handlers: JobHandler[] = [
  understandLaneHandler,
  askHelpersHandler,
  passDeadlineHandler,
  passNudgeHandler,
  tellByWeChatHandler,
  eventHandler,
]
