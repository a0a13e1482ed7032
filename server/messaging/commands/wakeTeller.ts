import { WECHAT } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { tellByWeChatJob } from '../jobs/tellByWeChat.job.ts'
import { outgoingOf } from '../outgoing.model.ts'

/** Gives the account's waiting words a job. If Redis is away the sweeper does it. */
export async function wakeTeller(platform: Platform, account: string): Promise<void> {
  try {
    await platform.queues.add(tellByWeChatJob, { account }, { lane: `wechat.${account}` })
  } catch {
    platform.log.warn('words for WeChat left for the sweeper')
  }
}

const WAITED_MS = 5_000

/** Wakes the teller of every account for which something has waited too long. */
export async function sweepWeChatWords(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const accounts = await outgoingOf(platform).distinct('chatId', {
    adapter: WECHAT,
    $or: [
      { state: 'queued', queuedAt: { $lte: new Date(now.getTime() - WAITED_MS) } },
      { state: 'leased', leaseUntil: { $lt: now } },
    ],
  })
  for (const account of accounts) await wakeTeller(platform, account)
  return accounts.length
}
