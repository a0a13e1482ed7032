import type * as contract from '@yimin/shared/people/contract'
import type { RepliesOf } from './repliesOf.ts'

export const peopleRoutes = {
  readHello: { method: 'GET', path: '/api/hello' },
  listDemoPeople: { method: 'GET', path: '/api/demo/people' },
  openDemoSession: { method: 'POST', path: '/api/demo/sessions' },
  openWeChatSession: { method: 'POST', path: '/api/wechat/sessions' },
  saveWeChatPhone: { method: 'POST', path: '/api/me/phone' },
  readMe: { method: 'GET', path: '/api/me' },
  listMyReads: { method: 'GET', path: '/api/me/reads' },
  listMySessions: { method: 'GET', path: '/api/me/sessions' },
  closeMyOtherSessions: { method: 'DELETE', path: '/api/me/sessions' },
  closeMySession: { method: 'DELETE', path: '/api/me/session' },
} as const

export type PeopleReplies = RepliesOf<typeof contract, keyof typeof peopleRoutes>
