import { z } from 'zod'
import { accountIdOf } from '../people/index.ts'
import { onEvent } from '../platform/events/events.ts'
import { openPush, subscriptionPushed } from '../platform/wechat/index.ts'
import { confirmConsent, withdrawConsent } from './commands/keepLedger.ts'
import { loseSent } from './commands/settleOutgoing.ts'

const entry = z.object({
  TemplateId: z.string().optional(),
  SubscribeStatusString: z.string().optional(),
  MsgID: z.union([z.string(), z.number()]).optional(),
  ErrorCode: z.union([z.string(), z.number()]).optional(),
})
/** WeChat sends one entry as an object and several as a list. */
const subscriptionMessage = z.object({
  FromUserName: z.string(),
  CreateTime: z.coerce.number(),
  Event: z.string(),
  List: z.union([entry, z.array(entry)]).transform((list) => [list].flat()),
})

export const messagingReactions = [
  /** Consents given and taken back in WeChat, and messages that did not arrive. */
  onEvent(subscriptionPushed, 'keepSubscriptions', async (platform, { pushId }) => {
    const message = await openPush(platform, pushId, subscriptionMessage)
    if (!message) return
    const account = await accountIdOf(platform, message.FromUserName)
    const at = new Date(message.CreateTime * 1_000)
    for (const [
      i,
      { TemplateId: templateId, SubscribeStatusString: answer, MsgID, ErrorCode },
    ] of message.List.entries()) {
      const cause = `${pushId}.${i}`
      if (message.Event === 'subscribe_msg_sent_event') {
        if (MsgID !== undefined && Number(ErrorCode ?? 0) !== 0)
          await loseSent(platform, String(MsgID), `error ${ErrorCode}`)
      } else if (templateId !== undefined && answer === 'reject' && message.Event === 'subscribe_msg_change_event') {
        await withdrawConsent(platform, { account, templateId }, at, cause)
      } else if (templateId !== undefined && answer === 'accept') {
        await confirmConsent(platform, { account, templateId }, at, cause)
      }
    }
  }),
]
