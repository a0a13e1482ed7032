import { NO_CODE, NOTICE_NOTE, noticeWordsOf } from '@yimin/shared/messaging/words'
import { findStation } from '../../organisations/index.ts'
import { findOpenid, WECHAT } from '../../people/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { WeChat } from '../../platform/wechat/index.ts'
import { fillTemplate, WeChatFault } from '../../platform/wechat/index.ts'
import type { OutgoingDoc } from '../outgoing.model.ts'
import { textAt } from '../outgoing.model.ts'
import { readTalkWindow, subscriptionFor } from '../queries/wayByWeChat.ts'
import { leaseRows } from './claimOutgoing.ts'
import { returnCredit, spendCredit, withdrawConsent } from './keepLedger.ts'
import { closeTalkWindow, takeTalkWord } from './keepTalkWindow.ts'
import { settleOutgoing } from './settleOutgoing.ts'

/** Longer than two channels with all their tries take. */
const LEASE_MS = 120_000
/** Where a tap on a message leads. */
export const NOTICE_PAGE = 'pages/ask/index'

/** What became of one try on one channel; `undefined`: another channel. */
type Sent = { platformMessageId?: string } | undefined

/** Tells everything that waits for one WeChat account, in order; what no channel takes becomes a matter for a person. */
export async function tellByWeChat(platform: Platform, account: string): Promise<void> {
  const consumer = newId()
  for (;;) {
    const [row] = await leaseRows(platform, { adapter: WECHAT, chatId: account }, { consumer, max: 1, forMs: LEASE_MS })
    if (!row) return
    const sent = await tell(platform, row)
    await settleOutgoing(platform, {
      id: row._id,
      fence: row.fence,
      at: platform.clock.now(),
      ...(sent ? { outcome: 'sent', ...sent } : { outcome: 'refused', reason: 'no channel of WeChat took it' }),
    })
  }
}

/** Subscribe message first, the customer-service talk second; the other way round for somebody who is talking there now. */
async function tell(platform: Platform, row: OutgoingDoc): Promise<Sent> {
  const { wechat } = platform
  const openid = wechat && (await findOpenid(platform, row.chatId))
  if (!wechat || openid === undefined) return undefined
  const { isTalking } = await readTalkWindow(platform, row.chatId)
  const ways = [bySubscription, byTalk]
  for (const way of isTalking ? ways.reverse() : ways) {
    const sent = await way(platform, wechat, openid, row)
    if (sent) return sent
  }
  return undefined
}

type Way = (platform: Platform, wechat: WeChat, openid: string, row: OutgoingDoc) => Promise<Sent>

const bySubscription: Way = async (platform, wechat, openid, row) => {
  const subscription = subscriptionFor(platform, row.chatId, row.template)
  if (!subscription || !(await spendCredit(platform, subscription))) return undefined
  const station = await findStation(platform, row.stationId)
  const { matter, state } = noticeWordsOf(row.template)
  const facts = {
    matter,
    state,
    code: row.code ?? NO_CODE,
    time: row.queuedAt,
    note: NOTICE_NOTE,
    station: station?.name ?? '',
  }
  try {
    const data = fillTemplate(subscription.filled, facts)
    const message = { openid, templateId: subscription.templateId, page: NOTICE_PAGE, data }
    const platformMessageId = await wechat.sendSubscribeMessage(message)
    return platformMessageId === undefined ? {} : { platformMessageId }
  } catch (error) {
    if (!(error instanceof WeChatFault)) throw error
    if (error.kind === 'user_refused') await withdrawConsent(platform, subscription, platform.clock.now())
    // What may have arrived has cost its credit.
    else if (error.details.inDoubt !== true) await returnCredit(platform, subscription)
    return undefined
  }
}

const byTalk: Way = async (platform, wechat, openid, row) => {
  if (!(await takeTalkWord(platform, row.chatId))) return undefined
  try {
    await wechat.sendCustomMessage({ openid, text: platform.vault.open(row.text, textAt(row._id)) })
    return {}
  } catch (error) {
    if (!(error instanceof WeChatFault)) throw error
    if (error.kind === 'window') await closeTalkWindow(platform, row.chatId)
    return undefined
  }
}
