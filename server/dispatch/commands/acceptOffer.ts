import { DomainError } from '@yimin/shared/errors/domainError'
import { isHelper } from '@yimin/shared/people/roles'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { acceptRequest, listInHandOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'

/**
 * A helper says 接. The first one gets it; throws `already_taken` to the others, `forbidden` to those who are no helpers or asked for it themselves,
 * `too_many` to a volunteer who is out already.
 */
export async function acceptOffer(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  cause: string,
): Promise<RequestDoc> {
  if (!isHelper(helper.role) || helper.id === request.requesterId) throw new DomainError('forbidden')
  if (helper.role === 'volunteer') {
    const inHand = await listInHandOf(platform, helper.id)
    if (inHand.some((other) => other._id !== request._id)) throw new DomainError('too_many')
  }
  const accepted = await acceptRequest(platform, request, helper.id, cause)
  await searchesOf(platform).updateOne(
    { _id: request._id },
    {
      $set: { state: 'over', 'asked.$[mine].state': 'accepted', updatedAt: platform.clock.now() },
      $unset: { nextAt: '', wordAt: '' },
      $inc: { v: 1 },
    },
    { arrayFilters: [{ 'mine.personId': helper.id }] },
  )
  return accepted
}
