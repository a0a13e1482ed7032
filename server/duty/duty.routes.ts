import { DomainError } from '@yimin/shared/errors/domainError'
import {
  closeAlarm as closeRoute,
  listAlarms as listRoute,
  openAlarmContact,
  readAlarm,
  seeAlarm,
} from '@yimin/shared/duty/contract'
import { ALARM_WORDS, alarmWordsCleared } from '@yimin/shared/duty/words'
import type { Role } from '@yimin/shared/people/roles'
import { findPeople } from '../people/index.ts'
import type { Reader } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { MountedRoute, RouteInput } from '../platform/web/serve.ts'
import { serve } from '../platform/web/serve.ts'
import { acknowledgeAlarm, closeAlarm } from './commands/acknowledgeAlarm.ts'
import { mayHandleAlarm } from './duty.policy.ts'
import { presentAlarm, presentAlarmFile } from './duty.presenter.ts'
import type { Alarm } from './queries/findAlarm.ts'
import { findAlarm, listAlarms, readAlarmWords } from './queries/findAlarm.ts'
import { openContact } from './queries/openContact.ts'

type OfAlarm = RouteInput<{ id: string }>

function peopleIn(platform: Platform, alarms: readonly Alarm[]) {
  const ids = alarms
    .flatMap(({ ownerId, seenBy, personId }) => [ownerId, seenBy, personId])
    .filter((id) => id !== undefined)
  return findPeople(platform, [...new Set(ids)])
}

/** The member of staff who knocks. Throws DomainError `forbidden` for anybody else. */
export function staffOf({ caller }: Pick<RouteInput, 'caller'>): { personId: string; stationId: string; role: Role } {
  const { personId, stationId, roles } = caller
  if (personId === undefined || stationId === undefined) throw new DomainError('forbidden')
  return { personId, stationId, role: roles[0] as Role }
}

async function ownAlarm(platform: Platform, { params, caller }: OfAlarm): Promise<Alarm> {
  const alarm = await findAlarm(platform, params.id)
  if (!alarm || !mayHandleAlarm(caller, alarm)) throw new DomainError('not_found')
  return alarm
}

async function showAlarm(platform: Platform, alarm: Alarm | undefined) {
  if (!alarm) throw new DomainError('not_found')
  return presentAlarm(alarm, await peopleIn(platform, [alarm]), platform.clock.now())
}

/** What a worker looks at because of an alarm stands under its name in the list of who looked. */
function readerOf(input: OfAlarm, { kind, subjectId }: Alarm): Reader {
  const { personId, stationId, role } = staffOf(input)
  return { id: personId, role, stationId, reason: ALARM_WORDS[kind], requestId: subjectId }
}

async function openAlarm(platform: Platform, input: OfAlarm) {
  const alarm = await ownAlarm(platform, input)
  // The desk shows the words of an emergency as long as it stands: a worker's further looks are the same reading.
  const reader = { ...readerOf(input, alarm), occasion: `alarm.${alarm.id}` }
  const words = (await readAlarmWords(platform, alarm.id, reader)) ?? { text: alarmWordsCleared }
  return presentAlarmFile(alarm, await peopleIn(platform, [alarm]), platform.clock.now(), words)
}

/** The station's alarms, for its staff. */
export function dutyRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listRoute, [], async (input) => {
      const { items, nextCursor } = await listAlarms(platform, staffOf(input).stationId, input.query)
      const people = await peopleIn(platform, items)
      return { items: items.map((alarm) => presentAlarm(alarm, people, platform.clock.now())), nextCursor }
    }),
    serve(readAlarm, [], (input) => openAlarm(platform, input)),
    serve(openAlarmContact, [], async (input) => {
      const alarm = await ownAlarm(platform, input)
      return openContact(platform, alarm, input.body.what, readerOf(input, alarm))
    }),
    serve(seeAlarm, [], async (input) => {
      const alarm = await ownAlarm(platform, input)
      return showAlarm(platform, await acknowledgeAlarm(platform, alarm.id, staffOf(input).personId))
    }),
    serve(closeRoute, [], async (input) => {
      const alarm = await ownAlarm(platform, input)
      return showAlarm(platform, await closeAlarm(platform, alarm.id, staffOf(input).personId))
    }),
  ]
}
