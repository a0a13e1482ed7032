import type { AlarmKind } from '@yimin/shared/duty/contract'
import type { Area } from '@yimin/shared/people/contract'
import { raiseAlarm } from '../../duty/index.ts'
import { sayToStaff } from '../../messaging/index.ts'
import type { Station } from '../../organisations/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findRequest } from '../../requests/index.ts'

export interface WorkerCall {
  station: Station
  kind: AlarmKind
  subjectId: string
  personId?: string
  ownerId?: string
  key: string
  /** Where it is said to be; no door. */
  place?: Area
  text: string
  /** The person's own words alone. */
  said?: string
}

/** Calls the worker on duty (or the named owner): an alarm on the desk, and a private word at once. The same key is one call. */
export async function callWorker(platform: Platform, call: WorkerCall): Promise<void> {
  const about = await findRequest(platform, call.subjectId)
  const { alarm } = await raiseAlarm(platform, {
    stationId: call.station.id,
    kind: call.kind,
    subjectId: call.subjectId,
    ...(about ? { code: about.code } : {}),
    key: call.key,
    text: call.text,
    ...(call.place ? { place: call.place } : {}),
    ...(call.said ? { said: call.said } : {}),
    ...(call.personId ? { personId: call.personId } : {}),
    ...(call.ownerId ? { ownerId: call.ownerId } : {}),
  })
  if (!alarm.ownerId) return
  const [owner] = await findPeople(platform, [alarm.ownerId])
  if (!owner) return
  await sayToStaff(platform, owner, {
    key: `alarm.${alarm.id}.0.${owner.id}`,
    stationId: call.station.id,
    template: `alarm.${call.kind}`,
    about: call.subjectId,
    urgent: call.kind === 'emergency',
    text: call.text,
  })
}
