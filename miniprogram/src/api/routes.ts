import type { closeMySession, listDemoPeople, openDemoSession, readHello, readMe } from '@yimin/shared/people/contract'
import type { askForHelp, listMyRequests, sayAboutRequest } from '@yimin/shared/requests/contract'

/**
 * The routes that the phone knocks at. The contracts are taken as types only (zod would cost the phone 100 kB), so method
 * and path are written here once more; a test holds this table against the contracts.
 */
export const routes = {
  readHello: { method: 'GET', path: '/api/hello' },
  listDemoPeople: { method: 'GET', path: '/api/demo/people' },
  openDemoSession: { method: 'POST', path: '/api/demo/sessions' },
  readMe: { method: 'GET', path: '/api/me' },
  closeMySession: { method: 'DELETE', path: '/api/me/session' },
  askForHelp: { method: 'POST', path: '/api/me/requests' },
  sayAboutRequest: { method: 'POST', path: '/api/me/requests/:code/say' },
  listMyRequests: { method: 'GET', path: '/api/me/requests' },
} as const

export type RouteName = keyof typeof routes

type ReplyOf<R extends { reply: { _output: unknown } }> = R['reply']['_output']

/** What each route answers. */
export interface Replies {
  readHello: ReplyOf<typeof readHello>
  listDemoPeople: ReplyOf<typeof listDemoPeople>
  openDemoSession: ReplyOf<typeof openDemoSession>
  readMe: ReplyOf<typeof readMe>
  closeMySession: ReplyOf<typeof closeMySession>
  askForHelp: ReplyOf<typeof askForHelp>
  sayAboutRequest: ReplyOf<typeof sayAboutRequest>
  listMyRequests: ReplyOf<typeof listMyRequests>
}

export type Hello = Replies['readHello']
export type Me = Replies['readMe']
export type DemoPerson = Replies['listDemoPeople']['items'][number]
export type Said = Replies['askForHelp']
export type RequestView = Replies['listMyRequests']['items'][number]
