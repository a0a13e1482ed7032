import type * as contract from '@yimin/shared/live/contract'
import type { RepliesOf } from './repliesOf.ts'

export const liveRoutes = {
  readLive: { method: 'GET', path: '/api/live' },
} as const

export type LiveReplies = RepliesOf<typeof contract, keyof typeof liveRoutes>
