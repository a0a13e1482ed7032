import { DomainError } from '@yimin/shared/errors/domainError'
import { isHelper } from '@yimin/shared/people/roles'
import { stationOf } from '../../organisations/index.ts'
import { findPerson } from '../../people/index.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { chargeOf, promiseFor } from '../deadlines.ts'
import { endOf, wasGiven } from '../exchange.policy.ts'
import { requestsOf } from '../request.model.ts'
import type { Exchange, RequestDoc } from '../request.model.ts'
import { endProposal } from './endProposal.ts'
import { seatOf } from './fillSeat.ts'
import { takeStep } from './takeStep.ts'
import { unlessMoved } from './unlessMoved.ts'

const SYSTEM = { id: 'system', part: 'system' } as const
const SOON_MS = 5_000

/**
 * Brings an exchange to its end, from wherever somebody left it: safe to repeat, and by several at once. First the errand of
 * whoever proposed it goes to the one who said yes, then his to the first, each by its own compare-and-set; with the first of
 * the two it is decided. Each errand has one helper at every moment. What moved on meanwhile stays where it went.
 */
export async function carryExchange(platform: Platform, requestId: string): Promise<void> {
  const request = await requestsOf(platform).findOne({ _id: requestId })
  const exchange = request?.exchange
  if (!request || !exchange) return
  if (exchange.stands === 'given') return giveInReturn(platform, request, exchange)
  if (exchange.stands === 'agreed') return carryAgreed(platform, request, exchange)
  if (exchange.until > platform.clock.now()) return
  await unlessMoved(() => endProposal(platform, requestId, exchange, SYSTEM, endOf(exchange.id)))
}

async function carryAgreed(platform: Platform, second: RequestDoc, exchange: Exchange): Promise<void> {
  const first = await give(platform, exchange)
  if (first && wasGiven(first, exchange.id)) return giveInReturn(platform, first, { ...exchange, stands: 'given' })
  // The proposal is gone, and comes back no more: whoever said yes keeps his own.
  await unlessMoved(() => endProposal(platform, second._id, exchange, SYSTEM, endOf(exchange.id)))
}

/** The first errand, as it is after this: given by now, or what was proposed is over. Throws `conflict` where that is not clear yet. */
async function give(platform: Platform, { id, withRequestId, byId }: Exchange): Promise<RequestDoc | null> {
  try {
    return await changeHands(platform, withRequestId, id, { from: 'proposed', to: byId, keeps: true })
  } catch (error) {
    if (!(error instanceof DomainError) || !['conflict', 'not_found'].includes(error.code)) throw error
    const first = await requestsOf(platform).findOne({ _id: withRequestId })
    if (first?.exchange?.id === id && first.exchange.stands === 'proposed') throw error
    return first
  }
}

/** The second errand for the first. Where it has gone elsewhere by now, the first one's hands are free. */
async function giveInReturn(platform: Platform, first: RequestDoc, { id }: Exchange): Promise<void> {
  const bound = { 'exchange.withRequestId': first._id, 'exchange.id': id, 'exchange.stands': 'agreed' as const }
  const second = await requestsOf(platform).findOne(bound)
  if (second?.exchange) await receive(platform, second, second.exchange)
  if (await requestsOf(platform).findOne(bound, { projection: { _id: 1 } })) throw new DomainError('conflict')
  await settle(platform, first._id, id)
}

async function receive(platform: Platform, second: RequestDoc, { id, withId }: Exchange): Promise<void> {
  const comes = await findPerson(platform, withId)
  await unlessMoved(() =>
    isHelper(comes?.role ?? '')
      ? changeHands(platform, second._id, id, { from: 'agreed', to: withId, keeps: false })
      : // Whoever helps no longer gets nothing: somebody else is sought.
        takeStep(platform, second._id, { step: 'release', by: SYSTEM, cause: `left/${id}`, drop: ['assignee'] }),
  )
}

interface Hands {
  from: Exchange['stands']
  to: string
  /** It waits for the other errand to change hands too. */
  keeps: boolean
}

/** A volunteer goes out for one errand at a time, and the record holds him to it as soon as only one is his. */
async function changeHands(
  platform: Platform,
  requestId: string,
  exchangeId: string,
  hands: Hands,
): Promise<RequestDoc> {
  try {
    return await oneStep(platform, requestId, exchangeId, hands, !hands.keeps)
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return oneStep(platform, requestId, exchangeId, hands, false)
  }
}

/** What was promised stays promised as long as it can be kept; the hand-over code stays with the errand. */
async function oneStep(
  platform: Platform,
  requestId: string,
  exchangeId: string,
  { from, to, keeps }: Hands,
  alone: boolean,
): Promise<RequestDoc> {
  const known = await requestsOf(platform).findOne({ _id: requestId }, { projection: { stationId: 1 } })
  if (!known) throw new DomainError('not_found')
  const { settings } = await stationOf(platform, known.stationId)
  return takeStep(platform, requestId, {
    step: 'exchange',
    by: { id: to, part: 'helper' },
    cause: exchangeId,
    change: (before, now) => {
      const { exchange, assignee: held } = before
      if (!held || exchange?.id !== exchangeId || exchange.stands !== from) throw new DomainError('conflict')
      const promisedAt = held.promisedAt > now ? held.promisedAt : promiseFor(before, settings, now)
      const assignee = seatOf({ personId: to, alone }, promisedAt, now)
      return {
        assignee,
        ...chargeOf('accepted', { ...before, assignee }, settings, before.ownerId, now),
        ...(keeps && { exchange: { ...exchange, stands: 'given', until: new Date(now.getTime() + SOON_MS) } }),
      }
    },
    drop: keeps ? ['escalatedAt'] : ['escalatedAt', 'exchange'],
  })
}

/** Both have changed hands: the first one's fills the hands of whoever has it now. Nothing moves by this. */
async function settle(platform: Platform, requestId: string, exchangeId: string): Promise<void> {
  const given = { _id: requestId, 'exchange.id': exchangeId, 'exchange.stands': 'given' as const }
  const first = await requestsOf(platform).findOne(given)
  if (!first?.exchange) return
  const { withId } = first.exchange
  const over = { $unset: { exchange: '' as const }, $inc: { v: 1 } }
  const isHis = { ...given, status: 'accepted' as const, 'assignee.personId': withId }
  try {
    await requestsOf(platform).updateOne(isHis, { $set: { 'assignee.alone': true, handsFull: [withId] }, ...over })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  await requestsOf(platform).updateOne(given, over)
}
