import { findRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { Community, Helper, Resident } from './community.ts'
import type { Demand, Month } from './demand.ts'
import type { Gateway } from './gateway.ts'
import { inboundIdOf } from './gateway.ts'
import type { Ledger, Need } from './ledger.ts'
import type { Lots } from './lots.ts'
import type { Town } from './town.ts'

/** All that the people of one simulated month share. */
export interface Cast {
  town: Town
  lots: Lots
  community: Community
  month: Month
  gateway: Gateway
  ledger: Ledger
  residents: ReadonlyMap<string, Resident>
  helpers: ReadonlyMap<string, Helper>
  demands: ReadonlyMap<string, Demand>
  begin: number
}

/** A request as it stands, with the need behind it. */
export interface Known {
  request: RequestDoc
  need: Need
}

/** Nothing for a request that the simulation did not cause. */
export async function lookAt(cast: Cast, requestId: string): Promise<Known | undefined> {
  const request = await findRequest(cast.town.platform, requestId)
  if (!request) return undefined
  noteOwner(cast, request)
  const known = cast.ledger.requests.get(requestId)
  if (known) return { request, need: known.need }
  const need = needBehind(cast, request)
  if (!need) return undefined
  need.requestId ??= requestId
  cast.ledger.requests.set(requestId, { need, code: request.code, category: request.category })
  return { request, need }
}

const OVER = ['done', 'cancelled', 'rejected']

function noteOwner({ ledger }: Cast, { ownerId, dueAt, status }: RequestDoc): void {
  ledger.looked += 1
  if (ownerId === '' || (!dueAt && !OVER.includes(status))) ledger.unowned += 1
}

/** `sandbox.yimin.d3.17~0` → d3.17: the message that began it carries the need's name. */
function needBehind({ ledger }: Cast, request: RequestDoc): Need | undefined {
  const cause = request.history[0]?.cause ?? ''
  const begins = inboundIdOf('')
  if (!cause.startsWith(begins)) return undefined
  return ledger.needs.get(cause.slice(begins.length).split('~')[0] as string)
}

export function dayOf({ begin }: Pick<Cast, 'begin'>, at: number): number {
  return Math.floor((at - begin) / 86_400_000)
}

/** When a helper begins to be one, ms; from 0 on: from the first moment. */
export function joinsAt({ joinsOn }: Pick<Helper, 'joinsOn'>, begin: number): number {
  return begin + joinsOn * 86_400_000
}
