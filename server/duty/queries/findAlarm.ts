import type { Filter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { AlarmKind, AlarmState } from '@yimin/shared/duty/contract'
import { findPerson, noteRead } from '../../people/index.ts'
import type { Reader } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { AlarmDoc, Escalation } from '../alarm.model.ts'
import { alarmsOf, sealedAt } from '../alarm.model.ts'

/** A call for a person of the station, without its words. */
export interface Alarm {
  id: string
  v: number
  stationId: string
  kind: AlarmKind
  subjectId: string
  code?: string
  personId?: string
  ownerId?: string
  raisedAt: Date
  dueAt: Date
  state: AlarmState
  seenBy?: string
  seenAt?: Date
  closedBy?: string
  closedAt?: Date
  escalations: Escalation[]
}

export function toAlarm({ _id, text: _text, ...rest }: AlarmDoc): Alarm {
  return { id: _id, ...rest }
}

export async function findAlarm(platform: Pick<Platform, 'db'>, alarmId: string): Promise<Alarm | undefined> {
  const doc = await alarmsOf(platform).findOne({ _id: alarmId })
  return doc ? toAlarm(doc) : undefined
}

/**
 * The words of an alarm. Where it is about a person the reading is written down before they are opened; of somebody who is
 * gone there is no list to write it into.
 */
export async function readAlarmText(
  platform: Pick<Platform, 'db' | 'vault' | 'clock'>,
  alarmId: string,
  reader: Reader,
): Promise<string | undefined> {
  const doc = await alarmsOf(platform).findOne({ _id: alarmId })
  if (!doc) return undefined
  const about = doc.personId === undefined ? undefined : await findPerson(platform, doc.personId)
  if (about) await noteRead(platform, about.id, ['door', 'phone'], reader)
  return platform.vault.open(doc.text, sealedAt(alarmId))
}

export interface AlarmPage {
  items: Alarm[]
  nextCursor: string | null
}

const PAGE = 30

function after(cursor: string): Filter<AlarmDoc> {
  const [time = '', id = ''] = cursor.split('.')
  const raisedAt = new Date(Number(time))
  if (id === '' || Number.isNaN(raisedAt.getTime())) {
    throw new DomainError('invalid_input', { fields: [{ path: 'cursor', message: '这一页找不到了，请从头看。' }] })
  }
  return { $or: [{ raisedAt: { $lt: raisedAt } }, { raisedAt, _id: { $lt: id } }] }
}

/** A station's alarms, newest first; those that are not closed unless a state is named. */
export async function listAlarms(
  platform: Pick<Platform, 'db'>,
  stationId: string,
  { state, limit = PAGE, cursor }: { state?: AlarmState; limit?: number; cursor?: string } = {},
): Promise<AlarmPage> {
  const found = await alarmsOf(platform)
    .find({ stationId, state: state ?? { $ne: 'closed' }, ...(cursor === undefined ? {} : after(cursor)) })
    .sort({ raisedAt: -1, _id: -1 })
    .limit(limit + 1)
    .toArray()
  const items = found.slice(0, limit).map(toAlarm)
  const last = items.at(-1)
  return { items, nextCursor: found.length > limit && last ? `${last.raisedAt.getTime()}.${last.id}` : null }
}
