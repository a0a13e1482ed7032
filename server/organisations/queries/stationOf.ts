import type { Platform } from '../../platform/platform.ts'
import type { Station } from '../station.model.ts'
import { findStation } from './findStation.ts'

/** The station of something that names one. Throws when it is gone: a record without its station is a broken record. */
export async function stationOf(platform: Pick<Platform, 'db'>, stationId: string): Promise<Station> {
  const station = await findStation(platform, stationId)
  if (!station) throw new Error(`no station ${stationId}`)
  return station
}
