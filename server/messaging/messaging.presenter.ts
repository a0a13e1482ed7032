import type { SubscribeTemplate } from '@yimin/shared/messaging/contract'

export interface SubscriptionState {
  template: SubscribeTemplate
  templateId: string
  credits: number
}

/** What the phone needs in order to ask. */
export function presentSubscriptions(states: readonly SubscriptionState[]) {
  return { items: states.map(({ template, templateId, credits }) => ({ template, templateId, credits })) }
}
