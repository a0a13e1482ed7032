import { DomainError } from '@yimin/shared/errors/domainError'
import { handoverWords } from '@yimin/shared/requests/words'
import type { Platform } from '../../platform/platform.ts'
import { unseal } from '../queries/openSealed.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { deliverRequest } from './deliverRequest.ts'

/** Of 9,000 codes nobody guesses one in so few tries. */
const TRIES_AT_MOST = 5

/**
 * The requester told the helper her four digits: both sides' word at once. A try is counted before it is judged, so that
 * many at the same time are no way around the count. Throws DomainError `invalid_input` for a wrong code or too many tries,
 * `conflict` when the helper has it no more.
 */
export async function handOverWithCode(
  platform: Platform,
  requestId: string,
  helperId: string,
  code: string,
  cause: string,
): Promise<RequestDoc> {
  const request = await countTry(platform, requestId, helperId)
  if (unseal(platform, request).handoverCode !== code) throw refusal(handoverWords.wrongCode)
  return deliverRequest(platform, requestId, helperId, cause, { how: 'code' })
}

async function countTry(platform: Platform, requestId: string, helperId: string): Promise<RequestDoc> {
  const inHand = { _id: requestId, status: 'accepted' as const, 'assignee.personId': helperId }
  const counted = await requestsOf(platform).findOneAndUpdate(
    {
      ...inHand,
      $or: [{ 'assignee.codeTries': { $exists: false } }, { 'assignee.codeTries': { $lt: TRIES_AT_MOST } }],
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
