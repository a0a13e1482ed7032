import type { RequestDoc } from './request.model.ts'

const MINUTE_MS = 60_000
/** How long a fellow volunteer has to answer. Assumed. */
const ANSWER_MS = 20 * MINUTE_MS
/** So long before a promised time it is settled who goes. */
const BEFORE_PROMISE_MS = 30 * MINUTE_MS
/** Whoever is asked has at least this long. */
const AT_LEAST_MS = 5 * MINUTE_MS

type Exchanged = Pick<RequestDoc, 'status' | 'exchange' | 'assignee'>

/**
 * A proposal lives as long as its helper has what he had then and has not gone himself. A yes binds whoever gave it for as long as
 * it is his. What was given stands, whatever happens to it, until the other one has what he gets for it.
 */
export function exchangeStands({ status, exchange, assignee }: Exchanged): boolean {
  if (!exchange) return false
  if (exchange.stands === 'given') return true
  const isHis = status === 'accepted' && assignee?.personId === exchange.byId && assignee.acceptedAt <= exchange.at
  if (exchange.stands === 'agreed') return isHis
  return isHis && !assignee.startedAt && !assignee.arrivedAt
}

type Errand = Pick<
  RequestDoc,
  'status' | 'exchange' | 'swap' | 'assignee' | 'helpersNeeded' | 'part' | 'companions' | 'history'
>

/** What one has alone, whole, and has not set off with; no wish for a swap beside it. */
function mayChangeHands({ status, swap, assignee, helpersNeeded, part }: Errand, helperId: string): boolean {
  if (status !== 'accepted' || swap || helpersNeeded || part) return false
  return assignee?.personId === helperId && !assignee.startedAt && !assignee.arrivedAt
}

/** One proposal at a time. */
export function mayPropose(request: Errand, helperId: string): boolean {
  return !request.exchange && mayChangeHands(request, helperId)
}

/** His own proposal ends with his yes to another's. */
export function mayAgree(request: Errand, helperId: string): boolean {
  const { exchange } = request
  return (!exchange || exchange.stands === 'proposed') && mayChangeHands(request, helperId)
}

/** He waits for an answer to his proposal. */
export function waitsForAnswer({ exchange }: Pick<RequestDoc, 'exchange'>, helperId: string): boolean {
  return exchange?.stands === 'proposed' && exchange.byId === helperId
}

/** This one was asked to give his `mineId` for it, and has not answered. */
export function isProposedTo({ exchange }: Pick<RequestDoc, 'exchange'>, helperId: string, mineId: string): boolean {
  return exchange?.stands === 'proposed' && exchange.withId === helperId && exchange.withRequestId === mineId
}

/** Whoever said no to an exchange of this errand is not asked for it again. */
export function hasRefused({ history }: Pick<RequestDoc, 'history'>, helperId: string): boolean {
  return history.some(({ step, by }) => step === 'stay' && by === helperId)
}

/** It has changed hands by this exchange, whatever happened to it since. */
export function wasGiven({ history }: Pick<RequestDoc, 'history'>, exchangeId: string): boolean {
  return history.some(({ step, cause }) => step === 'exchange' && cause === exchangeId)
}

/** Names the end of an exchange that nothing comes of, in each of its errands. */
export const endOf = (exchangeId: string): string => `over/${exchangeId}`

/** It was bound by this exchange before, and nothing came of it. */
export function cameToNothing({ history }: Pick<RequestDoc, 'history'>, exchangeId: string): boolean {
  return history.some(({ step, cause }) => step === 'stay' && cause === endOf(exchangeId))
}

/** Until when an answer is waited for: no longer than half an hour before either promised time. */
export function answerUntil(mine: Pick<RequestDoc, 'assignee'>, theirs: Pick<RequestDoc, 'assignee'>, now: Date): Date {
  const promised = [mine, theirs].map(({ assignee }) => assignee?.promisedAt.getTime() ?? Infinity)
  const until = Math.min(now.getTime() + ANSWER_MS, ...promised.map((at) => at - BEFORE_PROMISE_MS))
  return new Date(Math.max(until, now.getTime() + AT_LEAST_MS))
}
