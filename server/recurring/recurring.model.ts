import type { Category, Item } from '@yimin/shared/language/frame'
import type { Recurrence, RecurringAct, RecurringState } from '@yimin/shared/recurring/contract'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { sealedIn } from '../platform/vault/index.ts'
import type { RequestDoc } from '../requests/index.ts'
import type { Instance } from './rhythm.ts'

/** What stands sealed in a recurring task (S2). */
export interface SealedPattern {
  door: { unit?: string; floor?: string; room?: string }
  phone?: string
  /** What was said the first time. */
  text: string
}

export interface RecurringEntry {
  at: Date
  /** A person's id, or `system`. */
  by: string
  act: 'begin' | RecurringAct | 'open' | 'missed' | 'refused'
  /** The day as the rhythm has it, where one was opened or left out. */
  day?: string
}

/**
 * What comes again (定期): a pattern, its rhythm and the next day. Each day's request is made of it by the sweeper and then goes its
 * own way; the day names it, so that it is made once. Fields marked (sealed) are ciphertext of the vault.
 */
export interface RecurringTaskDoc {
  _id: string
  v: number
  stationId: string
  requesterId: string
  /** Where news of it go. */
  origin: RequestDoc['origin']
  category: Category
  items: Item[]
  budgetFen?: number
  place: RequestDoc['place']
  /** `SealedPattern` (sealed, S2); gone once it is ended. */
  pattern?: string
  /** Special groups (sealed, S3). */
  groups?: string
  beneficiary?: string
  rhythm: Recurrence['rhythm']
  part: Recurrence['part']
  onHoliday: Recurrence['onHoliday']
  /** 2026-12-31: the last day on which it may be. */
  until?: string
  state: RecurringState
  /** The next one, and when its request is made; absent while none is to come. */
  next?: Instance
  opensAt?: Date
  /** The last day that the rhythm named and that was decided upon, and the last one on which it was done. */
  lastDay: string
  lastOn: string
  /** The request that it was taken from: who helped then is asked first. */
  patternRequestId: string
  /** The latest requests that were made of it. */
  opened: { requestId: string; code: string; on: string }[]
  history: RecurringEntry[]
  endedAt?: Date
  createdAt: Date
  updatedAt: Date
}

export const RECURRING_TASKS = 'recurring_tasks'
export const OPENED_KEPT = 12
export const HISTORY_KEPT = 200

export function recurringTasksOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<RecurringTaskDoc>(RECURRING_TASKS)
}

export const recurringIndexes: CollectionIndexes[] = [
  {
    collection: RECURRING_TASKS,
    indexes: [
      { key: { requesterId: 1 } },
      { key: { stationId: 1, state: 1 } },
      { key: { opensAt: 1 }, partialFilterExpression: { opensAt: { $exists: true } } },
      { key: { endedAt: 1 }, partialFilterExpression: { endedAt: { $exists: true } } },
    ],
  },
]

/** Where a sealed value belongs. */
export function sealedInTask(id: string, field: 'pattern' | 'groups') {
  return { collection: RECURRING_TASKS, id, field, class: field === 'groups' ? ('S3' as const) : ('S2' as const) }
}

export const recurringSealed = sealedIn<RecurringTaskDoc>({
  collection: RECURRING_TASKS,
  fields: {
    pattern: ({ _id }) => sealedInTask(_id, 'pattern'),
    groups: ({ _id }) => sealedInTask(_id, 'groups'),
  },
})
