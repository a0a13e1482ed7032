import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { CallerIdentity } from '../../platform/web/caller.ts'
import type { Person } from '../person.model.ts'
import { findPerson } from './findPerson.ts'

/** The person behind a call; a session that outlived its person counts as none. Throws DomainError `unauthenticated`. */
export async function whoCalls(
  platform: Pick<Platform, 'db'>,
  { caller }: { caller: Pick<CallerIdentity, 'personId'> },
): Promise<Person> {
  const person = caller.personId === undefined ? undefined : await findPerson(platform, caller.personId)
  if (!person) throw new DomainError('unauthenticated')
  return person
}
