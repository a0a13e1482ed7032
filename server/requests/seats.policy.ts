import type { Assignee, RequestDoc } from './request.model.ts'

type Seated = Pick<RequestDoc, 'assignee' | 'companions'>

/** Everybody who has a seat in a request (几个人一起办), whoever answers for it first. While one is free all of them are companions. */
export function seatsIn({ assignee, companions = [] }: Seated): Assignee[] {
  return [...(assignee ? [assignee] : []), ...companions]
}

export function hasSeat(request: Seated, helperId: string): boolean {
  return seatsIn(request).some(({ personId }) => personId === helperId)
}

/** How many are still sought. */
export function seatsFree(request: Seated & Pick<RequestDoc, 'helpersNeeded'>): number {
  return Math.max(0, (request.helpersNeeded ?? 1) - seatsIn(request).length)
}

/** Somebody has one of several seats, and a worker may take it from him alone. */
export function mayFreeSeats(request: Seated & Pick<RequestDoc, 'helpersNeeded' | 'status'>): boolean {
  const isUnderWay = request.status === 'open' || request.status === 'accepted'
  return isUnderWay && request.helpersNeeded !== undefined && seatsIn(request).length > 0
}

/** The request as one of its helpers has it: his own seat, the promise of all. Whoever has no seat gets it as it is. */
export function asHeldBy<R extends Seated>(request: R, helperId: string): R {
  const { assignee: lead, companions = [] } = request
  const own = companions.find(({ personId }) => personId === helperId)
  if (!own || !lead) return request
  const { promisedAt, nudged } = lead
  const others = companions.map((one) => (one === own ? lead : one))
  return { ...request, assignee: { ...own, promisedAt, ...(nudged ? { nudged } : {}) }, companions: others }
}

/** What is written where one seat changes; nobody else's does. */
export function withSeat(
  { assignee, companions = [] }: Seated,
  helperId: string,
  change: (seat: Assignee) => Assignee,
): Partial<RequestDoc> {
  if (assignee?.personId === helperId) return { assignee: change(assignee) }
  return { companions: companions.map((seat) => (seat.personId === helperId ? change(seat) : seat)) }
}

/** Volunteers whose hands this request fills: the record takes none of them into a second one. */
export function handsIn(request: Seated & Pick<RequestDoc, 'status'>): string[] {
  if (request.status !== 'open' && request.status !== 'accepted') return []
  return seatsIn(request).flatMap(({ personId, alone }) => (alone ? [personId] : []))
}
