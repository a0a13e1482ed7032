import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { sealedIn } from '../platform/vault/index.ts'

/**
 * Somebody as WeChat knows him in our mini program. His person carries the account's id as a chat identity,
 * `wechat:<id>`; so everything that is known of people by their chat works for him too.
 */
export interface WeChatAccountDoc {
  /** A name: the blind index that the openid had when the account was made. */
  _id: string
  /** Blind index of the openid, under the key of today. Absent in rows of older versions until the next login: there it is `_id`. */
  openidIndex?: string
  /** Sealed, S2. */
  openid: string
  /** Of the last login (sealed, S2, in a place of its own); never leaves the server. */
  sessionKey?: string
  /** Last login: WeChat judges texts only of people who were there in the last two hours. */
  seenAt: Date
  createdAt: Date
}

export const WECHAT_ACCOUNTS = 'wechat_accounts'

export function weChatAccountsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<WeChatAccountDoc>(WECHAT_ACCOUNTS)
}

/** Where a sealed value belongs. */
export function accountAt(id: string, field: 'openid' | 'sessionKey') {
  return { collection: WECHAT_ACCOUNTS, id, field, class: 'S2' as const }
}

/** A phone number costs money; who has asked for how many today. `_id`: the person or `all`, and the day. */
export interface PhoneCallsDoc {
  _id: string
  count: number
  at: Date
}

export const WECHAT_PHONE_CALLS = 'wechat_phone_calls'

export function phoneCallsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<PhoneCallsDoc>(WECHAT_PHONE_CALLS)
}

const TWO_DAYS_S = 2 * 24 * 3_600

/** Purpose of the blind index. */
export const OPENID_INDEX = 'wechat.openid'

export const weChatAccountSealed = sealedIn<WeChatAccountDoc>({
  collection: WECHAT_ACCOUNTS,
  fields: { openid: ({ _id }) => accountAt(_id, 'openid'), sessionKey: ({ _id }) => accountAt(_id, 'sessionKey') },
  indexes: { openidIndex: { purpose: OPENID_INDEX, of: (_, open) => open('openid') } },
  stay: { _id: 'a name by which chats, words and windows know the account; found is it by `openidIndex`' },
})

export const weChatAccountIndexes: CollectionIndexes[] = [
  {
    collection: WECHAT_ACCOUNTS,
    indexes: [{ key: { openidIndex: 1 }, unique: true, partialFilterExpression: { openidIndex: { $exists: true } } }],
  },
  { collection: WECHAT_PHONE_CALLS, indexes: [{ key: { at: 1 }, expireAfterSeconds: TWO_DAYS_S }] },
]
