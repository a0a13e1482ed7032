import type { Db } from 'mongodb'
import type { HintKind } from '@yimin/shared/live/contract'
import type { CollectionIndexes } from '../mongo.ts'

/** One hint with those whom it concerns. Ids only: nothing of it tells anything about a person. */
export interface HintDoc {
  /** The hint's number. Without gaps: a number is taken by being written. */
  _id: number
  kind: HintKind
  /** Code or id of what is new. */
  id: string
  /** Its version. */
  version: number
  /** Ids of the people who hear it. */
  people: string[]
  /** Ids of the stations whose staff hear it. */
  stations: string[]
  at: Date
}

export const LIVE = 'live'

export function hintsOf(db: Db) {
  return db.collection<HintDoc>(LIVE)
}

export const liveIndexes: CollectionIndexes[] = [{ collection: LIVE, indexes: [{ key: { at: 1 } }] }]
