import { z } from 'zod'
import { STEADY } from '../exchange.ts'
import type { Line } from '../line.ts'

export interface SubscribeMessage {
  openid: string
  templateId: string
  /** Of the mini program, opened by a tap; without a slash in front. */
  page?: string
  /** Written by `fillTemplate`, so that WeChat takes them. */
  data: Readonly<Record<string, { value: string }>>
}

/**
 * Sends a one-time subscribe message; gives WeChat's number of it, which comes back in the event of its arrival.
 * Throws WeChatFault `user_refused` when the person has not (or no longer) asked for one, or one of the line.
 */
export async function sendSubscribeMessage({ ask }: Line, message: SubscribeMessage): Promise<string | undefined> {
  const { msgid } = await ask({
    api: 'subscribeSend',
    method: 'POST',
    path: '/cgi-bin/message/subscribe/send',
    body: {
      touser: message.openid,
      template_id: message.templateId,
      ...(message.page !== undefined && { page: message.page }),
      data: message.data,
      miniprogram_state: 'formal',
      lang: 'zh_CN',
    },
    reply: z.object({ errcode: z.literal(0), msgid: z.union([z.string(), z.number()]).optional() }),
    withToken: true,
    patience: STEADY,
  })
  return msgid === undefined ? undefined : String(msgid)
}
