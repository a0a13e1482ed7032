import type { Gap } from '@yimin/shared/organisations/hours'
import { boundariesAfter, gapsIn } from '@yimin/shared/organisations/hours'
import { fromLocal } from '@yimin/shared/language/localTime'
import { listStaff } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { DutyReason } from '../orderOfDuty.ts'
import { orderOfDuty } from '../orderOfDuty.ts'
import type { RosterDoc } from '../roster.model.ts'
import { rostersOf } from '../roster.model.ts'

/** A Monday like any other: what the roster says of a week, it says of each. */
const A_MONDAY = '2026-11-23'
const DAY_MS = 86_400_000

export interface Roster extends Omit<RosterDoc, '_id'> {
  staff: Person[]
  now?: { person: Person; reason: DutyReason }
  /** Who is turned to after that, and from when. */
  next?: { person: Person; at: Date }
  gaps: { gap: Gap; answeredBy?: Person }[]
}

export async function readRosterDoc(platform: Pick<Platform, 'db'>, stationId: string): Promise<RosterDoc> {
  const kept = await rostersOf(platform).findOne({ _id: stationId })
  return kept ?? { _id: stationId, v: 0, shifts: [], flagged: [] }
}

function beginningOf(gap: Gap): Date {
  return new Date(fromLocal(`${A_MONDAY}T${gap.from}`).getTime() + (gap.day - 1) * DAY_MS)
}

function findNext(roster: RosterDoc, staff: Person[], now: Date): Roster['next'] {
  const current = orderOfDuty(roster, staff, now)[0]?.person
  for (const at of boundariesAfter(roster.shifts, now)) {
    const person = orderOfDuty(roster, staff, at)[0]?.person
    if (person && person.id !== current?.id) return { person, at }
  }
  return undefined
}

/** The roster with what follows from it. Shifts of colleagues who left are not in it; they cover nothing. */
export async function findRoster(platform: Pick<Platform, 'db'>, stationId: string, now: Date): Promise<Roster> {
  const [kept, staff] = await Promise.all([readRosterDoc(platform, stationId), listStaff(platform, stationId)])
  const isHere = (personId: string) => staff.some(({ id }) => id === personId)
  const roster = {
    ...kept,
    shifts: kept.shifts.filter(({ personId }) => isHere(personId)),
    flagged: kept.flagged.filter(isHere),
  }
  // Who came on duty today says nothing about the hours of other weeks.
  const plan = { shifts: roster.shifts, flagged: [] }
  return {
    ...roster,
    staff,
    now: orderOfDuty(roster, staff, now)[0],
    next: findNext(roster, staff, now),
    gaps: gapsIn(roster.shifts).map((gap) => ({
      gap,
      answeredBy: orderOfDuty(plan, staff, beginningOf(gap))[0]?.person,
    })),
  }
}
