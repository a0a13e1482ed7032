import type * as chat from '@yimin/shared/chat/contract'
import type * as ladders from '@yimin/shared/dispatch/ladderContract'
import type * as suggestions from '@yimin/shared/dispatch/suggestionsContract'
import type * as duty from '@yimin/shared/duty/contract'
import type * as board from '@yimin/shared/requests/contract'
import type * as decisions from '@yimin/shared/requests/decisionsContract'
import type * as desk from '@yimin/shared/requests/deskContract'
import type * as register from '@yimin/shared/register/contract'
import type { RepliesOf } from './repliesOf.ts'

export const deskRoutes = {
  readDesk: { method: 'GET', path: '/api/desk' },
  findAskers: { method: 'POST', path: '/api/desk/askers' },
  readSentence: { method: 'POST', path: '/api/requests/reading' },
  enterRequest: { method: 'POST', path: '/api/requests' },
  listRequests: { method: 'GET', path: '/api/requests' },
  readRequest: { method: 'GET', path: '/api/requests/:code' },
  readRequestCard: { method: 'GET', path: '/api/requests/:code/card' },
  listSuggestions: { method: 'GET', path: '/api/requests/:code/suggestions' },
  readLadderAtWork: { method: 'GET', path: '/api/requests/:code/ladder' },
  readLadders: { method: 'GET', path: '/api/ladders' },
  saveLadder: { method: 'PUT', path: '/api/ladders' },
  saveQuietHours: { method: 'PUT', path: '/api/ladders/quiet-hours' },
  saveDispatchHabits: { method: 'PUT', path: '/api/ladders/habits' },
  tryLadder: { method: 'POST', path: '/api/ladders/trial' },
  approveRequest: { method: 'POST', path: '/api/requests/:code/approval' },
  rejectRequest: { method: 'POST', path: '/api/requests/:code/rejection' },
  assignRequest: { method: 'POST', path: '/api/requests/:code/assignment' },
  takeBackRequest: { method: 'POST', path: '/api/requests/:code/release' },
  freeSeat: { method: 'POST', path: '/api/requests/:code/seats/release' },
  finishForResident: { method: 'POST', path: '/api/requests/:code/finish' },
  cancelForResident: { method: 'POST', path: '/api/requests/:code/cancellation' },
  reopenForResident: { method: 'POST', path: '/api/requests/:code/reopening' },
  splitRequest: { method: 'POST', path: '/api/requests/:code/split' },
  amendAtDesk: { method: 'POST', path: '/api/requests/:code/amendment' },
  ownRequest: { method: 'POST', path: '/api/requests/:code/ownership' },
  noteRequest: { method: 'POST', path: '/api/requests/:code/notes' },
  listAlarms: { method: 'GET', path: '/api/alarms' },
  readAlarm: { method: 'GET', path: '/api/alarms/:id' },
  openAlarmContact: { method: 'POST', path: '/api/alarms/:id/contact' },
  seeAlarm: { method: 'POST', path: '/api/alarms/:id/seen' },
  listGateways: { method: 'GET', path: '/api/gateways' },
  listOperatorActs: { method: 'GET', path: '/api/operator-acts' },
  closeAlarm: { method: 'POST', path: '/api/alarms/:id/closing' },
} as const

type Contracts = typeof board &
  typeof decisions &
  typeof desk &
  typeof suggestions &
  typeof ladders &
  typeof duty &
  typeof chat &
  typeof register
export type DeskReplies = RepliesOf<Contracts, keyof typeof deskRoutes>

export type BoardRequest = DeskReplies['listRequests']['items'][number]
export type Desk = DeskReplies['readDesk']
export type RequestCard = DeskReplies['readRequestCard']
export type RequestFile = DeskReplies['readRequest']
export type Alarm = DeskReplies['listAlarms']['items'][number]
export type Gateway = DeskReplies['listGateways']['items'][number]
export type OperatorAct = DeskReplies['listOperatorActs']['items'][number]
export type Suggestion = DeskReplies['listSuggestions']['items'][number]
export type LadderAtWork = DeskReplies['readLadderAtWork']
export type Ladders = DeskReplies['readLadders']
export type LadderTrial = DeskReplies['tryLadder']
export type Asker = DeskReplies['findAskers']['items'][number]
export type Reading = DeskReplies['readSentence']
export type Entered = DeskReplies['enterRequest']
