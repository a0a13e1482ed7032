import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'

/** `none`: somebody else was quicker, or it was withdrawn, before an answer could be expected. It counts neither way. */
export type AskAnswer = 'yes' | 'no' | 'none'

/** One ask, in a few words: of which search, when, in which circumstances, and what was answered. */
export interface AskNote {
  requestId: string
  /** The round of its search. */
  round: number
  at: Date
  /** Kind of help, hour and way: `goods-evening-zone`. */
  cell: string
  answer?: AskAnswer
}

/**
 * What is remembered of one helper's asks and errands (履历), so that a choice reads it at once. Made from searches and requests,
 * kept by what happens to them, and made anew from them every night; nothing in it tells of those who were helped.
 */
export interface StandingDoc {
  /** The helper's id. */
  _id: string
  v: number
  stationId: string
  /** The latest asks, at most `ASKS_KEPT`. */
  asks: AskNote[]
  /** When he was asked, the same `ASKS_KEPT` alone: a choice reads no more of them. */
  askedAt: Date[]
  /** How often asked, ever. */
  asked: number
  /** Answers by circumstances. */
  cells: { [cell: string]: { asked?: number; accepted?: number } }
  /** When he was asked for the first time, and when his first errand was done: how long a newcomer waits. */
  firstAskedAt?: Date
  firstDoneAt?: Date
  /** Errands taken, by the day (Asia/Shanghai); days longer ago than `DAYS_KEPT` go at night. */
  days: { [day: string]: { taken?: number } }
  /** Errands brought to their end, ever. */
  done: number
  /** Names of the last facts that were worked in, so that one that is heard twice counts once. */
  heard: string[]
  updatedAt: Date
}

/** As many as the largest budget of a week. */
export const ASKS_KEPT = 70
export const DAYS_KEPT = 28
export const HEARD_KEPT = 40

export const STANDINGS = 'helper_standings'

export function standingsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<StandingDoc>(STANDINGS)
}

export const standingIndexes: CollectionIndexes[] = [{ collection: STANDINGS, indexes: [{ key: { stationId: 1 } }] }]

/** The last night in which a station's standings were made anew. */
export interface RebuildDoc {
  /** The station's id. */
  _id: string
  /** 2026-11-22 (Asia/Shanghai). */
  day: string
  at: Date
}

export const STANDING_REBUILDS = 'standing_rebuilds'

export function rebuildsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<RebuildDoc>(STANDING_REBUILDS)
}

/** What a choice needs of it. */
export type StandingRead = Pick<StandingDoc, '_id' | 'askedAt' | 'asked' | 'cells' | 'days' | 'done'>

/** The standings of a station, without each ask's story. */
export function readStandings(platform: Pick<Platform, 'db'>, stationId: string): Promise<StandingRead[]> {
  const projection = { askedAt: 1, asked: 1, cells: 1, days: 1, done: 1 }
  return standingsOf(platform).find({ stationId }, { projection }).toArray()
}

/** Of a helper of whom nothing is remembered. */
export function blankStanding(personId: string, stationId: string, now: Date): StandingDoc {
  return {
    _id: personId,
    v: 1,
    stationId,
    asks: [],
    askedAt: [],
    asked: 0,
    cells: {},
    days: {},
    done: 0,
    heard: [],
    updatedAt: now,
  }
}
