import type { Filter } from 'mongodb'
import type { Status } from '@yimin/shared/requests/states'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { whereLate } from './listBoard.ts'

export interface BoardCounts {
  byStatus: { [status in Status]?: number }
  late: number
  urgent: number
  /** In this worker's own hands. */
  mine: number
  /** Requests that are not ended, by building. */
  places: { zone?: string; building?: string; n: number }[]
  lateIn: ReadonlyMap<string | undefined, number>
}

const ALIVE: Status[] = ['draft', 'reviewing', 'open', 'accepted', 'delivered']

/** How a station's board stands now. */
export async function countBoard(platform: Platform, stationId: string, workerId: string): Promise<BoardCounts> {
  const alive: Filter<RequestDoc> = { stationId, status: { $in: ALIVE } }
  const late: Filter<RequestDoc> = { $and: [{ stationId }, whereLate(platform.clock.now())] }
  const count = <Id>(filter: Filter<RequestDoc>, by: unknown) =>
    requestsOf(platform)
      .aggregate<{ _id: Id; n: number }>([{ $match: filter }, { $group: { _id: by, n: { $sum: 1 } } }])
      .toArray()
  const [byStatus, byPlace, lateByZone, urgent, mine] = await Promise.all([
    count<Status>(alive, '$status'),
    count<{ zone?: string; building?: string }>(alive, { zone: '$place.zone', building: '$place.building' }),
    count<string | null>(late, '$place.zone'),
    requestsOf(platform).countDocuments({ ...alive, urgent: true }),
    requestsOf(platform).countDocuments({ ...alive, ownerId: workerId }),
  ])
  return {
    byStatus: Object.fromEntries(byStatus.map(({ _id, n }) => [_id, n])),
    late: lateByZone.reduce((sum, { n }) => sum + n, 0),
    urgent,
    mine,
    places: byPlace.map(({ _id, n }) => ({ ..._id, n })),
    lateIn: new Map(lateByZone.map(({ _id, n }) => [_id ?? undefined, n])),
  }
}
