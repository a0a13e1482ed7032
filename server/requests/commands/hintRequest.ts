import { publishHint } from '../../platform/live/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { seatsIn } from '../seats.policy.ts'

type Subject = Pick<RequestDoc, 'code' | 'v' | 'stationId' | 'requesterId' | 'assignee' | 'companions'>

/** Tells the pages of the requester, of the helper who has it or had it until now, and of the station's staff. */
export function hintRequest(platform: Platform, request: Subject, ...formerHelperIds: string[]): Promise<void> {
  const { code: id, v: version, stationId, requesterId } = request
  const people = [requesterId, ...seatsIn(request).map(({ personId }) => personId), ...formerHelperIds]
  return publishHint(platform, { kind: 'request', id, version, people, stations: [stationId] })
}
