import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { changePerson } from './changePerson.ts'
import { checkedMember } from './addMember.ts'
import type { FilledMember } from './addMember.ts'
import { sealMember } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** All that was told of a member anew. Throws `not_found`, `invalid_input`, `conflict`. */
export async function changeMember(
  platform: Ground,
  person: Person,
  version: number,
  memberId: string,
  filledIn: FilledMember,
): Promise<void> {
  // Whose member it is comes before what is wrong with the fields.
  memberIn(person.household, memberId)
  const told = await checkedMember(platform, person, filledIn)
  await changePerson(platform, person.id, version, ({ household }) => {
    const before = memberIn(household, memberId)
    const theirs = before.personId === undefined ? {} : { personId: before.personId }
    const member = sealMember(platform, person.id, { ...told, ...theirs }, memberId)
    return { $set: { household: household.map((one) => (one.id === memberId ? member : one)) } }
  })
}

/** Throws `not_found`. */
export function memberIn<M extends { id: string }>(household: readonly M[], memberId: string): M {
  const member = household.find(({ id }) => id === memberId)
  if (!member) throw new DomainError('not_found')
  return member
}
