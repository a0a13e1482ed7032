import type { SubscribeTemplate } from '@yimin/shared/messaging/contract'
import { isHelper, isStaff } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'

/** Everybody may hear of the own requests; offers are for helpers, alarms for staff. */
export function maySubscribe({ role }: { role: Role }, template: SubscribeTemplate): boolean {
  if (template === 'offer') return isHelper(role)
  return template === 'progress' || isStaff(role)
}
