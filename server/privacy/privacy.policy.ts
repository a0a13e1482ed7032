import { isStaff } from '@yimin/shared/people/roles'
import type { Person } from '../people/index.ts'

/** Staff answer for what they did for others: their leaving is the director's matter. */
export function mayEraseHimself(person: Pick<Person, 'role'>): boolean {
  return !isStaff(person.role)
}
