import { buildingWord } from '@yimin/shared/organisations/words'
import type { RequestDoc } from '../requests/index.ts'

export interface Stop<Errand> {
  place: string
  tasks: Errand[]
}

type Walked = Pick<RequestDoc, 'place' | 'assignee'>

/**
 * The errands in hand in the order in which one walks: zone by zone, building by building (9栋 before 12栋), in a building
 * by the promised time. What has no zone or building comes last.
 */
export function inWalkingOrder<Errand extends { request: Walked }>(errands: readonly Errand[]): Stop<Errand>[] {
  const sorted = [...errands].sort((a, b) => byPlace(a.request, b.request) || promised(a.request) - promised(b.request))
  const stops: Stop<Errand>[] = []
  for (const errand of sorted) {
    const place = buildingWord(errand.request.place)
    const last = stops.at(-1)
    if (last?.place === place) last.tasks.push(errand)
    else stops.push({ place, tasks: [errand] })
  }
  return stops
}

/** The errand whose promised time comes first, where it is not the one that the order begins with. */
export function mostUrgentLater<Errand extends { request: Walked }>(
  stops: readonly Stop<Errand>[],
): Errand | undefined {
  const inOrder = stops.flatMap(({ tasks }) => tasks)
  const [first, ...later] = inOrder
  if (!first) return undefined
  const earliest = later.reduce((best, one) => (promised(one.request) < promised(best.request) ? one : best), first)
  return earliest === first || stops[0]?.tasks.includes(earliest) ? undefined : earliest
}

function byPlace({ place: a }: Walked, { place: b }: Walked): number {
  return compare(a.place, b.place) || compare(a.zone, b.zone) || compare(a.building, b.building)
}

/** Numbers by size; nothing at all comes last. */
function compare(a = '\uffff', b = '\uffff'): number {
  return a === b ? 0 : a.localeCompare(b, 'zh', { numeric: true })
}

function promised({ assignee }: Walked): number {
  return assignee?.promisedAt.getTime() ?? Infinity
}
