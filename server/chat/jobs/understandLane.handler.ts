import { handleJob } from '../../platform/queues/job.ts'
import { handleLane } from '../commands/handleLane.ts'
import { understandLaneJob } from './understandLane.job.ts'

export const understandLaneHandler = handleJob(understandLaneJob, (platform, { lane }) => handleLane(platform, lane))
