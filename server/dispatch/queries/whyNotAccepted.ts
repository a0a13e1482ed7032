import { talkWords } from '@yimin/shared/chat/words'
import { swapWords } from '@yimin/shared/dispatch/swapWords'
import { partWords } from '@yimin/shared/requests/partWords'
import type { DomainError } from '@yimin/shared/errors/domainError'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { suitsPart } from '../choose/forPart.ts'
import { findRequest, listInHandOf, listSeatsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'

/** Why `acceptOffer` said no, in words for the helper. Throws the error again where it says nothing about the offer. */
export async function whyNotAccepted(
  platform: Platform,
  helper: Person,
  request: RequestDoc,
  error: DomainError,
): Promise<string> {
  if (error.code === 'forbidden' && !suitsPart(request, helper)) return partWords.notForYou
  if (error.code === 'forbidden') return request.requesterId === helper.id ? talkWords.ownRequest : talkWords.notAHelper
  if (error.code === 'too_many') {
    const [inHand] = [...(await listInHandOf(platform, helper.id)), ...(await listSeatsOf(platform, helper.id))]
    return talkWords.handsFull(inHand?.code ?? '')
  }
  if (error.code !== 'already_taken' && error.code !== 'conflict') throw error
  const now = await findRequest(platform, request._id)
  if (now?.status === 'accepted' && lastSwapper(now) === now.assignee?.personId) return swapWords.goesHimself
  return now?.status === 'accepted' ? talkWords.tooLate : talkWords.notOpenAnyMore(request.code)
}

/** Who asked for a swap last, whatever became of it. */
function lastSwapper({ history }: RequestDoc): string | undefined {
  return history.findLast(({ step }) => step === 'swap')?.by
}
