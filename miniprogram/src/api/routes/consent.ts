import type * as contract from '@yimin/shared/consent/contract'
import type { RepliesOf } from './repliesOf.ts'

export const consentRoutes = {
  listMyConsents: { method: 'GET', path: '/api/me/consents' },
  answerConsent: { method: 'POST', path: '/api/me/consents' },
} as const

export type ConsentReplies = RepliesOf<typeof contract, keyof typeof consentRoutes>
