import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import type { Ledger } from './ledger.ts'

/** The ledger of one WeChat account and one template. */
export interface SubscriptionDoc extends Ledger {
  /** Account and template id. */
  _id: string
  v: number
  reported: number
  confirmed: number
  spent: number
  reportedAt?: Date
  clearedAt?: Date
  /** What was counted lately, so that nothing counts twice. */
  causes: string[]
}

export const SUBSCRIPTIONS = 'wechat_subscriptions'

export function subscriptionsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<SubscriptionDoc>(SUBSCRIPTIONS)
}

/** The customer-service talk of one account, or a bound chat: until when we may write, and how often. */
export interface TalkWindowDoc {
  /** Account; of a bound chat its chat identity. */
  _id: string
  until: Date
  left: number
  /** When the person last wrote there. */
  spokeAt?: Date
  /** The push that opened it. */
  cause: string
}

export const TALK_WINDOWS = 'wechat_talk_windows'

export function talkWindowsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<TalkWindowDoc>(TALK_WINDOWS)
}

const WEEK_S = 7 * 24 * 3_600

export const subscriptionIndexes: CollectionIndexes[] = [
  { collection: TALK_WINDOWS, indexes: [{ key: { until: 1 }, expireAfterSeconds: WEEK_S }] },
]
