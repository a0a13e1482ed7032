import type * as contract from '@yimin/shared/myRequests/contract'
import type * as orders from '@yimin/shared/myRequests/ordersContract'
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
  readMyOrders: { method: 'GET', path: '/api/me/orders' },
} as const

export type MyRequestReplies = RepliesOf<typeof contract & typeof orders, keyof typeof myRequestRoutes>
