import type * as contract from '@yimin/shared/me/contract'
import type { RepliesOf } from './repliesOf.ts'

export const mineRoutes = {
  readMyStation: { method: 'GET', path: '/api/me/station' },
  changeMyName: { method: 'PUT', path: '/api/me/name' },
  changeMyHome: { method: 'PUT', path: '/api/me/home' },
  forgetMyHome: { method: 'DELETE', path: '/api/me/home' },
  changeMyPhone: { method: 'PUT', path: '/api/me/phone' },
  forgetMyPhone: { method: 'DELETE', path: '/api/me/phone' },
  changeMyGroups: { method: 'PUT', path: '/api/me/groups' },
  addMyMember: { method: 'POST', path: '/api/me/household' },
  changeMyMember: { method: 'PUT', path: '/api/me/household/:memberId' },
  removeMyMember: { method: 'DELETE', path: '/api/me/household/:memberId' },
} as const

export type MineReplies = RepliesOf<typeof contract, keyof typeof mineRoutes>
