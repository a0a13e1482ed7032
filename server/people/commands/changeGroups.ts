import type { Group } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { sealedAt } from '../person.model.ts'
import { changePerson } from './changePerson.ts'

/** What the person lets the station know of her situation; an empty list strikes the record out. Throws `conflict`. */
export function changeGroups(
  platform: Pick<Platform, 'db' | 'vault'>,
  person: Person,
  version: number,
  groups: Group[],
): Promise<void> {
  return changePerson(platform, person.id, version, () =>
    groups.length === 0
      ? { $unset: { groups: '' } }
      : { $set: { groups: platform.vault.sealJson([...new Set(groups)], sealedAt(person.id, 'groups')) } },
  )
}
