import { z } from 'zod'
import type { InboundEvent } from '@yimin/shared/chat/contract'
import { TEXT_LIMIT } from '@yimin/shared/chat/contract'
import { openTalkWindow } from '../../messaging/index.ts'
import { findHomeStation } from '../../organisations/index.ts'
import { accountIdOf, noteWeChatAccount, WECHAT } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { openPush } from '../../platform/wechat/index.ts'
import { receiveMessages } from './receiveMessages.ts'

const talk = z.object({
  FromUserName: z.string(),
  CreateTime: z.coerce.number(),
  MsgType: z.string(),
  Content: z.string().optional(),
  MsgId: z.union([z.string(), z.number()]).optional(),
})

const KINDS: Readonly<Record<string, InboundEvent['kind']>> = {
  text: 'text',
  image: 'image',
  voice: 'voice',
  video: 'video',
  link: 'link',
  location: 'location',
  miniprogrampage: 'card',
}

/**
 * Somebody came into the mini program's customer-service talk, or wrote there. The talk is open for answers before anything is
 * answered; what was written goes into the inbox like every other message.
 */
export async function hearWeChat(platform: Platform, pushId: string): Promise<void> {
  const [message, station] = await Promise.all([openPush(platform, pushId, talk), findHomeStation(platform)])
  if (!message || !station) return
  const account = await accountIdOf(platform, message.FromUserName)
  const at = new Date(message.CreateTime * 1_000)
  const spoke = message.MsgType !== 'event'
  await noteWeChatAccount(platform, station.id, { openid: message.FromUserName })
  await openTalkWindow(platform, account, { spoke, at, cause: pushId })
  if (!spoke) return
  await receiveMessages(platform, [
    {
      adapter: WECHAT,
      account: platform.wechat?.settings.appId ?? WECHAT,
      messageId: String(message.MsgId ?? pushId),
      at: at.toISOString(),
      seq: 0,
      kind: KINDS[message.MsgType] ?? 'other',
      from: { id: account, name: '' },
      self: false,
      text: (message.Content ?? '').slice(0, TEXT_LIMIT),
      ...((message.Content ?? '').length > TEXT_LIMIT && { truncated: true }),
      mentionsMe: true,
    },
  ])
}
