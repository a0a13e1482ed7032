import type { InboundEvent } from '@yimin/shared/chat/contract'

/** WeChat's own senders: its team, friend notices, and the file helper. No person can have these ids. */
const PLATFORM_SENDERS = new Set(['weixin', 'fmessage', 'newsapp', 'filehelper'])
const LIMITED = /操作过于频繁|发送过于频繁|账号.{0,8}(限制|异常|封)|功能.{0,8}限制|违规|非官方客户端/

/** The platform itself says that the account is limited. Residents may write the same words without any effect. */
export function isSanctionNotice(event: InboundEvent): boolean {
  return event.kind === 'text' && !event.room && PLATFORM_SENDERS.has(event.from.id) && LIMITED.test(event.text)
}
