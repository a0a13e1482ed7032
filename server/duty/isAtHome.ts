import { agreesWith } from '../people/index.ts'
import type { Person } from '../people/index.ts'
import type { Alarm } from './queries/findAlarm.ts'

/** The door on record is the one to go to: nothing was said of another place. */
export function isAtHome({ place }: Pick<Alarm, 'place'>, { area }: Pick<Person, 'area'>): boolean {
  return place === undefined || (area !== undefined && agreesWith(place, area))
}
