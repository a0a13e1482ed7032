import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Ledger } from '../ledger.ts'
import { clearCredits, EMPTY_LEDGER, giveCreditBack, noteConfirmation, noteReport, takeCredit } from '../ledger.ts'
import { subscriptionsOf } from '../subscription.model.ts'
import type { SubscriptionDoc } from '../subscription.model.ts'

type Ground = Pick<Platform, 'db' | 'clock' | 'wechat'>

/** Whose messages of which template. */
export interface Subscription {
  account: string
  templateId: string
}

/** So many causes are remembered: WeChat sends an event again within minutes. */
const REMEMBERED = 30

export const subscriptionId = ({ account, templateId }: Subscription): string => `${account}.${templateId}`

/** Whether WeChat tells us of consents by itself. */
export function eventsCome({ wechat }: Pick<Platform, 'wechat'>): boolean {
  return wechat?.settings.push !== undefined
}

/** One atomic change of a ledger; the same cause changes it once. False when there was nothing to change. */
async function change(
  platform: Ground,
  subscription: Subscription,
  next: (ledger: Ledger) => Ledger | undefined,
  cause?: string,
): Promise<boolean> {
  const _id = subscriptionId(subscription)
  for (;;) {
    const known = await subscriptionsOf(platform).findOne({ _id })
    if (cause !== undefined && known?.causes.includes(cause)) return false
    const ledger = next(known ?? EMPTY_LEDGER)
    if (ledger === undefined) return false
    const causes = [...(known?.causes ?? []), ...(cause === undefined ? [] : [cause])].slice(-REMEMBERED)
    const { reported, confirmed, spent, reportedAt, clearedAt } = ledger
    const fresh = { reported, confirmed, spent, reportedAt, clearedAt, causes, v: (known?.v ?? 0) + 1 }
    if (await put(platform, _id, known, fresh)) return true
  }
}

/** Compare-and-set; false when somebody else was quicker. */
async function put(
  platform: Ground,
  _id: string,
  known: SubscriptionDoc | null,
  fresh: Omit<SubscriptionDoc, '_id'>,
): Promise<boolean> {
  if (known) return (await subscriptionsOf(platform).replaceOne({ _id, v: known.v }, fresh)).matchedCount === 1
  try {
    await subscriptionsOf(platform).insertOne({ _id, ...fresh })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** The phone says that the person agreed. `cause` names the report. */
export function reportConsent(platform: Ground, subscription: Subscription, cause: string): Promise<boolean> {
  return change(platform, subscription, (ledger) => noteReport(ledger, platform.clock.now()), cause)
}

/** WeChat says so. */
export function confirmConsent(
  platform: Ground,
  subscription: Subscription,
  at: Date,
  cause: string,
): Promise<boolean> {
  return change(platform, subscription, (ledger) => noteConfirmation(ledger, at), cause)
}

/** Nothing may be sent any more until the person agrees anew. */
export function withdrawConsent(
  platform: Ground,
  subscription: Subscription,
  at: Date,
  cause?: string,
): Promise<boolean> {
  return change(platform, subscription, (ledger) => clearCredits(ledger, at), cause)
}

/** One credit, before sending; false when there is none. */
export function spendCredit(platform: Ground, subscription: Subscription): Promise<boolean> {
  return change(platform, subscription, (ledger) => takeCredit(ledger, platform.clock.now(), eventsCome(platform)))
}

/** The message was certainly not sent. */
export function returnCredit(platform: Ground, subscription: Subscription): Promise<boolean> {
  return change(platform, subscription, giveCreditBack)
}
