import type { Document } from 'mongodb'
import { DEMO_HELPERS } from '../demo/helpers.ts'
import type { Ending } from './findViolations.ts'

const ALIVE = ['draft', 'reviewing', 'open', 'accepted', 'delivered']
const UNDER_WAY = ['open', 'accepted']
const VOLUNTEERS = new Set(DEMO_HELPERS.filter(({ role }) => role === 'volunteer').map(({ id }) => id))

/** What must hold where an errand has parts, several seats, a trip, a swap or an exchange. A line for each violation. */
export function manyHands({ now }: Ending, requests: readonly Document[], outgoing: readonly Document[]): string[] {
  return [
    ...oneLoadEach(requests),
    ...requests.flatMap(handsAreFull),
    ...requests.flatMap(seatsAreRight),
    ...requests.flatMap(ownerIsRight),
    ...noPartIsLost(requests),
    ...onePromise(requests, outgoing),
    ...requests.flatMap((request) => wishesEnd(request, now)),
    ...requests.flatMap(takenFromNobody),
    ...bothChangeHands(requests),
  ]
}

function seatsOf({ assignee, companions = [] }: Document): Document[] {
  return [...(assignee ? [assignee as Document] : []), ...(companions as Document[])]
}

/** A worker gave it to him, whatever else he had in hand. */
function wasGiven({ history }: Document, { acceptedAt }: Document): boolean {
  return (history as Document[]).some(
    ({ step, at }) =>
      (step === 'assign' || step === 'seat') && (at as Date).getTime() === (acceptedAt as Date).getTime(),
  )
}

/** I-02: what a volunteer has taken by his own word is one errand, or one trip. */
function oneLoadEach(requests: readonly Document[]): string[] {
  const loads = new Map<string, Set<string>>()
  for (const request of requests) {
    if (!UNDER_WAY.includes(String(request.status))) continue
    for (const seat of seatsOf(request)) {
      const id = String(seat.personId)
      if (!VOLUNTEERS.has(id) || wasGiven(request, seat)) continue
      loads.set(id, (loads.get(id) ?? new Set()).add(String(seat.tripId ?? request._id)))
    }
  }
  return [...loads].filter(([, trips]) => trips.size > 1).map(([id]) => `I-02 two loads: ${id}`)
}

/** I-02: hands are full of what somebody has, and of what was exchanged. */
function handsAreFull(request: Document): string[] {
  const { code, status, history, exchange, assignee } = request
  const hands = (request.handsFull ?? []) as string[]
  const seats = seatsOf(request).map(({ personId }) => String(personId))
  const last = (history as Document[]).findLast(({ step }) => ['accept', 'assign', 'relieve', 'exchange'].includes(String(step))) // prettier-ignore
  const isFree = status === 'accepted' && last?.step === 'exchange' && !exchange && !hands.includes(assignee?.personId)
  return [
    ...(hands.some((id) => !seats.includes(id)) ? [`I-02 hands full of nothing: ${code}`] : []),
    ...(isFree ? [`I-02 exchanged, and his hands count as free: ${code}`] : []),
  ]
}

/** I-02: no more seats than are needed, nobody in two of them, and somebody in each before it is promised. */
function seatsAreRight(request: Document): string[] {
  const { code, status, helpersNeeded = 1 } = request
  const seats = seatsOf(request).map(({ personId }) => String(personId))
  const wrong: [boolean, string][] = [
    [seats.length > helpersNeeded, 'more helpers than seats'],
    [new Set(seats).size < seats.length, 'one helper in two seats'],
    [status === 'accepted' && seats.length < helpersNeeded, 'a free seat, and it is promised'],
    [status === 'open' && seats.length === helpersNeeded, 'no free seat, and others are sought'],
  ]
  return wrong.flatMap(([is, what]) => (is ? [`I-02 ${what}: ${code}`] : []))
}

/** I-01: whoever has it answers for it, unless it came to a worker since. */
function ownerIsRight({ code, status, ownerId, assignee, history }: Document): string[] {
  if (status !== 'accepted') return []
  const last = (history as Document[]).findLast(({ step }) => OWNERS.includes(String(step)))
  const isHis = last !== undefined && !['escalate', 'own', 'entrust'].includes(String(last.step))
  return isHis && ownerId !== assignee?.personId ? [`I-01 somebody else answers for it: ${code}`] : []
}

const OWNERS = ['accept', 'assign', 'relieve', 'exchange', 'escalate', 'own', 'entrust']

/** I-01: each part is there, ends with its whole, and keeps it waiting no longer than somebody is to be found for it. */
function noPartIsLost(requests: readonly Document[]): string[] {
  const byId = new Map(requests.map((request) => [String(request._id), request]))
  const isAlive = ({ status }: Document) => ALIVE.includes(String(status))
  const wrong: string[] = []
  for (const whole of requests) {
    const known = ((whole.parts ?? []) as Document[]).map(({ requestId }) => byId.get(String(requestId)))
    if (isAlive(whole) && known.some((part) => !part)) wrong.push(`I-01 a part is lost: ${whole.code}`)
    const parts = requests.filter(({ partOf }) => partOf === whole._id)
    if (!isAlive(whole) && parts.some(isAlive)) wrong.push(`I-01 over, and a part of it is not: ${whole.code}`)
    const untaken = parts.some(({ status }) => ['draft', 'reviewing', 'open'].includes(String(status)))
    if (parts.some((part) => gatheredTooSoon(whole, part))) wrong.push(`I-06 gathered too soon: ${whole.code}`)
    if (whole.gathering && !untaken && whole.status === 'open')
      wrong.push(`I-10 gathered, and nobody knows: ${whole.code}`)
  }
  return [
    ...wrong,
    ...requests.filter(({ partOf }) => partOf && !byId.has(String(partOf))).map(({ code }) => `I-01 a part of nothing: ${code}`), // prettier-ignore
  ]
}

