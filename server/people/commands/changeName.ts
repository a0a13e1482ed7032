import { speakableName } from '@yimin/shared/people/addressing'
import { DomainError } from '@yimin/shared/errors/domainError'
import { filledInWords } from '@yimin/shared/people/words'
import type { Platform } from '../../platform/platform.ts'
import { mayRename } from '../people.policy.ts'
import { nameKeys } from '../nameKeys.ts'
import type { Person } from '../person.model.ts'
import { changePerson } from './changePerson.ts'

/** How the person wants to be called. Throws `forbidden` once the station has checked the name, `invalid_input`, `conflict`. */
export async function changeName(
  platform: Pick<Platform, 'db'>,
  person: Person,
  version: number,
  name: string,
): Promise<void> {
  if (!mayRename(person)) throw new DomainError('forbidden', { say: filledInWords.nameChecked })
  const spoken = speakableName(name)
  if (spoken === '')
    throw new DomainError('invalid_input', { fields: [{ path: 'name', message: filledInWords.nameWrong }] })
  const keys = await nameKeys(spoken)
  await changePerson(platform, person.id, version, () => ({ $set: { name: spoken, nameKeys: keys } }))
}
