import { DomainError } from '@yimin/shared/errors/domainError'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import { isHelper } from '@yimin/shared/people/roles'
import { stationOf } from '../../organisations/index.ts'
import { canHelpWith } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { acceptRequest, listInHandOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { goesAlone } from '../dispatch.policy.ts'
import { searchesOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'

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
  if (!(await mayAccept(platform, request, helper))) throw new DomainError('forbidden')
  const alone = goesAlone(helper)
  // Whoever was given one by a worker has his hands full too; the record itself holds two acceptances apart.
  if (alone) {
    const inHand = await listInHandOf(platform, helper.id)
    if (inHand.some((other) => other._id !== request._id)) throw new DomainError('too_many')
  }
  const search = await searchesOf(platform).findOne({ _id: request._id }, { projection: { round: 1 } })
  const accepted = await acceptRequest(platform, request, helper.id, cause, { alone })
  if (search && accepted.status === 'accepted' && accepted.assignee?.personId === helper.id)
    await markWinner(platform, search, helper.id)
  return accepted
}

/** A helper of the same station, and for what touches health or family a worker: a code alone opens no door. */
async function mayAccept(platform: Platform, request: RequestDoc, helper: Person): Promise<boolean> {
  const { stationId, requesterId, category } = request
  if (!isHelper(helper.role) || helper.id === requesterId || helper.stationId !== stationId) return false
  const { settings } = await stationOf(platform, stationId)
  return kindOf(category, settings) !== 'sensitive' || canHelpWith(helper, category, settings.dispatch.anyVolunteer)
}

/** Of the round that was read before: he may have given it back by now, and another search begun. */
async function markWinner(
  platform: Platform,
  { _id, round }: Pick<SearchDoc, '_id' | 'round'>,
  helperId: string,
): Promise<void> {
  const now = platform.clock.now()
  await searchesOf(platform).updateOne(
    { _id, round },
    {
      $set: {
        state: 'over',
        'asked.$[mine].state': 'accepted',
        'asked.$[mine].answeredAt': now,
        // Whoever gave it back a moment ago, before the search began anew.
        'asked.$[former].state': 'released',
        updatedAt: now,
      },
      $unset: { nextAt: '', wordAt: '', restsUntil: '' },
      $inc: { v: 1 },
    },
    {
      arrayFilters: [
        { 'mine.personId': helperId },
        { 'former.state': 'accepted', 'former.personId': { $ne: helperId } },
      ],
    },
  )
}
