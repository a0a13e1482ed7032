import type { Rung } from '@yimin/shared/dispatch/ladder'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import type { Choice } from './choose/chooseHelpers.ts'
import type { Reason } from './choose/reasons.ts'

/** One helper who was asked, why, and what became of it. */
export interface AskedHelper {
  personId: string
  at: Date
  /** The rung of the ladder on which he was asked. */
  rung: string
  /** The round of the search; absent in old records. */
  round?: number
  /** One line, shown to staff and helper. */
  reason: string
  /** The same, as the desk's words have it. */
  reasons?: Reason[]
  /** Under which circumstances his answer is counted. */
  cell?: string
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
  /** Whom earlier rounds asked and who did not say no: they may be asked again. */
  earlier: AskedHelper[]
  /** Somebody stands written down who may not have heard of it yet. */
  unsaid?: true
  /** The announcement that began this round: heard again, it begins no new one. */
  beganBy: string
  groupAsked: boolean
  updatedAt: Date
}

/** Everybody who was ever asked, in all rounds. */
export function asksOf({ asked, earlier = [] }: Pick<SearchDoc, 'asked' | 'earlier'>): AskedHelper[] {
  return [...earlier, ...asked]
}

/** What a search keeps of one who is asked. */
export function askedAs({ person, reason, reasons, cell }: Choice) {
  return { personId: person.id, reason, reasons, cell, state: 'asked' as const }
}

export const SEARCHES = 'searches'

/** 十分钟内给您回话: what is promised with the confirmation. */
export const WORD_MS = 10 * 60_000

export function searchesOf(platform: Platform) {
  return platform.db.collection<SearchDoc>(SEARCHES)
}

export const searchIndexes: CollectionIndexes[] = [
  {
    collection: SEARCHES,
    indexes: [
      { key: { nextAt: 1 }, partialFilterExpression: { nextAt: { $exists: true } } },
      { key: { wordAt: 1 }, partialFilterExpression: { wordAt: { $exists: true } } },
      { key: { unsaid: 1, updatedAt: 1 }, partialFilterExpression: { unsaid: true } },
      { key: { 'asked.personId': 1, state: 1 } },
      { key: { stationId: 1, startedAt: -1 } },
    ],
  },
]
