import type { AlarmFile, AlarmView } from '@yimin/shared/duty/contract'
import { alarmFile, alarmView } from '@yimin/shared/duty/contract'
import { ALARM_STATE_WORDS, ALARM_WORDS } from '@yimin/shared/duty/words'
import { addressOf } from '@yimin/shared/people/addressing'
import type { Person } from '../people/index.ts'
import { canBeClosed, canBeSeen } from './duty.policy.ts'
import type { Alarm } from './queries/findAlarm.ts'

function someone(id: string | undefined, people: readonly Person[]) {
  const person = people.find((candidate) => candidate.id === id)
  return person && { id: person.id, name: addressOf(person) }
}

/** For staff of the station; `people` are those who are named in it. */
export function presentAlarm(alarm: Alarm, people: readonly Person[], now: Date): AlarmView {
  const owner = someone(alarm.ownerId, people)
  const seenBy = someone(alarm.seenBy, people)
  return alarmView.parse({
    id: alarm.id,
    kind: alarm.kind,
    kindWord: ALARM_WORDS[alarm.kind],
    state: alarm.state,
    stateWord: ALARM_STATE_WORDS[alarm.state],
    subjectId: alarm.subjectId,
    ...(alarm.code && { code: alarm.code }),
    ...(owner && { owner }),
    ...(seenBy && { seenBy }),
    raisedAt: alarm.raisedAt.toISOString(),
    dueAt: alarm.dueAt.toISOString(),
    overdue: alarm.state === 'open' && (alarm.escalations.length > 0 || alarm.dueAt <= now),
    escalated: alarm.escalations.length,
    abilities: { see: canBeSeen(alarm), close: canBeClosed(alarm) },
  })
}

export function presentAlarmFile(alarm: Alarm, people: readonly Person[], now: Date, text: string): AlarmFile {
  return alarmFile.parse({ ...presentAlarm(alarm, people, now), text })
}
