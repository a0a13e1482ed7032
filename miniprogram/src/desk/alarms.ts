import type { Alarm } from '../api/routes/desk.ts'

/** Danger first, then what nobody has looked at, then the oldest. */
export function inOrder(alarms: readonly Alarm[]): Alarm[] {
  const rank = ({ kind, state }: Alarm) => (kind === 'emergency' ? 0 : 2) + (state === 'open' ? 0 : 1)
  return [...alarms].sort((a, b) => rank(a) - rank(b) || a.raisedAt.localeCompare(b.raisedAt))
}

export const isEmergency = ({ kind }: Alarm) => kind === 'emergency'
