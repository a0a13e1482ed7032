import { DomainError } from '@yimin/shared/errors/domainError'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import { isHelper } from '@yimin/shared/people/roles'
import { stationOf } from '../../organisations/index.ts'
import { canHelpWith } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  acceptRequest,
  hasSeat,
  keepRequest,
  listBetweenHands,
  listInHandOf,
  listSeatsOf,
  relieveHelper,
  seatsIn,
} from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { suitsPart } from '../choose/forPart.ts'
import { fitsWish } from '../choose/suitable.ts'
import { goesAlone, tripInHand } from '../dispatch.policy.ts'
import { searchesOf, tripOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'

/**
 * A helper says 接. The first one gets it; throws `already_taken` to the others, `forbidden` to those who are no helpers or asked for it themselves,
 * `too_many` to a volunteer who is out already.
 */
export async function acceptOffer(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  cause: string,
): Promise<RequestDoc> {
  if (!(await mayAccept(platform, request, helper))) throw new DomainError('forbidden')
  const search = await searchesOf(platform).findOne(
    { _id: request._id },
    { projection: { round: 1, tripId: 1, asked: 1 } },
  )
  // What goes in the same trip fills no hand of its own: the first of it alone is held against others by the record.
  const held = goesAlone(helper) ? (await listHeldBy(platform, helper.id)).filter(isAnother(request)) : []
  if (held.some((other) => other.exchange || tripInHand(other) !== tripOf(search ?? request)))
    throw new DomainError('too_many')
  const alone = goesAlone(helper) && held.length === 0
  // A code that was heard in the group takes nothing out of somebody's hands.
  const asksHim = request.swap?.byId === helper.id || wasAskedToSwap(search, helper.id)
  if (request.swap && !asksHim) throw new DomainError('already_taken')
  const accepted = await take(platform, request, { personId: helper.id, alone, tripId: search?.tripId }, cause)
  // Where an answer was lost and is asked for again, the errand may be over by now: it was his all the same.
  if (search && accepted.status !== 'open' && accepted.assignee?.personId === helper.id)
    await markWinner(platform, search, accepted, helper.id)
  else if (search && hasSeat(accepted, helper.id)) await markSeated(platform, search, accepted, helper.id)
  return accepted
}

function wasAskedToSwap(search: Pick<SearchDoc, 'asked'> | null, helperId: string): boolean {
  return search?.asked.some(({ personId, swap }) => personId === helperId && swap) ?? false
}

/** What is open, or what its helper wants to hand on; he himself keeps it by saying 接 again. */
async function take(
  platform: Platform,
  request: RequestDoc,
  { personId, alone, tripId }: { personId: string; alone: boolean; tripId: string | undefined },
  cause: string,
): Promise<RequestDoc> {
  const { swap } = request
  if (!swap) return acceptRequest(platform, request, personId, cause, { alone, tripId })
  if (swap.byId === personId) return keepRequest(platform, request._id, personId, cause)
  return relieveHelper(platform, request, { personId, alone, tripId }, cause)
}

async function listHeldBy(platform: Platform, helperId: string): Promise<RequestDoc[]> {
  const lists = [listInHandOf, listSeatsOf, listBetweenHands].map((list) => list(platform, helperId))
  return (await Promise.all(lists)).flat()
}

function isAnother({ _id }: RequestDoc) {
  return (other: RequestDoc) => other._id !== _id
}

/** A helper of the same station, and for what touches health or family a worker: a code alone opens no door. */
async function mayAccept(platform: Platform, request: RequestDoc, helper: Person): Promise<boolean> {
  const { stationId, requesterId, category } = request
  if (!suitsPart(request, helper)) return false
  if (!isHelper(helper.role) || helper.id === requesterId || helper.stationId !== stationId) return false
  if (!fitsWish(request, helper)) return false
  const { settings } = await stationOf(platform, stationId)
  return kindOf(category, settings) !== 'sensitive' || canHelpWith(helper, category, settings.dispatch.anyVolunteer)
}

/** One of several: the search goes on for the others. */
async function markSeated(
  platform: Platform,
  { _id, round }: Pick<SearchDoc, '_id' | 'round'>,
  accepted: RequestDoc,
  helperId: string,
): Promise<void> {
  const now = platform.clock.now()
  const { answers, arrayFilters } = answersOf(accepted, helperId, now)
  await searchesOf(platform).updateOne(
    { _id, round, 'asked.personId': helperId },
    { $set: { ...answers, updatedAt: now }, $inc: { v: 1 } },
    { arrayFilters },
  )
}

/** Of the round that was read before: he may have given it back by now, and another search begun. */
async function markWinner(
  platform: Platform,
  { _id, round }: Pick<SearchDoc, '_id' | 'round'>,
  accepted: RequestDoc,
  helperId: string,
): Promise<void> {
  const now = platform.clock.now()
  const { answers, arrayFilters } = answersOf(accepted, helperId, now)
  await searchesOf(platform).updateOne(
    { _id, round },
    {
      $set: { state: 'over', ...answers, updatedAt: now },
      $unset: { nextAt: '', wordAt: '', restsUntil: '' },
      $inc: { v: 1 },
    },
    { arrayFilters },
  )
}

/** He said yes. Whoever gave it back a moment ago, before the search began anew, or was relieved, has it no more. */
function answersOf(accepted: RequestDoc, helperId: string, now: Date) {
  const seated = seatsIn(accepted).map(({ personId }) => personId)
  return {
    answers: {
      'asked.$[mine].state': 'accepted' as const,
      'asked.$[mine].answeredAt': now,
      'asked.$[former].state': 'released' as const,
    },
    arrayFilters: [{ 'mine.personId': helperId }, { 'former.state': 'accepted', 'former.personId': { $nin: seated } }],
  }
}
