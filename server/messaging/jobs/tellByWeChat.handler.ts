import { handleJob } from '../../platform/queues/job.ts'
import { tellByWeChat } from '../commands/tellByWeChat.ts'
import { tellByWeChatJob } from './tellByWeChat.job.ts'

export const tellByWeChatHandler = handleJob(tellByWeChatJob, (platform, { account }) =>
  tellByWeChat(platform, account),
)
