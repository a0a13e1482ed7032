import type * as contract from '@yimin/shared/messaging/contract'
import type { RepliesOf } from './repliesOf.ts'

export const messagingRoutes = {
  listMySubscriptions: { method: 'GET', path: '/api/me/subscriptions' },
  reportSubscriptions: { method: 'POST', path: '/api/me/subscriptions' },
} as const

export type MessagingReplies = RepliesOf<typeof contract, keyof typeof messagingRoutes>
