import { ALARM_KINDS } from '@yimin/shared/duty/contract'
import { staffWords } from '@yimin/shared/messaging/words'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { countKindsTo } from '../queries/listWordsTo.ts'
import { sayPrivately } from './sendMessage.ts'
import type { Words } from './sendMessage.ts'

const WITHIN_MS = 10 * 60_000
/** So many in ten minutes are read one by one; more are a list, and the list is on the desk. */
const MOST = 10
/** Words that come by themselves, one for each matter. */
const CALLS = [...ALARM_KINDS.map((kind) => `alarm.${kind}`), 'dispatch.offer']

/**
 * Calls one worker to one matter. Where a whole morning of them comes at once she hears of the first ones, and then once that
 * there are many: each stands on the desk with its clock. An emergency is always said. Two who look in the same moment may
 * both say their word: one too many does no harm.
 */
export async function sayToStaff(platform: Platform, worker: Person, words: Words): Promise<void> {
  const now = platform.clock.now().getTime()
  const heard = words.urgent ? 0 : await countKindsTo(platform, worker.id, CALLS, new Date(now - WITHIN_MS))
  if (heard < MOST) {
    await sayPrivately(platform, worker, words)
    return
  }
  const { stationId, template } = words
  const key = `many.${worker.id}.${Math.floor(now / WITHIN_MS)}`
  await sayPrivately(platform, worker, { key, stationId, template, text: staffWords.many })
}
