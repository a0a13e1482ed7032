import type * as offers from '@yimin/shared/dispatch/contract'
import type * as exchanges from '@yimin/shared/dispatch/exchangesContract'
import type * as service from '@yimin/shared/dispatch/serviceContract'
import type * as tasks from '@yimin/shared/dispatch/tasksContract'
import type { RepliesOf } from './repliesOf.ts'

export const dispatchRoutes = {
  listMyOffers: { method: 'GET', path: '/api/me/offers' },
  acceptOffer: { method: 'POST', path: '/api/me/offers/:code/acceptance' },
  refuseOffer: { method: 'POST', path: '/api/me/offers/:code/refusal' },
  listMyTasks: { method: 'GET', path: '/api/me/tasks' },
  callForTask: { method: 'POST', path: '/api/me/tasks/:code/call' },
  startTask: { method: 'POST', path: '/api/me/tasks/:code/start' },
  startWay: { method: 'POST', path: '/api/me/way/start' },
  arriveAtTask: { method: 'POST', path: '/api/me/tasks/:code/arrival' },
  readyTask: { method: 'POST', path: '/api/me/tasks/:code/ready' },
  postponeTask: { method: 'POST', path: '/api/me/tasks/:code/postponement' },
  handOverTask: { method: 'POST', path: '/api/me/tasks/:code/handover' },
  giveBackTask: { method: 'POST', path: '/api/me/tasks/:code/release' },
  swapTask: { method: 'POST', path: '/api/me/tasks/:code/swap' },
  keepTask: { method: 'POST', path: '/api/me/tasks/:code/keep' },
  listExchanges: { method: 'GET', path: '/api/me/tasks/:code/exchanges' },
  proposeExchange: { method: 'POST', path: '/api/me/tasks/:code/exchange' },
  answerExchange: { method: 'POST', path: '/api/me/tasks/:code/exchange/answer' },
  readHelperTerms: { method: 'GET', path: '/api/me/helper-terms' },
  saveHelperTerms: { method: 'PUT', path: '/api/me/helper-terms' },
  readMyRecord: { method: 'GET', path: '/api/me/record' },
} as const

export type DispatchReplies = RepliesOf<
  typeof offers & typeof tasks & typeof exchanges & typeof service,
  keyof typeof dispatchRoutes
>
