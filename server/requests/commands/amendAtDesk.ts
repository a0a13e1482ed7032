import type { Address, Category, Item, When } from '@yimin/shared/language/frame'
import { DomainError } from '@yimin/shared/errors/domainError'
import { REFUSALS } from '@yimin/shared/moderation/words'
import { judgeRequest } from '../../moderation/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { checkedAddress, plainAddress } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { wordsToJudge } from '../wordsToJudge.ts'
import { amendRequest } from './amendRequest.ts'
import type { Actor } from './takeStep.ts'

/** What a worker changes; what is left out stays. */
export interface DeskChange {
  category?: Category
  /** These are all. */
  items?: Item[]
  /** Fen. */
  budgetFen?: number
  when?: When
  address?: Address
  urgent?: true
}

/**
 * A worker corrects a request. Throws DomainError `invalid_input` for goods that are not brought, whoever writes them down, and
 * for a place that the station does not have.
 */
export async function amendAtDesk(
  platform: Platform,
  request: RequestDoc,
  worker: Actor & { part: 'worker' },
  { budgetFen, address, ...told }: DeskChange,
  cause: string,
): Promise<RequestDoc> {
  const change = { ...told, ...(address ? { address: await checkedChange(platform, request, address) } : {}) }
  const frame = { intent: 'amend' as const, ...change, ...(budgetFen === undefined ? {} : { budget: budgetFen / 100 }) }
  const judged = judgeRequest({ text: wordsToJudge('', change.items), frame: { ...frame, confidence: 1 } })
  const [first] = judged.reasons
  if (judged.verdict === 'refuse' && first) {
    const message = REFUSALS[first.code] ?? REFUSALS.station_rule
    throw new DomainError('invalid_input', { fields: [{ path: 'items', message }] })
  }
  return amendRequest(platform, request._id, { by: worker, text: '', frame, items: 'set', cause })
}

/** Only a part may be corrected: with what stands there already it must be a place of the station's map. */
async function checkedChange(platform: Platform, { stationId, place }: RequestDoc, address: Address): Promise<Address> {
  const told = plainAddress(address)
  checkedAddress(await stationOf(platform, stationId), { ...place, ...told }, 'address')
  return told
}
