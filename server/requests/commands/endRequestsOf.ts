import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { carryExchange } from './carryExchange.ts'
import { cancelRequest } from './cancelRequest.ts'
import { finishRequest } from './finishRequest.ts'
import { listExchangesOf, listInHandOf, listSeatsOf } from '../queries/findRequests.ts'
import { giveSeatBack, releaseRequest, takeBackRequest } from './releaseRequest.ts'
import type { Actor } from './takeStep.ts'
import { unlessMoved } from './unlessMoved.ts'

/**
 * Ends everything that a person who leaves has under way: own requests are withdrawn (what was delivered is done), what she
 * has in hand as a helper goes back to be searched for. Gives the ids of all her own requests.
 */
export async function endRequestsOf(platform: Platform, personId: string, cause: string): Promise<string[]> {
  const mine = await requestsOf(platform).find({ requesterId: personId }).toArray()
  for (const request of mine) await unlessMoved(() => end(platform, request, cause))
  for (const { _id } of await listExchangesOf(platform, personId)) await unlessMoved(() => carryExchange(platform, _id))
  for (const { _id } of await listInHandOf(platform, personId))
    await unlessMoved(() => releaseRequest(platform, _id, personId, cause))
  for (const { _id } of await listSeatsOf(platform, personId))
    await unlessMoved(() => releaseRequest(platform, _id, personId, cause))
  return mine.map(({ _id }) => _id)
}

/** A worker takes back all that this helper has in hand; somebody else is sought for each. */
export async function takeBackAllOf(
  platform: Platform,
  helperId: string,
  worker: Actor & { part: 'worker' },
  cause: string,
): Promise<void> {
  for (const { _id } of await listExchangesOf(platform, helperId)) await unlessMoved(() => carryExchange(platform, _id))
  const held = [...(await listInHandOf(platform, helperId)), ...(await listSeatsOf(platform, helperId))]
  for (const request of held)
    await unlessMoved(() =>
      request.helpersNeeded
        ? giveSeatBack(platform, request, helperId, worker, cause)
        : takeBackRequest(platform, request._id, worker, cause),
    )
}

async function end(platform: Platform, { _id, status, requesterId }: RequestDoc, cause: string): Promise<unknown> {
  const by = { id: requesterId, part: 'requester' as const }
  if (status === 'delivered') return finishRequest(platform, _id, by, cause)
  if (status === 'done' || status === 'cancelled' || status === 'rejected') return undefined
  return cancelRequest(platform, _id, by, cause)
}
