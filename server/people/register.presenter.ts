import type { RegisterLine } from '@yimin/shared/register/contract'
import { listOperatorActs, registerLine } from '@yimin/shared/register/contract'
import { addressOf } from '@yimin/shared/people/addressing'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import { buildingWord } from '@yimin/shared/organisations/words'
import { CHANGE_WORDS, VERIFIED_WORDS } from '@yimin/shared/register/words'
import type { Person } from './person.model.ts'
import type { OperatorAct } from './queries/listOperatorActs.ts'

/** One line of the register, for staff of the station. */
export function presentLine(person: Person, now: Date): RegisterLine {
  const pausedUntil = person.helper?.pausedUntil
  return registerLine.parse({
    id: person.id,
    name: person.name,
    spokenTo: addressOf(person),
    role: person.role,
    roleWord: ROLE_WORDS[person.role],
    verified: person.verified,
    verifiedWord: VERIFIED_WORDS[person.verified ? 'yes' : 'no'],
    ...(person.area && { area: person.area }),
    place: buildingWord(person.area ?? {}),
    ...(pausedUntil && pausedUntil > now && { pausedUntil: pausedUntil.toISOString() }),
  })
}

/** What was done at the machine, for staff of the station. It cannot be struck off: it goes by itself after a week. */
export function presentOperatorActs(acts: readonly OperatorAct[]) {
  const items = acts.map(({ person, change: { at, what, from, to, reason } }) => ({
    at: at.toISOString(),
    person: { id: person.id, name: addressOf(person) },
    what: CHANGE_WORDS[what],
    ...(from && { from }),
    ...(to && { to }),
    ...(reason && { reason }),
  }))
  return listOperatorActs.reply.parse({ items })
}
