import type { DUTY_REASONS } from '@yimin/shared/duty/contract'
import type { WeekHours } from '@yimin/shared/organisations/hours'
import { coversInstant, minutesUntilNext } from '@yimin/shared/organisations/hours'
import type { Role } from '@yimin/shared/people/roles'
import type { RosterDoc, Shift } from './roster.model.ts'

export type DutyReason = (typeof DUTY_REASONS)[number]
type Plan = Pick<RosterDoc, 'shifts' | 'flagged'>
interface Colleague {
  id: string
  role: Role
}

/** Who answers where the roster names nobody. */
const FALLBACK: Role[] = ['station_worker', 'station_director', 'supervisor']
const REASONS: DutyReason[] = ['flag', 'shift', 'next', 'fallback']

function shiftsOf(plan: Plan, personId: string): WeekHours[] {
  return plan.shifts.filter((shift: Shift) => shift.personId === personId)
}

/** Before everyone: flagged; then whose shift it is; then whose shift begins next; then those without shifts, by role. */
function rank(plan: Plan, person: Colleague, at: Date): [number, number] {
  const flag = plan.flagged.indexOf(person.id)
  if (flag >= 0) return [0, flag]
  const shifts = shiftsOf(plan, person.id)
  if (coversInstant(shifts, at)) return [1, 0]
  const wait = minutesUntilNext(shifts, at)
  return wait === undefined ? [3, FALLBACK.indexOf(person.role)] : [2, wait]
}

/** All of a station's staff, in the order in which they are turned to at this time, each with the reason. */
export function orderOfDuty<Someone extends Colleague>(
  plan: Plan,
  staff: readonly Someone[],
  at: Date,
): { person: Someone; reason: DutyReason }[] {
  return staff
    .map((person) => ({ person, at: rank(plan, person, at) }))
    .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
    .map(({ person, at: [reason] }) => ({ person, reason: REASONS[reason] ?? 'fallback' }))
}
