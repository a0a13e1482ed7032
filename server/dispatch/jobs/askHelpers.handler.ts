import { handleJob } from '../../platform/queues/job.ts'
import { askHelpers } from '../commands/askHelpers.ts'
import { askHelpersJob } from './askHelpers.job.ts'

export const askHelpersHandler = handleJob(askHelpersJob, (platform, { requestId }) => askHelpers(platform, requestId))
