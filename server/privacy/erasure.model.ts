import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'

/**
 * One person's data on its way out. `running`: steps are under way. `settling`: all is gone; once what was under way in the
 * moment has come to rest, the last traces are looked for. `done`: the row says only that and when.
 */
export interface ErasureDoc {
  _id: string
  stationId: string
  state: 'running' | 'settling' | 'done'
  askedAt: Date
  /** Until it is done: whom it is about, the chat accounts, the requests and calls whose traces lie in other rooms. */
  personId?: string
  chatIds?: string[]
  subjectIds?: string[]
  /** The next look at it; absent when done. */
  nextAt?: Date
  doneAt?: Date
}

/** A process that is at it gets this long before it counts as dead. */
export const LEASE_MS = 30_000

export const ERASURES = 'erasures'

export function erasuresOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<ErasureDoc>(ERASURES)
}

export const privacyIndexes: CollectionIndexes[] = [
  {
    collection: ERASURES,
    indexes: [
      { key: { personId: 1 }, unique: true, partialFilterExpression: { personId: { $exists: true } } },
      { key: { nextAt: 1 }, partialFilterExpression: { nextAt: { $exists: true } } },
    ],
  },
]
