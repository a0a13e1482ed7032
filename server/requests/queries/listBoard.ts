import type { Filter } from 'mongodb'
import type { Category } from '@yimin/shared/language/frame'
import type { Status } from '@yimin/shared/requests/states'
import { findIdsNamed } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { TIMED } from '../request.policy.ts'
import { listPage } from './findRequests.ts'
import type { Page } from './findRequests.ts'

export interface BoardQuery {
  status?: Status[]
  owner?: string
  category?: Category[]
  zone?: string
  late?: boolean
  urgent?: boolean
  /** A code, or a name of the asker or the helper. */
  q?: string
  sort?: 'new' | 'due'
  limit: number
  cursor?: string
}

/** One page of a station's board. */
export async function listBoard(platform: Platform, stationId: string, query: BoardQuery): Promise<Page> {
  const filter: Filter<RequestDoc> = { $and: await conditionsOf(platform, stationId, query) }
  return listPage(platform, filter, query.limit, query.cursor, query.sort === 'due' ? 'dueAt' : 'createdAt')
}

async function conditionsOf(platform: Platform, stationId: string, query: BoardQuery): Promise<Filter<RequestDoc>[]> {
  return [
    { stationId },
    ...(query.status ? [{ status: { $in: query.status } }] : []),
    ...(query.owner ? [{ ownerId: query.owner }] : []),
    ...(query.category ? [{ category: { $in: query.category } }] : []),
    ...(query.zone ? [{ 'place.zone': query.zone }] : []),
    ...(query.urgent ? [{ urgent: true }] : []),
    ...(query.late ? [whereLate(platform.clock.now())] : []),
    ...(query.q ? [await whereLike(platform, stationId, query.q)] : []),
  ]
}

/** What `isLate` says of one request, asked of all. */
export function whereLate(now: Date): Filter<RequestDoc> {
  return { status: { $in: [...TIMED] }, $or: [{ dueAt: { $lt: now } }, { escalatedAt: { $exists: true } }] }
}

/** The text of a message is sealed and never searched. */
async function whereLike(platform: Platform, stationId: string, q: string): Promise<Filter<RequestDoc>> {
  const ids = await findIdsNamed(platform, stationId, q)
  const code = /^[A-Za-z]{1,2}\d{0,4}$/.exec(q)?.[0].toUpperCase()
  return {
    $or: [
      { requesterId: { $in: ids } },
      { 'assignee.personId': { $in: ids } },
      ...(code && /\d/.test(code) ? [{ code: { $gte: code, $lt: `${code}~` } }] : []),
    ],
  }
}
