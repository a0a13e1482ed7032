import type { AlarmFile, AlarmView } from '@yimin/shared/duty/contract'
import { alarmFile, alarmView } from '@yimin/shared/duty/contract'
import { ALARM_STATE_WORDS, ALARM_WORDS } from '@yimin/shared/duty/words'
import { buildingWord } from '@yimin/shared/organisations/words'
import { addressOf } from '@yimin/shared/people/addressing'
import type { Person } from '../people/index.ts'
import { canBeClosed, canBeSeen, isAtHome } from './duty.policy.ts'
import type { Alarm, AlarmWords } from './queries/findAlarm.ts'

function someone(id: string | undefined, people: readonly Person[]) {
  const person = people.find((candidate) => candidate.id === id)
  return person && { id: person.id, name: addressOf(person) }
}

/** Whom it is about: name and building stand in clear; phone and door are opened one by one, each on record. */
function concerned(alarm: Alarm, people: readonly Person[]): AlarmView['about'] {
  const person = people.find(({ id }) => id === alarm.personId)
  if (!person) return undefined
  const place = buildingWord(alarm.place ?? person.area ?? {})
  return {
    name: addressOf(person),
    ...(place && { place }),
    phoneKnown: person.known.phone,
    doorKnown: person.known.door && isAtHome(alarm, person),
  }
}

/** For staff of the station; `people` are those who are named in it. */
export function presentAlarm(alarm: Alarm, people: readonly Person[], now: Date): AlarmView {
  const owner = someone(alarm.ownerId, people)
  const seenBy = someone(alarm.seenBy, people)
  const about = concerned(alarm, people)
  return alarmView.parse({
    id: alarm.id,
    kind: alarm.kind,
    kindWord: ALARM_WORDS[alarm.kind],
    state: alarm.state,
    stateWord: ALARM_STATE_WORDS[alarm.state],
    subjectId: alarm.subjectId,
    ...(alarm.code && { code: alarm.code }),
    ...(about && { about }),
    ...(owner && { owner }),
    ...(seenBy && { seenBy }),
    raisedAt: alarm.raisedAt.toISOString(),
    dueAt: alarm.dueAt.toISOString(),
    overdue: alarm.state === 'open' && (alarm.escalations.length > 0 || alarm.dueAt <= now),
    escalated: alarm.escalations.length,
    abilities: { see: canBeSeen(alarm), close: canBeClosed(alarm) },
  })
}

export function presentAlarmFile(alarm: Alarm, people: readonly Person[], now: Date, words: AlarmWords): AlarmFile {
  return alarmFile.parse({ ...presentAlarm(alarm, people, now), ...words })
}
