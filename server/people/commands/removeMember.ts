import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { memberIn } from './changeMember.ts'
import { changePerson } from './changePerson.ts'

/** Takes somebody off the family. Throws `not_found`. */
export async function removeMember(platform: Pick<Platform, 'db'>, person: Person, memberId: string): Promise<void> {
  await changePerson(platform, person.id, undefined, ({ household }) => {
    memberIn(household, memberId)
    return { $set: { household: household.filter(({ id }) => id !== memberId) } }
  })
}
