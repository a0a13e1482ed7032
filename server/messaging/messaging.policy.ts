import type { SubscribeTemplate } from '@yimin/shared/messaging/contract'
import { isHelper, isStaff } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'

/** Everybody may hear of the own requests; offers are for helpers, alarms for staff. */
export function maySubscribe({ role }: { role: Role }, template: SubscribeTemplate): boolean {
  if (template === 'offer') return isHelper(role)
  return template === 'progress' || isStaff(role)
}

/**
 * Whoever scans the code of an account has the account: those who work at the desk of the station that it serves, and their
 * director. Whoever only looks on does not.
 */
export function mayScanCode(me: { role: Role; stationId: string }, home: { id: string } | undefined): boolean {
  return (me.role === 'station_worker' || me.role === 'station_director') && me.stationId === home?.id
}
