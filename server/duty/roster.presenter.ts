import type { RosterView } from '@yimin/shared/duty/contract'
import { rosterView } from '@yimin/shared/duty/contract'
import { DUTY_REASON_WORDS, rosterWords } from '@yimin/shared/duty/words'
import { toLocal, toLocalIso } from '@yimin/shared/language/localTime'
import { addressOf } from '@yimin/shared/people/addressing'
import type { Role } from '@yimin/shared/people/roles'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import { sayInstant } from '@yimin/shared/requests/words'
import type { Person } from '../people/index.ts'
import { mayChangeRoster } from './duty.policy.ts'
import type { Roster } from './queries/findRoster.ts'

function someone(person: Person) {
  return { id: person.id, name: addressOf(person) }
}

function isWholeWeek({ from, to, midnights }: Roster['gaps'][number]['gap']): boolean {
  return from === '00:00' && to === '24:00' && midnights === 6
}

/** Gaps of equal hours and the same answerer are one line: 每天 21:00 到次日 08:00. */
function namedGaps(gaps: Roster['gaps']) {
  const lines = new Map<string, { days: number[]; first: Roster['gaps'][number] }>()
  for (const one of gaps) {
    const { from, to, midnights, day } = one.gap
    const key = `${from} ${to} ${midnights} ${one.answeredBy?.id ?? ''}`
    const line = lines.get(key) ?? { days: [], first: one }
    line.days.push(day)
    lines.set(key, line)
  }
  return [...lines.values()].map(({ days, first: { gap, answeredBy } }) => ({
    word: isWholeWeek(gap) ? rosterWords.wholeWeek : rosterWords.gap(days, gap.from, gap.to, gap.midnights),
    ...(answeredBy && { answeredBy: someone(answeredBy) }),
  }))
}

/** For staff of the station. */
export function presentRoster(roster: Roster, me: { personId: string; role: Role }, now: Date): RosterView {
  const byId = new Map(roster.staff.map((person) => [person.id, person]))
  const nameOf = (id: string) => {
    const person = byId.get(id)
    return person ? addressOf(person) : ''
  }
  const isFlagged = roster.flagged.includes(me.personId)
  return rosterView.parse({
    version: roster.v,
    shifts: roster.shifts.map(({ personId, days, from, to }) => ({ personId, days, from, to, name: nameOf(personId) })),
    staff: roster.staff.map((person) => ({ ...someone(person), roleWord: ROLE_WORDS[person.role] })),
    onDuty: {
      ...(roster.now && {
        now: {
          ...someone(roster.now.person),
          reason: roster.now.reason,
          reasonWord: DUTY_REASON_WORDS[roster.now.reason],
        },
      }),
      ...(roster.next && {
        next: {
          ...someone(roster.next.person),
          at: toLocalIso(roster.next.at),
          atWord: sayInstant(toLocal(roster.next.at), toLocal(now)),
        },
      }),
    },
    flagged: roster.flagged.map((id) => ({ id, name: nameOf(id) })),
    gaps: namedGaps(roster.gaps),
    ...(roster.savedBy && byId.has(roster.savedBy) && { savedBy: nameOf(roster.savedBy) }),
    ...(roster.savedAt && { savedAt: toLocalIso(roster.savedAt) }),
    abilities: { change: mayChangeRoster(me), comeOn: !isFlagged, goOff: isFlagged },
  })
}
