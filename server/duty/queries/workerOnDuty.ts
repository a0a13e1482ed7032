import { listStaff } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { orderOfDuty } from '../orderOfDuty.ts'
import { readRosterDoc } from './findRoster.ts'

type Ground = Pick<Platform, 'db'>

/** All staff of a station, in the order in which they are turned to at this time. */
export async function staffInOrder(platform: Ground, stationId: string, at: Date): Promise<Person[]> {
  const staff = await listStaff(platform, stationId)
  return orderOfDuty(await readRosterDoc(platform, stationId), staff, at).map(({ person }) => person)
}

/**
 * The worker on duty at this time; out of hours the one whose shift begins next, without a roster any worker, then the
 * director. `undefined` only where the station has no staff at all.
 */
export async function workerOnDuty(platform: Ground, stationId: string, at: Date): Promise<Person | undefined> {
  return (await staffInOrder(platform, stationId, at))[0]
}
