import type { WeekHours } from '@yimin/shared/organisations/hours'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'

/** Hours of the week on which a worker is on duty. */
export interface Shift extends WeekHours {
  personId: string
}

/** A station's duty roster: one document. */
export interface RosterDoc {
  /** The station's id. */
  _id: string
  v: number
  shifts: Shift[]
  /** Those who are on duty whatever the shifts say, in the order in which they came on. */
  flagged: string[]
  /** Who saved the shifts last, and when. */
  savedBy?: string
  savedAt?: Date
}

export const ROSTERS = 'duty_rosters'

export function rostersOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<RosterDoc>(ROSTERS)
}

/** Rosters are found by their station's id alone. */
export const rosterIndexes: CollectionIndexes[] = [{ collection: ROSTERS, indexes: [] }]