/** Somebody was asked to carry it before anybody had this part. What was withdrawn may be split again: the last time counts. */
function gatheredTooSoon(whole: Document, part: Document): boolean {
  const steps = whole.history as Document[]
  const sinceSplit = steps.slice(steps.findLastIndex(({ step }) => step === 'split') + 1)
  const gathered = sinceSplit.find(({ step }) => step === 'gather')?.at as Date | undefined
  const hadIt = (part.history as Document[]).some(
    ({ step, at }) => gathered && at <= gathered && ['accept', 'assign', 'cancel', 'reject'].includes(String(step)),
  )
  return gathered !== undefined && !hadIt
}

/** I-04: of a whole the requester is promised once each time that it is taken, and hears nothing of its parts. */
function onePromise(requests: readonly Document[], outgoing: readonly Document[]): string[] {
  return requests.flatMap(({ _id, code, partOf, requesterId, history }) => {
    const toHer = outgoing.filter(
      ({ about, to }) => about === _id && (to as Document[]).some(({ personId }) => personId === requesterId),
    )
    const promises = toHer.filter(({ template }) => template === 'request.accepted').length
    const taken = (history as Document[]).filter(({ step }) => step === 'accept' || step === 'assign').length
    const wrong = partOf ? toHer.length > 0 : promises > taken
    return wrong ? [`I-04 ${partOf ? 'told of a part' : 'promised twice'}: ${code}`] : []
  })
}

/** I-10: who asks for a swap or an exchange has it himself, until a time to come. */
function wishesEnd(request: Document, now: Date): string[] {
  const { code, status, swap, exchange } = request
  const has = (id: unknown) => seatsOf(request).some(({ personId }) => personId === id)
  return [
    ...(swap && (status !== 'accepted' || !has(swap.byId)) ? [`I-10 a swap of what he has not: ${code}`] : []),
    ...(swap && !(swap.until > now) ? [`I-10 a swap that never ends: ${code}`] : []),
    ...(exchange && !(exchange.until > now) ? [`I-10 an exchange that never ends: ${code} ${exchange.stands}`] : []),
    ...(exchange && exchange.stands !== 'proposed' ? [`I-10 left half-way: ${code} ${exchange.stands}`] : []),
    ...(exchange && !has(exchange.byId) ? [`I-10 an exchange of what he has not: ${code}`] : []),
  ]
}

/** I-06: nothing is taken from a helper who did not wish it any more. */
function takenFromNobody({ code, history }: Document): string[] {
  const steps = history as Document[]
  return steps.flatMap(({ step, by, cause }, i) => {
    if (step !== 'release' || by !== 'system' || !String(cause).startsWith('swap/')) return []
    const before = steps.slice(0, i).findLast((one) => ENDS_WISH.includes(String(one.step)))
    return before?.step === 'swap' ? [] : [`I-06 taken from one who goes himself: ${code}`]
  })
}

const ENDS_WISH = ['swap', 'keep', 'relieve', 'start', 'arrive', 'assign', 'release', 'accept']

/** I-02: the second of two is exchanged only for the first, and only what nobody took from him in between stays. */
function bothChangeHands(requests: readonly Document[]): string[] {
  const given = requests.flatMap((request) =>
    (request.history as Document[])
      .filter(({ step }) => step === 'exchange')
      .map(({ cause, by }) => ({ request, id: String(cause), by: String(by) })),
  )
  return given.flatMap(({ request, id, by }) => {
    const isFirst = id.startsWith(`${request._id}/`)
    const others = given.filter((one) => one.id === id && one.request !== request)
    if (!isFirst) return others.length === 1 ? [] : [`I-02 exchanged for nothing: ${request.code}`]
    if (others.length > 0) return others.length > 1 ? [`I-02 exchanged for two: ${request.code}`] : []
    // What he agreed to give went elsewhere; he has not kept both.
    const kept = requests.filter((one) => one !== request && agreedTo(one, id) && one.status === 'accepted')
    return kept.some((one) => holdsSinceHisYes(one, by)) ? [`I-02 exchanged, and kept: ${request.code}`] : []
  })
}

const agreedTo = ({ history, exchange }: Document, id: string): boolean =>
  exchange?.id === id || (history as Document[]).some(({ step }) => step === 'agree')

/** Since he said yes it was always his. */
function holdsSinceHisYes({ history, assignee }: Document, helperId: string): boolean {
  if (assignee?.personId !== helperId) return false
  const steps = history as Document[]
  const last = steps.findLastIndex(({ step, by }) => step === 'agree' && by === helperId)
  return (
    last >= 0 && !steps.slice(last).some(({ step }) => ['stay', 'assign', 'release', 'exchange'].includes(String(step)))
  )
}
