import * as chat from '@yimin/shared/chat/contract'
import * as consent from '@yimin/shared/consent/contract'
import * as dispatch from '@yimin/shared/dispatch/contract'
import * as exchanges from '@yimin/shared/dispatch/exchangesContract'
import * as ladders from '@yimin/shared/dispatch/ladderContract'
import * as service from '@yimin/shared/dispatch/serviceContract'
import * as suggestions from '@yimin/shared/dispatch/suggestionsContract'
import * as tasks from '@yimin/shared/dispatch/tasksContract'
import * as entry from '@yimin/shared/entry/contract'
import * as duty from '@yimin/shared/duty/contract'
import * as messaging from '@yimin/shared/messaging/contract'
import * as joining from '@yimin/shared/joining/contract'
import * as live from '@yimin/shared/live/contract'
import * as me from '@yimin/shared/me/contract'
import * as myRequests from '@yimin/shared/myRequests/contract'
import * as orders from '@yimin/shared/myRequests/ordersContract'
import * as people from '@yimin/shared/people/contract'
import * as photos from '@yimin/shared/photos/contract'
import * as posters from '@yimin/shared/posters/contract'
import * as privacy from '@yimin/shared/privacy/contract'
import * as recurring from '@yimin/shared/recurring/contract'
import * as register from '@yimin/shared/register/contract'
import * as reports from '@yimin/shared/reports/contract'
import * as requests from '@yimin/shared/requests/contract'
import * as decisions from '@yimin/shared/requests/decisionsContract'
import * as desk from '@yimin/shared/requests/deskContract'
import * as secondFactor from '@yimin/shared/secondFactor/contract'
import type { Route } from '@yimin/shared/route/route'
import type { ApiTitle } from '../platform/web/index.ts'

const CONTRACTS: object[] = [
  chat,
  consent,
  decisions,
  desk,
  duty,
  entry,
  joining,
  live,
  messaging,
  me,
  myRequests,
  orders,
  people,
  photos,
  posters,
  privacy,
  requests,
  recurring,
  register,
  reports,
  secondFactor,
  dispatch,
  tasks,
  exchanges,
  service,
  suggestions,
  ladders,
]

/** Every route the product promises, as the contracts tell it: what is served, documented and tested must be the same list. */
export const ROUTES: readonly Route[] = CONTRACTS.flatMap((contract) => Object.values(contract).filter(isRoute))

export const API_TITLE: ApiTitle = {
  title: 'Yimin API',
  version: '1',
  description: 'Bodies and queries are strict; times are ISO 8601 with offset, money integer fen, ids strings.',
}

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value
}
