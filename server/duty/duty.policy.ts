import type { Area } from '@yimin/shared/people/contract'
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

/** The door on record is the one to go to: nothing was said of another place. */
export function isAtHome({ place }: Pick<Alarm, 'place'>, { area }: { area?: Area }): boolean {
  if (place === undefined) return true
  const agrees = (part: keyof Area) =>
    place[part] === undefined || area?.[part] === undefined || place[part] === area[part]
  return area !== undefined && (['place', 'zone', 'building'] as const).every(agrees)
}

/** Who answers for the station's hours; putting oneself on duty is everybody's of the staff. */
export function mayChangeRoster({ role }: { role: Role }): boolean {
  return role === 'station_director' || role === 'supervisor'
}
