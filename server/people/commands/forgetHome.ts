import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { changePerson } from './changePerson.ts'

/** The station no longer keeps where the person lives. */
export function forgetHome(platform: Pick<Platform, 'db'>, person: Person): Promise<void> {
  return changePerson(platform, person.id, undefined, () => ({ $unset: { home: '' } }))
}
