import type { StationSettings } from '@yimin/shared/organisations/contract'

/** One search that waits for its turn. */
export interface Waiting {
  requestId: string
  since: Date
  urgent: boolean
  /** Of a special group: 1 goes before 0, and says nothing about why. */
  priority: 0 | 1
  /** Its building has waited longer than others lately: so many minutes more. */
  buildingMinutes?: number
}

/**
 * In which order searches climb that wait for the same helpers: urgent ones and those of special groups have a head start of so
 * many minutes, those of a building that has waited long lately a smaller one, and everybody's waiting counts. Whoever has waited longer than all head starts together goes before every newcomer,
 * so nobody starves. Pure.
 */
export function orderOfNeed<Item extends Waiting>(
  waiting: readonly Item[],
  { urgentMinutes, specialMinutes }: StationSettings['dispatch']['headStart'],
): Item[] {
  const asIfSince = ({ since, urgent, priority, buildingMinutes = 0 }: Waiting) =>
    since.getTime() - 60_000 * ((urgent ? urgentMinutes : 0) + (priority === 1 ? specialMinutes : 0) + buildingMinutes)
  return [...waiting].sort((a, b) => asIfSince(a) - asIfSince(b) || (a.requestId < b.requestId ? -1 : 1))
}
