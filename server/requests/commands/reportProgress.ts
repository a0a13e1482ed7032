import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { asHeldBy, withSeat } from '../seats.policy.ts'
import { takeStep } from './takeStep.ts'

const MARKS = { start: 'startedAt', arrive: 'arrivedAt' } as const

/** The helper sets off, or stands before the door. Each is said once for an assignment: the same again changes nothing. */
export function reportProgress(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  step: keyof typeof MARKS,
): Promise<RequestDoc> {
  const acceptedAt = asHeldBy(request, helperId).assignee?.acceptedAt
  if (!acceptedAt) throw new DomainError('conflict')
  return takeStep(platform, request._id, {
    step,
    by: { id: helperId, part: 'assignee' },
    cause: `accepted/${acceptedAt.getTime()}`,
    change: (before, now) => withSeat(before, helperId, (seat) => ({ ...seat, [MARKS[step]]: now })),
  })
}
