import type { BoardRequest } from '../api/routes/desk.ts'
import { words } from './words.ts'

/** What a worker decides with a reason or a yes; the route, the key, and the field that takes the words. */
export const DECISIONS = {
  approve: { route: 'approveRequest', key: 'a', field: undefined },
  reject: { route: 'rejectRequest', key: 'r', field: 'reason' },
  release: { route: 'takeBackRequest', key: 't', field: 'note' },
  finish: { route: 'finishForResident', key: 'f', field: 'note' },
  cancel: { route: 'cancelForResident', key: 'c', field: 'reason' },
  reopen: { route: 'reopenForResident', key: 'u', field: 'reason' },
  note: { route: 'noteRequest', key: 'm', field: 'note' },
} as const
export type DecisionName = keyof typeof DECISIONS

/** What lies above the page. */
export type OpenSheet = DecisionName | 'file' | 'assign' | 'amend' | 'split'

/** Words may be left out where the step speaks for itself. */
export const OPTIONAL: readonly DecisionName[] = ['approve', 'release', 'finish']

/** Why a file is most likely opened in this state. */
export function usualReason({ status }: Pick<BoardRequest, 'status'>): string {
  const [moderation = '', dispatch = '', contact = '', afterwards = ''] = words.reasons.file ?? []
  if (status === 'reviewing') return moderation
  if (status === 'open') return dispatch
  return status === 'done' ? afterwards : contact
}
