import type { Document } from 'mongodb'
import type { Category } from '@yimin/shared/language/frame'
import { isAlive, STATUSES } from '@yimin/shared/requests/states'
import type { Status } from '@yimin/shared/requests/states'
import type { Platform } from '../../platform/platform.ts'
import { REQUESTS } from '../../requests/index.ts'
import type { Period } from '../period.ts'

/** What the figures of one request stand on: no person, no words, no goods. */
export interface RequestRow {
  code: string
  category: Category
  status: Status
  place: { place?: string; zone?: string; building?: string }
  createdAt: Date
  acceptedAt?: Date
  doneAt?: Date
  minutesToAccept?: number
  promised: boolean
  late: boolean
  rating?: number
  /** It was asked about once more, and not judged before. */
  followedUp: boolean
  bySilence: boolean
  reopened: boolean
}

/** The history's first or last entry that led into one of these states, and came from another. */
function entryInto(states: Status[], pick: '$first' | '$last'): Document {
  const into = { $and: [{ $in: ['$$this.to', states] }, { $ne: ['$$this.from', '$$this.to'] }] }
  return { $let: { vars: { found: { [pick]: { $filter: { input: '$history', cond: into } } } }, in: '$$found.at' } }
}

/** A worker may give a request away before anybody was looked for; then the wait began when it was asked. */
const MINUTES_TO_ACCEPT: Document = {
  $let: {
    vars: {
      began: {
        $cond: [{ $lte: ['$openedAt', '$acceptedAt'] }, { $ifNull: ['$openedAt', '$createdAt'] }, '$createdAt'],
      },
    },
    in: { $toInt: { $round: [{ $divide: [{ $subtract: ['$acceptedAt', '$$began'] }, 60_000] }, 0] } },
  },
}

/** The last delivery, or this moment for what is still on its way, against the promise. */
function isLate(graceMs: number, now: Date): Document {
  const reached = { $cond: [{ $eq: ['$status', 'accepted'] }, now, '$deliveredAt'] }
  return {
    $and: [
      { $gt: ['$assignee.promisedAt', null] },
      { $gt: [reached, null] },
      { $gt: [reached, { $add: ['$assignee.promisedAt', graceMs] }] },
    ],
  }
}

/** The steps that make rows of a station's requests of a period. Only these fields leave the record. */
export function rowsOf(stationId: string, { from, to }: Period, graceMinutes: number, now: Date): Document[] {
  return [
    { $match: { stationId, partOf: { $exists: false }, createdAt: { $gte: from, $lt: to } } },
    {
      $set: {
        openedAt: entryInto(['open'], '$first'),
        acceptedAt: entryInto(['accepted'], '$first'),
        deliveredAt: entryInto(['delivered', 'done'], '$last'),
      },
    },
    {
      $project: {
        _id: 0,
        code: 1,
        category: 1,
        status: 1,
        place: 1,
        createdAt: 1,
        acceptedAt: 1,
        doneAt: { $cond: [{ $eq: ['$status', 'done'] }, entryInto(['done'], '$last'), '$$REMOVE'] },
        minutesToAccept: { $cond: [{ $gt: ['$acceptedAt', null] }, MINUTES_TO_ACCEPT, '$$REMOVE'] },
        promised: { $gt: ['$assignee.promisedAt', null] },
        late: isLate(graceMinutes * 60_000, now),
        rating: 1,
        followedUp: { $gt: ['$followedUpAt', null] },
        bySilence: { $eq: ['$finishedBy', 'silence'] },
        reopened: { $gt: ['$reopened', 0] },
      },
    },
    { $sort: { createdAt: 1, code: 1 } },
  ]
}

export function listRequestRows(
  platform: Pick<Platform, 'db'>,
  stationId: string,
  period: Period,
  graceMinutes: number,
  now: Date,
): Promise<RequestRow[]> {
  return platform.db
    .collection(REQUESTS)
    .aggregate<RequestRow>(rowsOf(stationId, period, graceMinutes, now))
    .toArray()
}

/** Who asked from which building in the period, each pair once. The ids are counted with, and told to nobody. */
export interface Asker {
  place: RequestRow['place']
  requesterId: string
}

export function listAskers(platform: Pick<Platform, 'db'>, stationId: string, { from, to }: Period): Promise<Asker[]> {
  const place = { place: '$place.place', zone: '$place.zone', building: '$place.building' }
  return platform.db
    .collection(REQUESTS)
    .aggregate<Asker>([
      { $match: { stationId, partOf: { $exists: false }, createdAt: { $gte: from, $lt: to } } },
      { $group: { _id: { place, requesterId: '$requesterId' } } },
      { $replaceRoot: { newRoot: '$_id' } },
    ])
    .toArray()
}

/** How many requests of the period each helper has or had last, without saying who: [7, 3, 1]. */
export async function countByHelper(
  platform: Pick<Platform, 'db'>,
  stationId: string,
  { from, to }: Period,
): Promise<number[]> {
  const counted = await platform.db
    .collection(REQUESTS)
    .aggregate<{ n: number }>([
      { $match: { stationId, createdAt: { $gte: from, $lt: to }, assignee: { $exists: true } } },
      { $group: { _id: '$assignee.personId', n: { $sum: 1 } } },
      { $project: { _id: 0, n: 1 } },
    ])
    .toArray()
  return counted.map(({ n }) => n)
}

/** Requests from before the period that are under way still. */
export function countCarriedOver(platform: Pick<Platform, 'db'>, stationId: string, { from }: Period): Promise<number> {
  const alive = STATUSES.filter(isAlive)
  return platform.db
    .collection(REQUESTS)
    .countDocuments({ stationId, partOf: { $exists: false }, status: { $in: alive }, createdAt: { $lt: from } })
}
