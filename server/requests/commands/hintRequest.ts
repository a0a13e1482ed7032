import { publishHint } from '../../platform/live/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'

type Subject = Pick<RequestDoc, 'code' | 'v' | 'stationId' | 'requesterId' | 'assignee'>

/** Tells the pages of the requester, of the helper who has it or had it until now, and of the station's staff. */
export function hintRequest(platform: Platform, request: Subject, formerHelperId?: string): Promise<void> {
  const { code: id, v: version, stationId, requesterId, assignee } = request
  const people = [requesterId, assignee?.personId, formerHelperId]
  return publishHint(platform, { kind: 'request', id, version, people, stations: [stationId] })
}
