import type * as contract from '@yimin/shared/entry/contract'
import type * as joining from '@yimin/shared/joining/contract'
import type * as posters from '@yimin/shared/posters/contract'
import type { RepliesOf } from './repliesOf.ts'

/** The way in for whoever comes by a browser, and what the station gives for it. */
export const entryRoutes = {
  openPasswordSession: { method: 'POST', path: '/api/sessions' },
  openCodeSession: { method: 'POST', path: '/api/sessions/code' },
  acceptInvitation: { method: 'POST', path: '/api/invitations/acceptance' },
  changeMyPassword: { method: 'PUT', path: '/api/me/password' },
  inviteColleague: { method: 'POST', path: '/api/people/:id/invitation' },
  giveEntryCode: { method: 'POST', path: '/api/people/:id/entry-code' },
  drawPoster: { method: 'POST', path: '/api/posters' },
  readPoster: { method: 'GET', path: '/api/posters/:scene' },
  joinMe: { method: 'POST', path: '/api/me/joining' },
  releaseWeChat: { method: 'POST', path: '/api/people/:id/wechat-release' },
  partPerson: { method: 'POST', path: '/api/people/:id/parting' },
} as const

export type EntryReplies = RepliesOf<typeof contract & typeof joining & typeof posters, keyof typeof entryRoutes>
