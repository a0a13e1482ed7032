import type { Platform } from '../../platform/platform.ts'
import { findRequest } from '../../requests/index.ts'
import { offeredWith } from '../queries/offeredTrip.ts'
import { searchesOf } from '../search.model.ts'
import { askHelpers } from './askHelpers.ts'
import { hintOffers } from './hintOffers.ts'

/** 不接, without a reason and without blame; what was offered as one trip is declined as one. */
export async function declineOffer(platform: Platform, requestId: string, helperId: string): Promise<void> {
  for (const id of await offeredWith(platform, requestId, helperId)) await declineOne(platform, id, helperId)
}

/** When all who were asked have declined, the next rung does not wait for its hour. */
async function declineOne(platform: Platform, requestId: string, helperId: string): Promise<void> {
  const now = platform.clock.now()
  const search = await searchesOf(platform).findOneAndUpdate(
    { _id: requestId, state: { $in: ['running', 'swapping'] }, 'asked.personId': helperId },
    { $set: { 'asked.$.state': 'declined', 'asked.$.answeredAt': now, updatedAt: now }, $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  const request = search && (await findRequest(platform, requestId))
  if (request && search) await hintOffers(platform, request, search)
  if (!search?.nextAt || search.asked.some((one) => one.state === 'asked')) return
  await searchesOf(platform).updateOne({ _id: requestId, v: search.v }, { $set: { nextAt: now }, $inc: { v: 1 } })
  await askHelpers(platform, requestId)
}
