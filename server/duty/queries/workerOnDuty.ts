import type { WeekHours } from '@yimin/shared/organisations/hours'
import { coversInstant, minutesUntilNext } from '@yimin/shared/organisations/hours'
import type { Role } from '@yimin/shared/people/roles'
import { listStaff } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RosterDoc, Shift } from '../roster.model.ts'
import { rostersOf } from '../roster.model.ts'

type Ground = Pick<Platform, 'db'>

/** Who answers where the roster names nobody. */
const FALLBACK: Role[] = ['station_worker', 'station_director', 'supervisor']

function shiftsOf(roster: Pick<RosterDoc, 'shifts'>, personId: string): WeekHours[] {
  return roster.shifts.filter((shift: Shift) => shift.personId === personId)
}

/** Before everyone: flagged; then whose shift it is; then whose shift begins next; then those without shifts, by role. */
function rank(roster: RosterDoc, person: Person, at: Date): [number, number] {
  const flag = roster.flagged.indexOf(person.id)
  if (flag >= 0) return [0, flag]
  const shifts = shiftsOf(roster, person.id)
  if (coversInstant(shifts, at)) return [1, 0]
  const wait = minutesUntilNext(shifts, at)
  return wait === undefined ? [3, FALLBACK.indexOf(person.role)] : [2, wait]
}

/** All staff of a station, in the order in which they are turned to at this time. */
export async function staffInOrder(platform: Ground, stationId: string, at: Date): Promise<Person[]> {
  const staff = await listStaff(platform, stationId)
  const roster = (await rostersOf(platform).findOne({ _id: stationId })) ?? {
    _id: stationId,
    v: 0,
    shifts: [],
    flagged: [],
  }
  return staff
    .map((person) => ({ person, at: rank(roster, person, at) }))
    .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
    .map(({ person }) => person)
}

/**
 * The worker on duty at this time; out of hours the one whose shift begins next, without a roster any worker, then the
 * director. `undefined` only where the station has no staff at all.
 */
export async function workerOnDuty(platform: Ground, stationId: string, at: Date): Promise<Person | undefined> {
  return (await staffInOrder(platform, stationId, at))[0]
}
