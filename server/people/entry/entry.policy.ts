import { isStaff } from '@yimin/shared/people/roles'
import { isOwnStaff } from '../people.policy.ts'
import type { Person } from '../person.model.ts'

type Colleague = Pick<Person, 'id' | 'role' | 'stationId'>

/** Only those who see others' data have a password; residents come by a code, or through WeChat. */
export function mayHavePassword(person: Pick<Person, 'role'>): boolean {
  return isStaff(person.role)
}

/** The director, who knows her people by sight; nobody invites herself. */
export function mayInvite(me: Colleague, person: Colleague): boolean {
  return me.role === 'station_director' && me.id !== person.id && isOwnStaff(me, person) && mayHavePassword(person)
}

/** A code opens somebody's own pages. Never those of staff: a code is no way round password and second factor. */
export function mayGiveEntryCode(me: Colleague, person: Colleague): boolean {
  return isOwnStaff(me, person) && me.id !== person.id && mayComeByCode(person)
}

export function mayComeByCode(person: Pick<Person, 'role'>): boolean {
  return !isStaff(person.role)
}
