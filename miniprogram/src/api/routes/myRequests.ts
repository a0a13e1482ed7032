import type * as contract from '@yimin/shared/myRequests/contract'
import type { RepliesOf } from './repliesOf.ts'

export const myRequestRoutes = {
  askByForm: { method: 'POST', path: '/api/me/requests/form' },
  readMyRequest: { method: 'GET', path: '/api/me/requests/:code' },
  confirmMyRequest: { method: 'POST', path: '/api/me/requests/:code/confirmation' },
  changeMyRequest: { method: 'POST', path: '/api/me/requests/:code/amendment' },
  cancelMyRequest: { method: 'POST', path: '/api/me/requests/:code/cancellation' },
  finishMyRequest: { method: 'POST', path: '/api/me/requests/:code/completion' },
  reopenMyRequest: { method: 'POST', path: '/api/me/requests/:code/reopening' },
  remindOfMyRequest: { method: 'POST', path: '/api/me/requests/:code/reminder' },
} as const

export type MyRequestReplies = RepliesOf<typeof contract, keyof typeof myRequestRoutes>
