import { fromLocal } from '@yimin/shared/language/localTime'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import type { DayPart } from '@yimin/shared/recurring/contract'
import { DAY_PART_HOURS } from '@yimin/shared/recurring/words'
import type { Instance } from '../rhythm.ts'

const HOUR_MS = 3_600_000

/** When the request of an instance is made: so long before its time as the station says. */
export function opensAtOf({ on }: Instance, part: DayPart, { recurring }: StationSettings): Date {
  return new Date(fromLocal(`${on}T${DAY_PART_HOURS[part][0]}`).getTime() - recurring.openAheadHours * HOUR_MS)
}

/** Its part of the day has passed: nobody can do it any more. */
export function isOver({ on }: Instance, part: DayPart, now: Date): boolean {
  return fromLocal(`${on}T${DAY_PART_HOURS[part][1]}`) <= now
}
