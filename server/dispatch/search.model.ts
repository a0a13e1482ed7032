import type { Rung } from '@yimin/shared/dispatch/ladder'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { findTogether } from '../platform/together.ts'
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
  /** He was asked to go in another helper's place. */
  swap?: true
  /** When he said yes or no. */
  answeredAt?: Date
  /** Requests of the same trip for which he was being asked already: he was offered them together, and it cost him no ask. */
  with?: string[]
}

/** A rung that was climbed. */
export interface Climb {
  rung: string
  at: Date
  /** How many were asked; nobody may have been left to ask. */
  asked: number
  /** A word went into the group. */
  group?: true
  /** One more was asked, for the building has waited longer than others lately. */
  equity?: true
}

/** The search for a helper (找人) of one request; its id is the request's. */
export interface SearchDoc {
  _id: string
  v: number
  stationId: string
  /** `swapping`: somebody has it and asks who goes in his place. */
  state: 'running' | 'swapping' | 'over'
  /** The trip that it goes in, named after the request that began it; absent where it began one, or goes alone. */
  tripId?: string
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
  /** When the group heard of it in this round. */
  groupAskedAt?: Date
  updatedAt: Date
}

/** Everybody who was ever asked, in all rounds. */
export function asksOf({ asked, earlier = [] }: Pick<SearchDoc, 'asked' | 'earlier'>): AskedHelper[] {
  return [...earlier, ...asked]
}

/** What a search keeps of one who is asked; `mates`: what of the same trip he is being asked for already. */
export function askedAs({ person, reason, reasons, cell }: Choice, mates?: readonly string[]) {
  const asked = { personId: person.id, reason, reasons, state: 'asked' as const }
  // One ask, one answer to be counted: that of the first of the trip.
  return mates ? { ...asked, with: [...mates] } : { ...asked, cell }
}

/** The name of the trip that a search belongs to, be it of one alone. */
export function tripOf({ _id, tripId }: Pick<SearchDoc, '_id' | 'tripId'>): string {
  return tripId ?? _id
}

export const SEARCHES = 'searches'

/** 十分钟内给您回话: what is promised with the confirmation. */
export const WORD_MS = 10 * 60_000

export function searchesOf(platform: Platform) {
  return platform.db.collection<SearchDoc>(SEARCHES)
}

/** Whoever looks in the same moment shares the trip; nobody changes what he is given. */
export function findSearch(platform: Platform, requestId: string): Promise<SearchDoc | undefined> {
  return findTogether<SearchDoc>(platform.db, SEARCHES, requestId)
}

export const searchIndexes: CollectionIndexes[] = [
  {
    collection: SEARCHES,
    indexes: [
      { key: { nextAt: 1 }, partialFilterExpression: { nextAt: { $exists: true } } },
      { key: { wordAt: 1 }, partialFilterExpression: { wordAt: { $exists: true } } },
      { key: { unsaid: 1, updatedAt: 1 }, partialFilterExpression: { unsaid: true } },
      { key: { 'asked.personId': 1, state: 1 } },
      { key: { tripId: 1 }, partialFilterExpression: { tripId: { $exists: true } } },
      { key: { stationId: 1, startedAt: -1 } },
      // Of all that a station ever searched for, what is being searched for now: others of the same trip.
      { key: { stationId: 1, state: 1, startedAt: -1 }, partialFilterExpression: { state: 'running' } },
      { key: { stationId: 1, groupAskedAt: -1 }, partialFilterExpression: { groupAskedAt: { $exists: true } } },
    ],
  },
]
