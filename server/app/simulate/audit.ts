import type { Document } from 'mongodb'
import type { Cast } from './cast.ts'

/** A deadline may pass a moment before somebody looks. */
const LATE_MS = 5 * 60_000
const OVER = ['done', 'cancelled', 'rejected']

export interface Audit {
  /** Needs and requests that nobody answers for, a line for each. */
  lost: string[]
  /** Requests that two people had at once. */
  double: string[]
}

/** Looks the whole record through when the month is over, with rules of its own: nothing of the product judges itself here. */
export async function audit(cast: Cast): Promise<Audit> {
  const { db } = cast.town.platform
  const [requests, searches, inbound] = await Promise.all(
    ['requests', 'searches', 'inbound'].map((name) => db.collection(name).find().toArray()),
  )
  return {
    lost: [...unansweredNeeds(cast), ...ownerless(requests ?? [], cast.town.now), ...unheard(inbound ?? [])],
    double: [...heldByTwo(requests ?? []), ...wonByTwo(searches ?? [])],
  }
}

/** Whoever said a need three times and heard of no request and of no person. */
function unansweredNeeds({ ledger }: Cast): string[] {
  return [...ledger.needs.values()]
    .filter(({ answeredAt, requestId }) => answeredAt === undefined && requestId === undefined)
    .map(({ demand }) => `no answer: ${demand.id}`)
}

function ownerless(requests: readonly Document[], now: number): string[] {
  return requests
    .filter(({ ownerId, status, dueAt }) => {
      const isLate = !(dueAt instanceof Date) || dueAt.getTime() < now - LATE_MS
      return !ownerId || (!OVER.includes(status as string) && isLate)
    })
    .map(({ code, status }) => `nobody's: ${code} ${status}`)
}

/** Messages that were stored and never came to their end. */
function unheard(inbound: readonly Document[]): string[] {
  return inbound.filter(({ state }) => state !== 'handled').map(({ _id, state }) => `message ${state}: ${_id}`)
}

/** Plays each history again: nobody accepts what somebody has. */
function heldByTwo(requests: readonly Document[]): string[] {
  return requests.flatMap(({ code, history, assignee, status }) => {
    const wrong: string[] = []
    let holder: string | undefined
    for (const { step, by, to } of history as { step: string; by: string; to: string }[]) {
      if (step === 'accept' && holder !== undefined) wrong.push(`accepted twice: ${code}`)
      if (step === 'accept') holder = by
      if (step === 'assign') holder = 'assigned'
      if (to === 'open' || to === 'reviewing' || to === 'cancelled') holder = undefined
    }
    const held = (assignee as { personId: string } | undefined)?.personId
    const isHis = holder === undefined || holder === 'assigned' || holder === held
    return isHis ? wrong : [...wrong, `told to another: ${code} ${status}`]
  })
}

function wonByTwo(searches: readonly Document[]): string[] {
  const winners = (asked: { state: string }[]) => asked.filter(({ state }) => state === 'accepted').length
  return searches
    .filter(({ asked }) => winners(asked as { state: string }[]) > 1)
    .map(({ _id }) => `two winners: ${_id}`)
}
