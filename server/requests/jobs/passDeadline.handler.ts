import { handleJob } from '../../platform/queues/job.ts'
import { passDeadline } from '../commands/passDeadline.ts'
import { passDeadlineJob } from './passDeadline.job.ts'

export const passDeadlineHandler = handleJob(passDeadlineJob, (platform, { requestId }) =>
  passDeadline(platform, requestId),
)
