import type { SubscribeTemplate } from '@yimin/shared/messaging/contract'
import type { Platform } from '../../platform/platform.ts'
import type { Template } from '../../platform/wechat/index.ts'
import { eventsCome, subscriptionId } from '../commands/keepLedger.ts'
import type { Subscription } from '../commands/keepLedger.ts'
import { creditsOf, EMPTY_LEDGER } from '../ledger.ts'
import { subscriptionsOf, talkWindowsOf } from '../subscription.model.ts'

type Ground = Pick<Platform, 'db' | 'clock' | 'wechat'>

/** Which subscribe message carries which words. */
export function subscribeTemplateOf(template: string): SubscribeTemplate {
  if (template.startsWith('alarm.')) return 'alarm'
  return template.startsWith('dispatch.') ? 'offer' : 'progress'
}

/** The template that the operator has set for these words, with its ledger's name. */
export function subscriptionFor(
  { wechat }: Pick<Platform, 'wechat'>,
  account: string,
  template: string,
): (Subscription & { filled: Template }) | undefined {
  const set = wechat?.settings.templates[subscribeTemplateOf(template)]
  return set && { account, templateId: set.id, filled: set }
}

export async function readCredits(platform: Ground, subscription: Subscription): Promise<number> {
  const ledger = await subscriptionsOf(platform).findOne({ _id: subscriptionId(subscription) })
  return creditsOf(ledger ?? EMPTY_LEDGER, platform.clock.now(), eventsCome(platform))
}

export interface TalkWindow {
  isOpen: boolean
  /** The person wrote there a moment ago: that is where she looks. */
  isTalking: boolean
}

const A_MOMENT_MS = 2 * 60_000

export async function readTalkWindow(platform: Ground, account: string): Promise<TalkWindow> {
  const window = await talkWindowsOf(platform).findOne({ _id: account })
  const now = platform.clock.now()
  const isOpen = window !== null && window.until > now && window.left > 0
  const spoke = window?.spokeAt
  return { isOpen, isTalking: isOpen && spoke !== undefined && now.getTime() - spoke.getTime() <= A_MOMENT_MS }
}

/** Whether these words can go to this account now, as far as we know. */
export async function isReachableByWeChat(platform: Ground, account: string, template: string): Promise<boolean> {
  if (!platform.wechat) return false
  const subscription = subscriptionFor(platform, account, template)
  if (subscription && (await readCredits(platform, subscription)) > 0) return true
  return (await readTalkWindow(platform, account)).isOpen
}
