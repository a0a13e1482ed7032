import type { Person } from '../people/index.ts'
import type { RequestDoc } from '../requests/index.ts'
import type { SearchDoc } from './search.model.ts'

/** Whoever was asked may still say yes or no, also when the search is over: he hears then that he is too late. */
export function wasAsked(search: Pick<SearchDoc, 'asked'>, helperId: string): boolean {
  return search.asked.some(({ personId }) => personId === helperId)
}

/** A volunteer goes out for one errand at a time. */
export function goesAlone(helper: Pick<Person, 'role'>): boolean {
  return helper.role === 'volunteer'
}

/** The trip in which something in hand is brought, be it of one alone: errands of one trip are one load. */
export function tripInHand({ _id, assignee }: Pick<RequestDoc, '_id' | 'assignee'>): string {
  return assignee?.tripId ?? _id
}

export function mayAccept(helper: Pick<Person, 'role'>, inHand: number): boolean {
  return !goesAlone(helper) || inHand === 0
}

/** Who answers for the station says whom it asks, and how long it waits. */
export function mayChangeLadders(roles: readonly string[]): boolean {
  return roles.includes('station_director') || roles.includes('supervisor')
}

/** Hours are for those who give their time; whoever is paid for it has a record of errands alone. */
export function countsHours(helper: Pick<Person, 'role'>): boolean {
  return helper.role === 'volunteer'
}

/** After its last time somebody else had better go. */
export function mayPostpone({ assignee }: Pick<RequestDoc, 'assignee'>, atMost: number): boolean {
  return assignee !== undefined && !assignee.arrivedAt && (assignee.postponed ?? 0) < atMost
}

export type TaskStep = 'start' | 'arrive' | 'handOver'

/** The one step that comes next for an errand in hand. */
export function nextStep({ assignee, part }: Pick<RequestDoc, 'assignee' | 'part'>): TaskStep {
  // A shop goes nowhere: it has the goods ready.
  if (part === 'goods') return 'handOver'
  if (assignee?.arrivedAt) return 'handOver'
  return assignee?.startedAt ? 'arrive' : 'start'
}
