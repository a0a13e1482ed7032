import { DomainError } from '@yimin/shared/errors/domainError'
import { inviteWords } from '@yimin/shared/entry/words'
import { isStaff } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import type { Platform } from '../../platform/platform.ts'
import type { Person, PersonChange } from '../person.model.ts'
import { peopleOf } from '../person.model.ts'
import { findNamed } from '../queries/findNamed.ts'
import { savePerson } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

export interface Appointment {
  name: string
  phone?: string | undefined
  /** Unset: the role that the person has. */
  role?: Role | undefined
  reason: string
}

/**
 * The one of this name (and phone, where given) in the station, with this role from now on; made where there is nobody. For
 * whoever holds the server's keys alone: it stands in the changes as the operator's. Throws `conflict` where two have the
 * name, `not_found` where nobody has it and no role says what to make, `forbidden` where it would be no member of staff.
 */
export async function appointByOperator(platform: Ground, stationId: string, wish: Appointment): Promise<Person> {
  const { name, phone, role, reason } = wish
  const known = await findNamed(platform, stationId, wish)
  if (!known && role === undefined) throw new DomainError('not_found', { say: inviteWords.nobody })
  const entry = { at: platform.clock.now(), by: 'operator', reason, to: ROLE_WORDS[role ?? 'resident'] }
  if (!known) {
    const changes: PersonChange[] = [{ ...entry, what: 'registered' }]
    return savePerson(platform, {
      stationId,
      name,
      role: role as Role,
      verified: true,
      changes,
      ...(phone && { phone }),
    })
  }
  const becomes = role ?? known.role
  if (!isStaff(becomes)) throw new DomainError('forbidden', { say: inviteWords.onlyStaff })
  if (becomes === known.role) return known
  const change: PersonChange = { ...entry, what: 'role', from: ROLE_WORDS[known.role] }
  await peopleOf(platform).updateOne(
    { _id: known.id },
    { $set: { role: becomes, verified: true }, $unset: { proposal: '' }, $push: { changes: change }, $inc: { v: 1 } },
  )
  return { ...known, role: becomes }
}
