import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { promiseFor } from '../deadlines.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

/** A worker gives a request to a named helper, or takes it herself; whoever had it before is told. */
export async function assignRequest(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  workerId: string,
  cause: string,
  note?: string,
  seen?: number,
): Promise<RequestDoc> {
  const { settings } = await stationOf(platform, request.stationId)
  return takeStep(platform, request._id, {
    step: 'assign',
    by: { id: workerId, part: 'worker', seen },
    cause,
    note,
    change: (before, now) => ({
      confirmedAt: before.confirmedAt ?? now,
      missing: [],
      assignee: { personId: helperId, acceptedAt: now, promisedAt: promiseFor(before, settings, now) },
    }),
  })
}
