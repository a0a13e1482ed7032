import type { Role } from '@yimin/shared/people/roles'
import { isStaff } from '@yimin/shared/people/roles'
import type { Alarm } from './queries/findAlarm.ts'

interface Caller {
  stationId?: string
  roles: string[]
}

/** Staff of the station that is called, nobody else. */
export function mayHandleAlarm(caller: Caller, alarm: Pick<Alarm, 'stationId'>): boolean {
  return caller.roles.some(isStaff) && caller.stationId === alarm.stationId
}

export function canBeSeen(alarm: Pick<Alarm, 'state'>): boolean {
  return alarm.state === 'open'
}

export function canBeClosed(alarm: Pick<Alarm, 'state'>): boolean {
  return alarm.state !== 'closed'
}

/** Who answers for the station's hours; putting oneself on duty is everybody's of the staff. */
export function mayChangeRoster({ role }: { role: Role }): boolean {
  return role === 'station_director' || role === 'supervisor'
}
