import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import { carryExchange } from './carryExchange.ts'

const DUE_AT_MOST = 200

/** Ends proposals that nobody answered in time, and completes or takes back what was agreed and left half-way; returns how many. */
export async function sweepExchanges(platform: Platform): Promise<number> {
  const due = await requestsOf(platform)
    .find({ 'exchange.until': { $lte: platform.clock.now() } }, { projection: { _id: 1 }, limit: DUE_AT_MOST })
    .sort({ 'exchange.until': 1 })
    .toArray()
  let failed: unknown
  // One that will not move keeps none of the others waiting.
  for (const { _id } of due) await carryExchange(platform, _id).catch((error: unknown) => (failed ??= error))
  if (failed) throw failed
  return due.length
}
