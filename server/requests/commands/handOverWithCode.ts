import { DomainError } from '@yimin/shared/errors/domainError'
import { handoverWords } from '@yimin/shared/requests/words'
import type { Platform } from '../../platform/platform.ts'
import { unseal } from '../queries/openSealed.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { CODE_TRIES_AT_MOST } from '../request.policy.ts'
import { deliverRequest } from './deliverRequest.ts'

/**
 * The requester told the helper her four digits: both sides' word at once. A try is counted before it is judged, so that
 * many at the same time are no way around the count. The right code once more is answered as the first time. Throws DomainError
 * `invalid_input` for a wrong code or too many tries, `conflict` when the helper has it no more.
 */
export async function handOverWithCode(
  platform: Platform,
  requestId: string,
  helperId: string,
  code: string,
  cause: string,
): Promise<RequestDoc> {
  try {
    const request = await countTry(platform, requestId, helperId)
    if (unseal(platform, request).handoverCode !== code) throw refusal(handoverWords.wrongCode)
    return await deliverRequest(platform, requestId, helperId, cause, { how: 'code' })
  } catch (error) {
    const before = isConflict(error) ? await findHandedOver(platform, requestId, helperId, code) : undefined
    if (!before) throw error
    return before
  }
}

/** Whichever of several seats is his. */
function heldBy(helperId: string) {
  return { $or: [{ 'assignee.personId': helperId }, { 'companions.personId': helperId }] }
}

function isConflict(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'conflict'
}

/** What this helper has handed over with this very code already. */
async function findHandedOver(
  platform: Platform,
  requestId: string,
  helperId: string,
  code: string,
): Promise<RequestDoc | undefined> {
  const request = await requestsOf(platform).findOne({
    _id: requestId,
    status: { $in: ['delivered', 'done'] },
    ...heldBy(helperId),
    'handover.how': 'code',
  })
  return request && unseal(platform, request).handoverCode === code ? request : undefined
}

async function countTry(platform: Platform, requestId: string, helperId: string): Promise<RequestDoc> {
  const inHand = { _id: requestId, status: 'accepted' as const, $and: [heldBy(helperId)] }
  const counted = await requestsOf(platform).findOneAndUpdate(
    {
      ...inHand,
      $or: [{ 'assignee.codeTries': { $exists: false } }, { 'assignee.codeTries': { $lt: CODE_TRIES_AT_MOST } }],
    },
    { $inc: { 'assignee.codeTries': 1, v: 1 } },
    { returnDocument: 'after' },
  )
  if (counted) return counted
  const stillHis = await requestsOf(platform).findOne(inHand, { projection: { _id: 1 } })
  throw stillHis ? refusal(handoverWords.triedTooOften) : new DomainError('conflict')
}

function refusal(message: string): DomainError {
  return new DomainError('invalid_input', { say: message, fields: [{ path: 'handoverCode', message }] })
}
