import type { LadderName } from '@yimin/shared/dispatch/ladder'
import type {
  Enterprise,
  SettingsChanges,
  StationRoom,
  StationSettings,
  StationWords,
  Zone,
} from '@yimin/shared/organisations/contract'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'

export interface StationDoc {
  _id: string
  v: number
  name: string
  community: string
  phone: string
  zones: Zone[]
  rooms: StationRoom[]
  /** Only what differs from the defaults. */
  settings: SettingsChanges
  words: StationWords
  /** Who changed a ladder last, and when. */
  laddersSaved?: { [name in LadderName]?: { by: string; at: Date } }
  /** Who changed the habits of dispatch last, and when. */
  habitsSaved?: { by: string; at: Date }
  createdAt: Date
}

/** A community's social-work station, with all figures filled in. */
export interface Station {
  id: string
  v: number
  /** 昆北街道社工站 */
  name: string
  /** 海威社区 */
  community: string
  phone: string
  zones: Zone[]
  rooms: StationRoom[]
  settings: StationSettings
  words: StationWords
  laddersSaved: NonNullable<StationDoc['laddersSaved']>
  habitsSaved?: StationDoc['habitsSaved']
}

export interface EnterpriseDoc extends Omit<Enterprise, 'id'> {
  _id: string
}

/** What a station starts with; a record written by hand may leave lists out. */
export const NO_OWN_WORDS: StationWords = { estates: [], zones: [], nicknames: [], shopGoods: [], extraGoods: [] }

export const STATIONS = 'stations'
export const ENTERPRISES = 'enterprises'

export function stationsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<StationDoc>(STATIONS)
}

export function enterprisesOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<EnterpriseDoc>(ENTERPRISES)
}

export const organisationIndexes: CollectionIndexes[] = [
  {
    collection: STATIONS,
    indexes: [
      // A room belongs to one station; a station without rooms stands in no index entry that others could hit.
      { key: { 'rooms.chatId': 1 }, unique: true, partialFilterExpression: { 'rooms.0': { $exists: true } } },
    ],
  },
  { collection: ENTERPRISES, indexes: [{ key: { stationId: 1, name: 1 } }] },
]
