import { talkWords } from '@yimin/shared/chat/words'
import type { DomainError } from '@yimin/shared/errors/domainError'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findRequest, listInHandOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'

/** Why `acceptOffer` said no, in words for the helper. Throws the error again where it says nothing about the offer. */
export async function whyNotAccepted(
  platform: Platform,
  helper: Person,
  request: RequestDoc,
  error: DomainError,
): Promise<string> {
  if (error.code === 'forbidden') return request.requesterId === helper.id ? talkWords.ownRequest : talkWords.notAHelper
  if (error.code === 'too_many') {
    const [inHand] = await listInHandOf(platform, helper.id)
    return talkWords.handsFull(inHand?.code ?? '')
  }
  if (error.code !== 'already_taken' && error.code !== 'conflict') throw error
  const now = await findRequest(platform, request._id)
  return now?.status === 'accepted' ? talkWords.tooLate : talkWords.notOpenAnyMore(request.code)
}
