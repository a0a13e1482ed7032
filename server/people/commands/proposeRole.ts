import { DomainError } from '@yimin/shared/errors/domainError'
import type { Role } from '@yimin/shared/people/roles'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import type { Platform } from '../../platform/platform.ts'
import type { Person, PersonChange } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'
import type { ChangedBy } from './changeByStaff.ts'
import { changeRole } from './changeByStaff.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

/** Wants a staff role for somebody; the role stays as it is until somebody else agrees. A newer wish replaces an older one. */
export async function proposeRole(
  platform: Ground,
  person: Person,
  role: Role,
  by: Required<ChangedBy>,
): Promise<Person> {
  const at = platform.clock.now()
  const words = { from: ROLE_WORDS[person.role], to: ROLE_WORDS[role] }
  const entry: PersonChange = { at, what: 'role_proposed', by: by.id, reason: by.reason, ...words }
  const doc = await peopleOf(platform).findOneAndUpdate(
    { _id: person.id, stationId: person.stationId, role: person.role },
    { $set: { proposal: { from: person.role, role, by: by.id, reason: by.reason, at } }, $push: { changes: entry }, $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  if (!doc) throw new DomainError('conflict')
  return toPerson(doc)
}

/** Takes the wish away once, exactly as it was seen. Throws DomainError `conflict` for another one, or none. */
async function takeProposal(platform: Ground, person: Person, role: Role, entries: PersonChange[]): Promise<Person> {
  const { proposal } = person
  if (proposal?.role !== role) throw new DomainError('conflict')
  const doc = await peopleOf(platform).findOneAndUpdate(
    { _id: person.id, role: proposal.from, 'proposal.role': role, 'proposal.at': proposal.at, 'proposal.by': proposal.by },
    {
      $unset: { proposal: '' },
      ...(entries.length > 0 && { $push: { changes: { $each: entries } } }),
      $inc: { v: 1 },
    },
    { returnDocument: 'after' },
  )
  if (!doc) throw new DomainError('conflict')
  return toPerson(doc)
}

/** Somebody else agrees: now the role is given, in the name of the one who agreed; who wanted it stands one line before. */
export async function agreeToRole(platform: Platform, person: Person, role: Role, me: string): Promise<Person> {
  const reason = person.proposal?.reason
  return changeRole(platform, await takeProposal(platform, person, role, []), role, { id: me, reason })
}

export function refuseRole(platform: Ground, person: Person, role: Role, by: ChangedBy): Promise<Person> {
  const at = platform.clock.now()
  return takeProposal(platform, person, role, [
    { at, what: 'role_refused', by: by.id, reason: by.reason, to: ROLE_WORDS[role] },
  ])
}
