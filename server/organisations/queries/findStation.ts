import type { Platform } from '../../platform/platform.ts'
import type { Station, StationDoc } from '../station.model.ts'
import { NO_OWN_WORDS, stationsOf } from '../station.model.ts'
import { keptStation } from '../stationCache.ts'
import { settingsWith } from '../stationDefaults.ts'

type Ground = Pick<Platform, 'db'>

export function toStation(doc: StationDoc): Station {
  const { _id, v, name, community, phone, zones, rooms, settings, words, laddersSaved = {}, habitsSaved } = doc
  return {
    id: _id,
    v,
    name,
    community,
    phone,
    zones,
    rooms,
    words: { ...NO_OWN_WORDS, ...words },
    settings: settingsWith(settings),
    laddersSaved,
    ...(habitsSaved && { habitsSaved }),
  }
}

/** The station, from a copy at most 5 s old; do not change what you are given. */
export function findStation(platform: Ground, stationId: string): Promise<Station | undefined> {
  return keptStation(platform.db, `id ${stationId}`, async () => {
    const doc = await stationsOf(platform).findOne({ _id: stationId })
    return doc ? toStation(doc) : undefined
  })
}

/** The station as it stands this moment: whoever changes something of it must have seen its latest version. Throws where it is gone. */
export async function findFreshStation(platform: Ground, stationId: string): Promise<Station> {
  const doc = await stationsOf(platform).findOne({ _id: stationId })
  if (!doc) throw new Error(`no station ${stationId}`)
  return toStation(doc)
}

/** The station whose room this is (`sandbox:g1`); `undefined` for a room that no station serves. */
export function findStationOfRoom(platform: Ground, chatRoomId: string): Promise<Station | undefined> {
  return keptStation(platform.db, `room ${chatRoomId}`, async () => {
    const doc = await stationsOf(platform).findOne({ 'rooms.chatId': chatRoomId })
    return doc ? toStation(doc) : undefined
  })
}

/** All stations of this installation, oldest first. Read fresh: it is asked at start and by sweepers only. */
export async function listStations(platform: Ground): Promise<Station[]> {
  const docs = await stationsOf(platform).find().sort({ createdAt: 1, _id: 1 }).toArray()
  return docs.map(toStation)
}

/** The station that stands for the installation where nothing else tells: the oldest. */
export function findHomeStation(platform: Ground): Promise<Station | undefined> {
  return keptStation(platform.db, 'home', async () => (await listStations(platform))[0])
}

type Surroundings = Pick<Station, 'words' | 'zones'>
const made = new WeakMap<Surroundings, ReturnType<typeof putTogether>>()

function putTogether({ words, zones }: Surroundings) {
  return {
    ...words,
    zones: [...new Set([...words.zones, ...zones.map((zone) => zone.name)])],
    buildings: zones.flatMap((zone) => zone.buildings.map((building) => ({ zone: zone.name, name: building.name }))),
  }
}

/**
 * A station's words for the reader of messages, with the zones and buildings of its map. The same object for the same station:
 * the reader makes the words ready to look for once for each object.
 */
export function wordsOfStation(station: Surroundings) {
  const known = made.get(station)
  if (known) return known
  const words = putTogether(station)
  made.set(station, words)
  return words
}
