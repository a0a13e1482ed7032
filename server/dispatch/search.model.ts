import type { Rung } from '@yimin/shared/dispatch/ladder'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'

/** One helper who was asked, why, and what became of it. */
export interface AskedHelper {
  personId: string
  at: Date
  /** The rung of the ladder on which he was asked. */
  rung: string
  /** One line, shown to staff and helper. */
  reason: string
  state: 'asked' | 'declined' | 'accepted' | 'released'
  /** When he said yes or no. */
  answeredAt?: Date
}

/** A rung that was climbed. */
export interface Climb {
  rung: string
  at: Date
  /** How many were asked; nobody may have been left to ask. */
  asked: number
  /** A word went into the group. */
  group?: true
}

/** The search for a helper (找人) of one request; its id is the request's. */
export interface SearchDoc {
  _id: string
  v: number
  stationId: string
  state: 'running' | 'over'
  /** Counts the times it began: a request that was given back is searched for anew. */
  round: number
  startedAt: Date
  /** Since when somebody is waited for; a give-back does not begin it anew. */
  since: Date
  /** The ladder as the station had it when the round began: a change of the station's does not move those who wait. */
  ladder: Rung[]
  /** The next rung; the last one when the named person has it. */
  rung: string
  /** When that rung is due; absent once the person has it. */
  nextAt?: Date
  /** Quiet hours keep it waiting until then. */
  restsUntil?: Date
  /** When the requester is told that the search goes on; absent once that is done. */
  wordAt?: Date
  asked: AskedHelper[]
  climbs: Climb[]
  /** Whom earlier rounds asked, with what they answered. */
  earlier: AskedHelper[]
  /** Somebody stands written down who may not have heard of it yet. */
  unsaid?: true
  /** The announcement that began this round: heard again, it begins no new one. */
  beganBy: string
  groupAsked: boolean
  updatedAt: Date
}

export const SEARCHES = 'searches'

/** 十分钟内给您回话: what is promised with the confirmation. */
export const WORD_MS = 10 * 60_000

export function searchesOf(platform: Platform) {
  return platform.db.collection<SearchDoc>(SEARCHES)
}

export const dispatchIndexes: CollectionIndexes[] = [
  {
    collection: SEARCHES,
    indexes: [
      { key: { nextAt: 1 }, partialFilterExpression: { nextAt: { $exists: true } } },
      { key: { wordAt: 1 }, partialFilterExpression: { wordAt: { $exists: true } } },
      { key: { unsaid: 1, updatedAt: 1 }, partialFilterExpression: { unsaid: true } },
      { key: { 'asked.personId': 1, state: 1 } },
    ],
  },
]
