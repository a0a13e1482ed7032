import { DomainError } from '@yimin/shared/errors/domainError'
import { stationOf } from '../../organisations/index.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { chargeOf, promiseFor } from '../deadlines.ts'
import type { RequestDoc } from '../request.model.ts'
import { withSeat } from '../seats.policy.ts'
import { mayRelieve } from '../swap.policy.ts'
import { seatOf } from './fillSeat.ts'
import type { SeatedHelper } from './fillSeat.ts'
import { takeStep } from './takeStep.ts'

/**
 * The first yes to a swap: one compare-and-set puts this helper in the place of whoever asked for it, so that it has one owner
 * at every moment. What was promised stays promised as long as it can be kept; hand-over code and the others' seats stay.
 * Throws `already_taken` where nothing is asked for any more, `too_many` to a volunteer who has another one in hand.
 */
export async function relieveHelper(
  platform: Platform,
  { _id, stationId, swap: wished, assignee: lead }: Pick<RequestDoc, '_id' | 'stationId' | 'swap' | 'assignee'>,
  helper: SeatedHelper,
  cause: string,
): Promise<RequestDoc> {
  const { settings } = await stationOf(platform, stationId)
  try {
    return await takeStep(platform, _id, {
      step: 'relieve',
      by: { id: helper.personId, part: 'helper' },
      cause,
      change: (before, now) => {
        const { swap, assignee } = before
        if (!swap || !assignee || !mayRelieve(before, helper.personId)) throw new DomainError('already_taken')
        const promisedAt = assignee.promisedAt > now ? assignee.promisedAt : promiseFor(before, settings, now)
        const seats = withSeat(before, swap.byId, () => seatOf(helper, promisedAt, now))
        // One who only goes along answers for nothing: owner and clock stay with whoever does.
        if (!seats.assignee) return seats
        return { ...seats, ...chargeOf('accepted', { ...before, ...seats }, settings, before.ownerId, now) }
      },
      // Late is late no more where whoever answers for it is another one.
      drop: lead?.personId === wished?.byId ? ['escalatedAt'] : [],
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError('too_many', { cause: error })
    if (error instanceof DomainError && error.code === 'conflict')
      throw new DomainError('already_taken', { cause: error })
    throw error
  }
}
