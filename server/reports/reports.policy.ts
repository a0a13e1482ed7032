import { isStaff } from '@yimin/shared/people/roles'

/** Figures of the own station, for its staff: they are about the station's work and name nobody. */
export function mayReadReports(caller: { stationId?: string; roles: readonly string[] }): boolean {
  return caller.stationId !== undefined && caller.roles.some(isStaff)
}
