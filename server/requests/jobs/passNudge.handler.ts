import { handleJob } from '../../platform/queues/job.ts'
import { passNudge } from '../commands/passNudge.ts'
import { passNudgeJob } from './passNudge.job.ts'

export const passNudgeHandler = handleJob(passNudgeJob, (platform, { requestId }) => passNudge(platform, requestId))
