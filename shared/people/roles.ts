/** Who acts in a community. The order is the order in which a list of people is shown. */
export const ROLES = [
  'resident',
  'volunteer',
  'enterprise',
  'station_worker',
  'supervisor',
  'station_director',
] as const
export type Role = (typeof ROLES)[number]

export const STAFF_ROLES = ['station_worker', 'supervisor', 'station_director'] as const
/** Those who may be asked to take a request. */
export const HELPER_ROLES = ['volunteer', 'enterprise', 'station_worker'] as const

/** Stands in the record where somebody stood who had herself erased. Nobody has this id. */
export const ERASED = 'erased'

export function isStaff(role: string): boolean {
  return (STAFF_ROLES as readonly string[]).includes(role)
}

export function isHelper(role: string): boolean {
  return (HELPER_ROLES as readonly string[]).includes(role)
}
