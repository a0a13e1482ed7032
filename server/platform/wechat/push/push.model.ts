import type { OutboxEntry } from '../../events/events.ts'
import type { CollectionIndexes } from '../../mongo.ts'
import type { Platform } from '../../platform.ts'
import { sealedIn } from '../../vault/index.ts'

/** One message of WeChat's push, once. What follows from it is announced by its outbox. */
export interface WeChatPushDoc {
  /** Of WeChat's MsgId, or of sender, time and event. */
  _id: string
  /** `subscribe_msg_popup_event` …; `text`, `image` … for what somebody wrote into the customer-service talk. */
  event: string
  /** The message as JSON (sealed, S2): it names people by openid. */
  message: string
  receivedAt: Date
  outbox: OutboxEntry[]
}

export const WECHAT_PUSHES = 'wechat_pushes'

export function pushesOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<WeChatPushDoc>(WECHAT_PUSHES)
}

export function messageAt(id: string) {
  return { collection: WECHAT_PUSHES, id, field: 'message', class: 'S2' as const }
}

/** A nonce that was used: the same one with another message is refused. */
export interface WeChatNonceDoc {
  /** Timestamp and nonce. */
  _id: string
  /** Hash of the message that came with it. */
  mark: string
  at: Date
}

export const WECHAT_NONCES = 'wechat_nonces'

export function noncesOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<WeChatNonceDoc>(WECHAT_NONCES)
}

const WEEK_S = 7 * 24 * 3_600
const QUARTER_S = 15 * 60

export const pushIndexes: CollectionIndexes[] = [
  {
    collection: WECHAT_PUSHES,
    indexes: [
      { key: { receivedAt: 1 }, expireAfterSeconds: WEEK_S },
      { key: { 'outbox.at': 1 }, partialFilterExpression: { 'outbox.0': { $exists: true } } },
    ],
  },
  { collection: WECHAT_NONCES, indexes: [{ key: { at: 1 }, expireAfterSeconds: QUARTER_S }] },
]

export const pushSealed = sealedIn<WeChatPushDoc>({
  collection: WECHAT_PUSHES,
  fields: { message: ({ _id }) => messageAt(_id) },
  stay: {
    _id: 'a name that others wrote down; WeChat sends the same message again within seconds only, and the row is over in a week',
  },
})
