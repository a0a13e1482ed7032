import type { SettingsChanges, StationRoom, StationWords, Zone } from '@yimin/shared/organisations/contract'
import { settingsChanges, stationRoom, stationWords, zones } from '@yimin/shared/organisations/contract'
import type { Platform } from '../../platform/platform.ts'
import { toStation } from '../queries/findStation.ts'
import type { Station, StationDoc } from '../station.model.ts'
import { NO_OWN_WORDS, stationsOf } from '../station.model.ts'
import { readChanges } from '../olderSettings.ts'
import { forgetStations } from '../stationCache.ts'

export interface StationDraft {
  id: string
  name?: string
  community?: string
  phone?: string
  zones?: Zone[]
  rooms?: StationRoom[]
  settings?: SettingsChanges
  words?: StationWords
}

/**
 * Makes a station or changes the parts named; what is not named stays. Throws ZodError for figures outside their bounds
 * and the driver's duplicate-key error for a room that another station has.
 */
export async function saveStation(platform: Pick<Platform, 'db' | 'clock'>, draft: StationDraft): Promise<Station> {
  const parts: Partial<StationDoc> = {
    name: draft.name,
    community: draft.community,
    phone: draft.phone,
    zones: draft.zones && zones.parse(draft.zones),
    rooms: draft.rooms && stationRoom.array().parse(draft.rooms),
    settings: draft.settings && readChanges(settingsChanges.parse(draft.settings)),
    words: draft.words && stationWords.parse(draft.words),
  }
  const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
  const fresh: Omit<StationDoc, '_id' | 'v'> = {
    name: '',
    community: '',
    phone: '',
    zones: [],
    rooms: [],
    settings: {},
    words: NO_OWN_WORDS,
    createdAt: platform.clock.now(),
  }
  const onlyNew = Object.fromEntries(Object.entries(fresh).filter(([name]) => !(name in given)))
  const doc = await stationsOf(platform).findOneAndUpdate(
    { _id: draft.id },
    { ...(Object.keys(given).length > 0 ? { $set: given } : {}), $setOnInsert: onlyNew, $inc: { v: 1 } },
    { upsert: true, returnDocument: 'after' },
  )
  forgetStations(platform.db)
  return toStation(doc as StationDoc)
}
