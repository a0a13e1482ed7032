import type { RegisterLine } from '@yimin/shared/register/contract'
import { registerLine } from '@yimin/shared/register/contract'
import { addressOf } from '@yimin/shared/people/addressing'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import { buildingWord } from '@yimin/shared/organisations/words'
import { VERIFIED_WORDS } from '@yimin/shared/register/words'
import type { Person } from './person.model.ts'

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
