import type * as contract from '@yimin/shared/requests/contract'
import type { RepliesOf } from './repliesOf.ts'

export const requestRoutes = {
  askForHelp: { method: 'POST', path: '/api/me/requests' },
  sayAboutRequest: { method: 'POST', path: '/api/me/requests/:code/say' },
  listMyRequests: { method: 'GET', path: '/api/me/requests' },
} as const

export type RequestReplies = RepliesOf<typeof contract, keyof typeof requestRoutes>
