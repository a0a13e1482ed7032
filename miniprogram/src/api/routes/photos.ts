import type * as contract from '@yimin/shared/photos/contract'
import type * as requests from '@yimin/shared/requests/contract'
import type { RepliesOf } from './repliesOf.ts'

export const photoRoutes = {
  addPhoto: { method: 'POST', path: '/api/me/photos' },
  addRequestPhoto: { method: 'POST', path: '/api/me/requests/:code/photos' },
  removeRequestPhoto: { method: 'DELETE', path: '/api/me/requests/:code/photos/:photoId' },
} as const

export type PhotoReplies = RepliesOf<typeof contract, 'addPhoto'> &
  RepliesOf<typeof requests, 'addRequestPhoto' | 'removeRequestPhoto'>
