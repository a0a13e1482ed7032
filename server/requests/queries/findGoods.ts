import { isAlive } from '@yimin/shared/requests/states'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'

/** Where the goods of a request are fetched. */
export interface Goods {
  /** Absent while no shop has them in hand. */
  shopId?: string
  ready: boolean
}

/** The goods of a request that was split; `undefined` where no shop has to have any ready. */
export async function findGoods(
  platform: Platform,
  { _id, parts }: Pick<RequestDoc, '_id' | 'parts'>,
): Promise<Goods | undefined> {
  if (!parts?.some(({ kind }) => kind === 'goods')) return undefined
  const part = await requestsOf(platform).findOne({ partOf: _id, part: 'goods' })
  if (!part || (!isAlive(part.status) && part.status !== 'done')) return undefined
  const { assignee, status } = part
  return { ...(assignee && { shopId: assignee.personId }), ready: status === 'delivered' || status === 'done' }
}
