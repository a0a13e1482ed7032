import { DomainError } from '@yimin/shared/errors/domainError'
import { filledInWords } from '@yimin/shared/people/words'
import type { Platform } from '../../platform/platform.ts'
import { isPhone } from '../filledIn.ts'
import type { Person } from '../person.model.ts'
import { changePerson } from './changePerson.ts'
import { sealPhone } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** A number that the person wrote by hand. Throws `invalid_input` for what is no number of this country, `conflict`. */
export async function changePhone(platform: Ground, person: Person, version: number, phone: string): Promise<void> {
  if (!isPhone(phone))
    throw new DomainError('invalid_input', { fields: [{ path: 'phone', message: filledInWords.phoneWrong }] })
  await changePerson(platform, person.id, version, () => ({
    $set: sealPhone(platform, person.id, phone),
    // Anybody may write anybody's number.
    $unset: { phoneFrom: '' },
  }))
}
