import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'

/**
 * Somebody as WeChat knows him in our mini program. His person carries the account's id as a chat identity,
 * `wechat:<id>`; so everything that is known of people by their chat works for him too.
 */
export interface WeChatAccountDoc {
  /** Blind index of the openid. */
  _id: string
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

export const weChatAccountIndexes: CollectionIndexes[] = [
  { collection: WECHAT_PHONE_CALLS, indexes: [{ key: { at: 1 }, expireAfterSeconds: TWO_DAYS_S }] },
]
