import { DomainError } from '@yimin/shared/errors/domainError'
import type { Role } from '@yimin/shared/people/roles'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import { registerWords, VERIFIED_WORDS } from '@yimin/shared/register/words'
import { relayEvents } from '../../platform/events/events.ts'
import type { OutboxEntry } from '../../platform/events/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { roleChanged } from '../people.events.ts'
import type { Person, PersonChange, PersonDoc } from '../person.model.ts'
import { PEOPLE, peopleOf, toPerson } from '../person.model.ts'
import { removeSecondFactor } from '../secondFactor/commands/enrolSecondFactor.ts'
import { closeSessionsOf } from './closeSessionsOf.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

/** Who changes something of somebody else, and why. */
export interface ChangedBy {
  id: string
  reason?: string
}

/**
 * The change and its entry are one write. `still` is what the decision was made upon: where that has changed, nothing
 * happens. Throws DomainError `conflict` then.
 */
async function change(
  platform: Ground,
  person: Person,
  still: Partial<PersonDoc>,
  parts: Partial<PersonDoc>,
  entry: Omit<PersonChange, 'at'>,
  news?: OutboxEntry,
): Promise<Person> {
  const changes = { at: platform.clock.now(), ...entry }
  const doc = await peopleOf(platform).findOneAndUpdate(
    { _id: person.id, stationId: person.stationId, ...still },
    { $set: parts, $push: { changes, ...(news && { outbox: news }) }, $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  if (!doc) throw new DomainError('conflict')
  return toPerson(doc)
}

/**
 * The same role again changes nothing. A session under the old role ends by itself at its next call; what hangs on the role in
 * other rooms, such as an errand in hand, is let go by those who hear of it.
 */
export async function changeRole(platform: Platform, person: Person, role: Role, by: ChangedBy): Promise<Person> {
  if (person.role === role) return person
  const words = { from: ROLE_WORDS[person.role], to: ROLE_WORDS[role] }
  const about = { personId: person.id, from: person.role, to: role, by: by.id }
  const news = platform.events.entry(roleChanged, about, platform.clock.now())
  const isAwaited = news.pending.length > 0
  const changed = await change(
    platform,
    person,
    { role: person.role },
    { role },
    { what: 'role', by: by.id, reason: by.reason, ...words },
    isAwaited ? news : undefined,
  )
  if (isAwaited) await relayEvents(platform, PEOPLE, person.id, [news])
  return changed
}

export async function changeVerification(
  platform: Ground,
  person: Person,
  verified: boolean,
  by: ChangedBy,
): Promise<Person> {
  if (person.verified === verified) return person
  const word = (is: boolean) => VERIFIED_WORDS[is ? 'yes' : 'no']
  const words = { from: word(person.verified), to: word(verified) }
  return change(
    platform,
    person,
    { verified: person.verified },
    { verified },
    { what: 'verified', by: by.id, reason: by.reason, ...words },
  )
}

/** A phone was lost or taken: the entry first, then every session ends. Whoever it is signs in again. */
export async function signOut(platform: Ground, person: Person, by: ChangedBy): Promise<Person> {
  const changed = await change(platform, person, {}, {}, { what: 'signed_out', by: by.id, reason: by.reason })
  await closeSessionsOf(platform, person.id)
  return changed
}

/**
 * Phone and recovery codes are lost: the entry first, then the authenticator goes, and every session with it. Whoever comes
 * back binds a new one.
 */
export async function resetSecondFactor(platform: Ground, person: Person, by: ChangedBy): Promise<Person> {
  const to = registerWords.secondFactorReset
  const changed = await change(platform, person, {}, {}, { what: 'second_factor', by: by.id, reason: by.reason, to })
  await removeSecondFactor(platform, person.id)
  await closeSessionsOf(platform, person.id)
  return changed
}
