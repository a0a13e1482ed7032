import type { Platform } from '../../platform/platform.ts'
import { checkedPhone } from '../filledIn.ts'
import type { Person } from '../person.model.ts'
import { changePerson } from './changePerson.ts'
import { sealPhone } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** A number that the person wrote by hand. Throws `invalid_input` for what is no number of this country, `conflict`. */
export async function changePhone(platform: Ground, person: Person, version: number, phone: string): Promise<void> {
  const digits = checkedPhone(phone, 'phone')
  await changePerson(platform, person.id, version, () => ({
    $set: sealPhone(platform, person.id, digits),
    // Anybody may write anybody's number.
    $unset: { phoneFrom: '' },
  }))
}
