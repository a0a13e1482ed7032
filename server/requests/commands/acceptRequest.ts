import { DomainError } from '@yimin/shared/errors/domainError'
import { stationOf } from '../../organisations/index.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { promiseFor } from '../deadlines.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/**
 * Exactly one helper gets an open request. Throws `already_taken` to everybody else; to the winner again it answers as the
 * first time. `alone`: he goes out for one errand at a time; throws `too_many` where he has another, however fast he took it.
 */
export async function acceptRequest(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  cause: string,
  { alone = false } = {},
): Promise<RequestDoc> {
  const { settings } = await stationOf(platform, request.stationId)
  try {
    return await takeStep(platform, request._id, {
      step: 'accept',
      by: { id: helperId, part: 'helper' },
      cause,
      change: (before, now) => ({
        assignee: {
          personId: helperId,
          acceptedAt: now,
          promisedAt: promiseFor(before, settings, now),
          ...(alone && { alone }),
        },
      }),
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError('too_many', { cause: error })
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    const now = await requestsOf(platform).findOne({ _id: request._id })
    if (now?.assignee?.personId === helperId && now.status === 'accepted') return now
    throw new DomainError('already_taken')
  }
}
