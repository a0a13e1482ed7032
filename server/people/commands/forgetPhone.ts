import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { changePerson } from './changePerson.ts'

/** The station no longer keeps the number. */
export function forgetPhone(platform: Pick<Platform, 'db'>, person: Person): Promise<void> {
  return changePerson(platform, person.id, undefined, () => ({ $unset: { phone: '', phoneIndex: '', phoneFrom: '' } }))
}
