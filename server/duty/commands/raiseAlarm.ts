import { createHash } from 'node:crypto'
import type { AlarmKind } from '@yimin/shared/duty/contract'
import type { Area } from '@yimin/shared/people/contract'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { findStation, STATION_DEFAULTS } from '../../organisations/index.ts'
import type { AlarmDoc } from '../alarm.model.ts'
import { alarmsOf, sealedAt } from '../alarm.model.ts'
import type { Alarm } from '../queries/findAlarm.ts'
import { toAlarm } from '../queries/findAlarm.ts'
import { patienceOf } from '../emergencyLadder.ts'
import { workerOnDuty } from '../queries/workerOnDuty.ts'
import { hintAlarm } from './hintAlarm.ts'

export interface AlarmCall {
  stationId: string
  kind: AlarmKind
  /** The request, message or gateway that it is about. */
  subjectId: string
  /** The code by which people call that request. */
  code?: string
  /** The person that it is about. */
  personId?: string
  /** The worker on duty unless named. */
  ownerId?: string
  /** Where it is said to be; no door. */
  place?: Area
  /** Plain words for the worker; sealed before they are stored. */
  text: string
  /** The person's own words, sealed likewise. */
  said?: string
  /** Not seen by then: the circle widens. The station's figure unless named. */
  dueAt?: Date
  /** Names the cause: the same key is the same alarm. */
  key: string
}

/** Keys may hold anything; ids appear in addresses and logs. */
function idOf({ stationId, key }: AlarmCall): string {
  return createHash('sha256')
    .update(JSON.stringify([stationId, key]))
    .digest('hex')
    .slice(0, 32)
}

async function dueAtOf(platform: Pick<Platform, 'db'>, call: AlarmCall, now: Date): Promise<Date> {
  if (call.dueAt) return call.dueAt
  const settings = (await findStation(platform, call.stationId))?.settings ?? STATION_DEFAULTS
  return new Date(now.getTime() + patienceOf(call.kind, 0, settings))
}

/**
 * Calls for a person of the station. The same key twice is one alarm; `isNew` is true for whoever raised it first,
 * and only then words need to be sent.
 */
export async function raiseAlarm(
  platform: Pick<Platform, 'db' | 'vault' | 'clock' | 'log'>,
  call: AlarmCall,
): Promise<{ alarm: Alarm; isNew: boolean }> {
  const _id = idOf(call)
  const known = await alarmsOf(platform).findOne({ _id })
  if (known) return { alarm: toAlarm(known), isNew: false }
  const now = platform.clock.now()
  const ownerId = call.ownerId ?? (await workerOnDuty(platform, call.stationId, now))?.id
  const doc: AlarmDoc = {
    _id,
    v: 1,
    stationId: call.stationId,
    kind: call.kind,
    subjectId: call.subjectId,
    ...(call.code !== undefined && { code: call.code }),
    ...(call.personId !== undefined && { personId: call.personId }),
    ...(ownerId !== undefined && { ownerId }),
    ...(call.place !== undefined && { place: call.place }),
    text: platform.vault.seal(call.text, sealedAt(_id)),
    ...(call.said !== undefined && { said: platform.vault.seal(call.said, sealedAt(_id, 'said')) }),
    raisedAt: now,
    dueAt: await dueAtOf(platform, call, now),
    state: 'open',
    escalations: [],
  }
  try {
    await alarmsOf(platform).insertOne(doc)
    hintAlarm(platform, doc)
    return { alarm: toAlarm(doc), isNew: true }
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return { alarm: toAlarm((await alarmsOf(platform).findOne({ _id })) ?? doc), isNew: false }
  }
}
