import { DomainError } from '@yimin/shared/errors/domainError'
import { promiseWords } from '@yimin/shared/requests/promiseWords'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { chargeOf, onTheTens } from '../deadlines.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

const MINUTE_MS = 60_000

/**
 * The helper says in time that he comes later (说晚一点): a new promise, told to the requester at once.
 * @param byMinutes counted from the old promise, or from now where that has passed
 * @throws DomainError `too_many` after as many times as the station allows: then somebody else had better go
 */
export async function postponeRequest(
  platform: Platform,
  { _id, stationId }: Pick<RequestDoc, '_id' | 'stationId'>,
  helperId: string,
  byMinutes: number,
  cause: string,
): Promise<RequestDoc> {
  const { settings } = await stationOf(platform, stationId)
  return takeStep(platform, _id, {
    step: 'postpone',
    by: { id: helperId, part: 'assignee' },
    cause,
    change: (request, now) => {
      if (!request.assignee) throw new DomainError('conflict')
      const times = (request.assignee.postponed ?? 0) + 1
      if (times > settings.progress.postponeAtMost)
        throw new DomainError('too_many', { say: promiseWords.postponedEnough })
      const from = Math.max(request.assignee.promisedAt.getTime(), now.getTime())
      const { nudged: _said, ...kept } = request.assignee
      const promisedAt = onTheTens(from + byMinutes * MINUTE_MS)
      const assignee = { ...kept, promisedAt, postponed: times, postponedAt: now }
      return { assignee, ...chargeOf('accepted', { ...request, assignee }, settings, request.ownerId, now) }
    },
    // Late is late no more: a new time is agreed, with a clock of its own.
    drop: ['escalatedAt'],
  })
}
