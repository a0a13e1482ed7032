import type { Group } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import { sealedInTask } from '../recurring.model.ts'
import type { RecurringTaskDoc, SealedPattern } from '../recurring.model.ts'

/** What stands sealed in a recurring task, for the assistant's own work and for the one whose it is; nothing of what was ended. */
export function openPattern(
  { vault }: Pick<Platform, 'vault'>,
  { _id, pattern, groups }: Pick<RecurringTaskDoc, '_id' | 'pattern' | 'groups'>,
): SealedPattern & { groups: Group[] } {
  const opened = pattern ? vault.openJson<SealedPattern>(pattern, sealedInTask(_id, 'pattern')) : { door: {}, text: '' }
  return { ...opened, groups: groups ? vault.openJson<Group[]>(groups, sealedInTask(_id, 'groups')) : [] }
}
