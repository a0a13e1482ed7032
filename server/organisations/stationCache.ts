import type { Db } from 'mongodb'
import type { Station } from './station.model.ts'

/** Stations change rarely and are read with every message. Another process sees a change after at most this long. */
const FRESH_MS = 5_000
const MOST_ENTRIES = 1_000

interface Kept {
  station: Station | undefined
  until: number
}

/** Records that no other process changes: a simulated community's. */
const alone = new WeakSet<Db>()

/** Keeps this record's stations until they are saved anew, however much real time passes: a simulated month does not depend on it. */
export function keepStations(db: Db): void {
  alone.add(db)
}

const kept = new WeakMap<Db, Map<string, Kept>>()

function shelfOf(db: Db): Map<string, Kept> {
  const shelf = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, shelf)
  return shelf
}

/**
 * Gives the kept station or reads it. Its age is real elapsed time and not the injected clock's: it measures how old the copy
 * of the record is, and a replay that jumps over hours must not make it read again and again.
 */
export async function keptStation(
  db: Db,
  key: string,
  read: () => Promise<Station | undefined>,
): Promise<Station | undefined> {
  const shelf = shelfOf(db)
  const found = shelf.get(key)
  if (found && found.until > performance.now()) return found.station
  const station = await read()
  // A save during the reading has put the shelf away; what was read before it must not come back.
  if (kept.get(db) === shelf) {
    if (shelf.size >= MOST_ENTRIES) shelf.clear()
    shelf.set(key, { station, until: alone.has(db) ? Infinity : performance.now() + FRESH_MS })
  }
  return station
}

export function forgetStations(db: Db): void {
  kept.delete(db)
}
