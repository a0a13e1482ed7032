import type { Address } from '@yimin/shared/language/frame'
import { DomainError } from '@yimin/shared/errors/domainError'
import { filledInWords } from '@yimin/shared/people/words'
import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { changePerson } from './changePerson.ts'
import { checkedHome } from './changeHome.ts'
import { sealMember } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** Somebody of the family as the person tells it. */
export interface FilledMember {
  relation: string
  name: string
  home?: Address
}

/** More is no family but a list of strangers. */
const MOST = 20

/** Throws `invalid_input`, `conflict`. */
export async function addMember(
  platform: Ground,
  person: Person,
  version: number,
  filledIn: FilledMember,
): Promise<void> {
  const member = await checkedMember(platform, person, filledIn)
  await changePerson(platform, person.id, version, ({ household }) => {
    if (household.length >= MOST)
      throw new DomainError('invalid_input', { fields: [{ path: 'name', message: filledInWords.familyFull }] })
    return { $push: { household: sealMember(platform, person.id, member) } }
  })
}

/** The member with an address that the station knows. */
export async function checkedMember(
  platform: Ground,
  person: Person,
  { relation, name, home }: FilledMember,
): Promise<FilledMember> {
  return { relation, name, ...(home ? { home: await checkedHome(platform, person.stationId, home) } : {}) }
}
