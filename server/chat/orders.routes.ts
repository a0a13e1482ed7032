import { readMyOrders } from '@yimin/shared/myRequests/ordersContract'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { listOftenBought } from '../requests/index.ts'
import { findSpeaker } from './queries/findSpeaker.ts'
import { lastOrders } from './queries/lastOrders.ts'

/** What the form of tiles offers by one tap: the same as the last time, and what is often bought here. */
export function orderRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(readMyOrders, [], async ({ caller }) => {
      const { id, stationId } = await findSpeaker(platform, caller)
      return { last: await lastOrders(platform, id), oftenBought: await listOftenBought(platform, stationId) }
    }),
  ]
}
