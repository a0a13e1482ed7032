import type * as contract from '@yimin/shared/recurring/contract'
import type { RepliesOf } from './repliesOf.ts'

export const recurringRoutes = {
  listMyRecurringTasks: { method: 'GET', path: '/api/me/recurring-tasks' },
  repeatMyRequest: { method: 'POST', path: '/api/me/requests/:code/recurrence' },
  decideOnMyRecurringTask: { method: 'POST', path: '/api/me/recurring-tasks/:id/decision' },
  listRecurringTasks: { method: 'GET', path: '/api/recurring-tasks' },
  repeatRequest: { method: 'POST', path: '/api/requests/:code/recurrence' },
  decideOnRecurringTask: { method: 'POST', path: '/api/recurring-tasks/:id/decision' },
} as const

export type RecurringReplies = RepliesOf<typeof contract, keyof typeof recurringRoutes>
export type RecurringTask = RecurringReplies['listMyRecurringTasks']['items'][number]
