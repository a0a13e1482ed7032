import type { Filter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { AlarmKind, AlarmState } from '@yimin/shared/duty/contract'
import { fieldWords } from '@yimin/shared/errors/words'
import type { Area } from '@yimin/shared/people/contract'
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
  place?: Area
  raisedAt: Date
  dueAt: Date
  state: AlarmState
  seenBy?: string
  seenAt?: Date
  closedBy?: string
  closedAt?: Date
  escalations: Escalation[]
}

export function toAlarm({ _id, text: _text, said: _said, ...rest }: AlarmDoc): Alarm {
  return { id: _id, ...rest }
}

export async function findAlarm(platform: Pick<Platform, 'db'>, alarmId: string): Promise<Alarm | undefined> {
  const doc = await alarmsOf(platform).findOne({ _id: alarmId })
  return doc ? toAlarm(doc) : undefined
}

/** What was sealed in an alarm. */
export interface AlarmWords {
  text: string
  /** The person's own words, where there were any. */
  said?: string
}

/**
 * The words of an alarm. Where it is about a person the reading is written down before they are opened; of somebody who is
 * gone there is no list to write it into.
 */
export async function readAlarmWords(
  platform: Pick<Platform, 'db' | 'vault' | 'clock'>,
  alarmId: string,
  reader: Reader,
): Promise<AlarmWords | undefined> {
  const doc = await alarmsOf(platform).findOne({ _id: alarmId })
  // Of one whose words were taken after their time there is nothing to be read.
  if (!doc?.text) return undefined
  const about = doc.personId === undefined ? undefined : await findPerson(platform, doc.personId)
  if (about) await noteRead(platform, about.id, ['door', 'phone'], reader)
  const { vault } = platform
  return {
    text: vault.open(doc.text, sealedAt(alarmId)),
    ...(doc.said !== undefined && { said: vault.open(doc.said, sealedAt(alarmId, 'said')) }),
  }
}

/** The words for the worker alone. */
export async function readAlarmText(...wish: Parameters<typeof readAlarmWords>): Promise<string | undefined> {
  return (await readAlarmWords(...wish))?.text
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
    throw new DomainError('invalid_input', { fields: [{ path: 'cursor', message: fieldWords.noPage }] })
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
