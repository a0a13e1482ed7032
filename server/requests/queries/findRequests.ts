import type { Filter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import { fieldWords } from '@yimin/shared/errors/words'
import type { Status } from '@yimin/shared/requests/states'
import type { Platform } from '../../platform/platform.ts'
import { findTogether, readTogether } from '../../platform/together.ts'
import { REQUESTS, requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { asHeldBy } from '../seats.policy.ts'

const ALIVE: Status[] = ['draft', 'reviewing', 'open', 'accepted', 'delivered']

/** The listeners of one step read it in the same moment, and share the trip. */
export async function findRequest(platform: Platform, id: string): Promise<RequestDoc | null> {
  return (await findTogether<RequestDoc>(platform.db, REQUESTS, id)) ?? null
}

/** Codes are said and typed by people: case does not matter. */
export function findRequestByCode(platform: Platform, stationId: string, code: string): Promise<RequestDoc | null> {
  return requestsOf(platform).findOne({ stationId, code: code.toUpperCase() })
}

/** A person's requests that are not ended, newest first, and those that ended since `since`. */
export async function listRecentOf(platform: Platform, requesterId: string, since: Date): Promise<RequestDoc[]> {
  const recent = await readTogether(platform.db, 'requests.recent', `${since.getTime()}|${requesterId}`, (keys) =>
    loadRecent(platform, keys),
  )
  return recent ?? []
}

const MOST_RECENT = 20

async function loadRecent(platform: Platform, keys: string[]): Promise<Map<string, RequestDoc[]>> {
  const asked = keys.map((key) => ({
    key,
    since: new Date(Number(key.split('|')[0])),
    requesterId: key.slice(key.indexOf('|') + 1),
  }))
  const earliest = new Date(Math.min(...asked.map(({ since }) => since.getTime())))
  const found = await requestsOf(platform)
    .find({
      requesterId: { $in: asked.map((one) => one.requesterId) },
      partOf: { $exists: false },
      $or: [{ status: { $in: ALIVE } }, { updatedAt: { $gte: earliest } }],
    })
    .sort({ createdAt: -1 })
    .toArray()
  const isRecent = (request: RequestDoc, since: Date) => ALIVE.includes(request.status) || request.updatedAt >= since
  return new Map(
    asked.map(({ key, since, requesterId }) => [
      key,
      found.filter((request) => request.requesterId === requesterId && isRecent(request, since)).slice(0, MOST_RECENT),
    ]),
  )
}

/** What a helper has in hand now, each as he has it. */
export async function listInHandOf(platform: Platform, helperId: string): Promise<RequestDoc[]> {
  const inHand = await requestsOf(platform)
    .find({ $or: heldBy(helperId), status: 'accepted' })
    .sort({ 'assignee.acceptedAt': -1 })
    .toArray()
  return inHand.map((request) => asHeldBy(request, helperId))
}

/** Where a helper has a seat of several, and others are still sought: nothing to go to yet. */
export function listSeatsOf(platform: Platform, helperId: string): Promise<RequestDoc[]> {
  return requestsOf(platform).find({ 'companions.personId': helperId, status: 'open' }).toArray()
}

/** What a helper has given in an exchange and gets another one for: his hands are not free. */
export function listBetweenHands(platform: Platform, helperId: string): Promise<RequestDoc[]> {
  return requestsOf(platform).find({ 'exchange.byId': helperId, 'exchange.stands': 'given' }).toArray()
}

/** What this helper has agreed upon and has not brought to its end. */
export function listExchangesOf(platform: Platform, helperId: string): Promise<RequestDoc[]> {
  const his = [{ 'exchange.byId': helperId }, { 'exchange.withId': helperId }]
  return requestsOf(platform)
    .find({ $or: his, 'exchange.stands': { $ne: 'proposed' } })
    .toArray()
}

/** What others have and would exchange for this errand, first asked first. */
export function listProposedTo(platform: Platform, requestId: string): Promise<RequestDoc[]> {
  return requestsOf(platform)
    .find({ 'exchange.withRequestId': requestId, 'exchange.stands': 'proposed' })
    .sort({ 'exchange.at': 1 })
    .toArray()
}

const heldBy = (helperId: string) => [{ 'assignee.personId': helperId }, { 'companions.personId': helperId }]

/** What a helper brought to its end, or says that he did, since `since`; latest first, at most 2,000. */
export async function listServedBy(platform: Platform, helperId: string, since: Date): Promise<RequestDoc[]> {
  const served = await requestsOf(platform)
    .find({ $or: heldBy(helperId), status: { $in: ['delivered', 'done'] }, createdAt: { $gte: since } })
    .sort({ 'assignee.acceptedAt': -1 })
    .limit(2_000)
    .toArray()
  return served.map((request) => asHeldBy(request, helperId))
}

/** How many requests each of these helpers has in hand; who has none is absent. */
export async function countInHand(platform: Platform, helperIds: string[]): Promise<Map<string, number>> {
  const counted = await requestsOf(platform)
    .aggregate<{ _id: string; n: number }>([
      { $match: { 'assignee.personId': { $in: helperIds }, status: 'accepted' } },
      { $group: { _id: '$assignee.personId', n: { $sum: 1 } } },
    ])
    .toArray()
  return new Map(counted.map((row) => [row._id, row.n]))
}

export interface Page {
  items: RequestDoc[]
  nextCursor: string | null
}

/**
 * One page: newest first, or the nearest deadline first (only what has one). `cursor` is what the page before gave.
 * Throws DomainError `invalid_input` for a cursor that is none.
 */
export async function listPage(
  platform: Platform,
  filter: Filter<RequestDoc>,
  limit: number,
  cursor?: string,
  by: 'createdAt' | 'dueAt' = 'createdAt',
): Promise<Page> {
  const [order, beyond] = by === 'dueAt' ? ([1, '$gt'] as const) : ([-1, '$lt'] as const)
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const further = after
    ? { $or: [{ [by]: { [beyond]: after.at } }, { [by]: after.at, _id: { [beyond]: after.id } }] }
    : { [by]: { $exists: true } }
  const items = await requestsOf(platform)
    .find({ $and: [filter, further as Filter<RequestDoc>] })
    .sort({ [by]: order, _id: order })
    .limit(limit + 1)
    .toArray()
  const page = items.slice(0, limit)
  const last = items.length > limit ? page.at(-1) : undefined
  const at = last?.[by]
  return {
    items: page,
    nextCursor: last && at ? Buffer.from(`${at.getTime()}|${last._id}`).toString('base64url') : null,
  }
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|')
  const at = new Date(Number(time))
  if (id === '' || Number.isNaN(at.getTime())) {
    throw new DomainError('invalid_input', { fields: [{ path: 'cursor', message: fieldWords.noPage }] })
  }
  return { at, id }
}
