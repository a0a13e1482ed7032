import { quietUntil, workerDueAt } from '@yimin/shared/dispatch/quietHours'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import type { RequestDoc } from './request.model.ts'
import { hasSeat, seatsIn } from './seats.policy.ts'

const MINUTE_MS = 60_000
/** So long before the promised time whoever is found then can still keep it. */
const BEFORE_PROMISE_MS = 30 * MINUTE_MS
/** Whoever is asked has at least this long. */
const AT_LEAST_MS = 5 * MINUTE_MS

type Swapped = Pick<RequestDoc, 'status' | 'swap' | 'exchange' | 'assignee' | 'companions'>

/** A wish for a swap lives as long as its helper has what he had then, and has not gone himself. */
export function wishStands(request: Swapped): boolean {
  const { status, swap } = request
  const seat = swap && seatsIn(request).find(({ personId }) => personId === swap.byId)
  if (!swap || !seat || status !== 'accepted') return false
  return seat.acceptedAt <= swap.at && !seat.arrivedAt && !(seat.startedAt && seat.startedAt >= swap.at)
}

/** Before the door it is too late; one wish at a time. */
export function maySwap(request: Swapped, helperId: string): boolean {
  if (request.status !== 'accepted' || request.swap || request.exchange) return false
  return seatsIn(request).some(({ personId, arrivedAt }) => personId === helperId && !arrivedAt)
}

/** This one waits for somebody in his place. */
export function waitsForSwap({ swap }: Pick<RequestDoc, 'swap'>, helperId: string): boolean {
  return swap?.byId === helperId
}

/** Somebody may say yes to it now: it is open, or its helper asks for a swap. */
export function isSought({ status, swap }: Pick<RequestDoc, 'status' | 'swap'>): boolean {
  return status === 'open' || (status === 'accepted' && swap !== undefined)
}

/** The same, as the record is asked. */
export const SOUGHT = { $or: [{ status: 'open' as const }, { status: 'accepted' as const, swap: { $exists: true } }] }

/** This helper may go in the place of whoever asked for it. */
export function mayRelieve(request: Swapped, helperId: string): boolean {
  const { swap } = request
  return swap !== undefined && wishStands(request) && !hasSeat(request, helperId)
}

/**
 * How long others are asked: half of the time that the ladder has, from the morning on in quiet hours, and no longer than half an
 * hour before the promised time.
 */
export function swapUntil(
  request: Pick<RequestDoc, 'category' | 'urgent' | 'assignee'>,
  settings: StationSettings,
  now: Date,
): Date {
  const from = quietUntil(settings.dispatch.quietHours, now) ?? now
  const half =
    (workerDueAt(ladderOf(request, settings), from, settings.dispatch.quietHours).getTime() - from.getTime()) / 2
  const promised = request.assignee?.promisedAt.getTime() ?? Infinity
  const until = Math.min(from.getTime() + half, promised - BEFORE_PROMISE_MS)
  return new Date(Math.max(until, now.getTime() + AT_LEAST_MS))
}
