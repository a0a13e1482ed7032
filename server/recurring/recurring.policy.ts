import type { RecurringAct, RecurringState } from '@yimin/shared/recurring/contract'

/** More than these are no help any more, and nobody would look through them. */
export const TASKS_AT_MOST = 10

type Living = { state: RecurringState; next?: object }

/** What may be decided about it now. */
export function mayDecide({ state, next }: Living, act: RecurringAct): boolean {
  if (act === 'end') return state !== 'ended'
  if (act === 'resume') return state === 'paused'
  return state === 'active' && (act === 'pause' || next !== undefined)
}
