import type * as contract from '@yimin/shared/privacy/contract'
import type { RepliesOf } from './repliesOf.ts'

export const privacyRoutes = {
  readMyData: { method: 'GET', path: '/api/me/data' },
  eraseMe: { method: 'POST', path: '/api/me/erasure' },
} as const

export type PrivacyReplies = RepliesOf<typeof contract, keyof typeof privacyRoutes>
