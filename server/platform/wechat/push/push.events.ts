import { z } from 'zod'
import type { EventTag } from '../../events/events.ts'
import { defineEvent } from '../../events/events.ts'

const pushed = z.strictObject({ pushId: z.string() })
export type Pushed = z.infer<typeof pushed>

/** Somebody consented to a subscribe message, took it back, or one has arrived. */
export const subscriptionPushed = defineEvent('weChatSubscriptionPushed', pushed)
/** The verdict about a picture or a recording. */
export const mediaPushed = defineEvent('weChatMediaPushed', pushed)
/** Somebody took back the consent to his data. */
export const revocationPushed = defineEvent('weChatRevocationPushed', pushed)
/** Somebody came into the customer-service talk or wrote there. */
export const talkPushed = defineEvent('weChatTalkPushed', pushed)

const TAGS: Readonly<Record<string, EventTag<Pushed>>> = {
  subscribe_msg_popup_event: subscriptionPushed,
  subscribe_msg_change_event: subscriptionPushed,
  subscribe_msg_sent_event: subscriptionPushed,
  wxa_media_check: mediaPushed,
  user_authorization_revoke: revocationPushed,
  user_enter_tempsession: talkPushed,
}

/** What is announced for an event of WeChat; `undefined` for those that nobody needs. */
export function tagOf(event: string, isMessage: boolean): EventTag<Pushed> | undefined {
  return isMessage ? talkPushed : TAGS[event]
}
