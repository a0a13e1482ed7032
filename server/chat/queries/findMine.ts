import { DomainError } from '@yimin/shared/errors/domainError'
import { findPerson } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findRequestByCode } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'

interface Caller {
  personId?: string | undefined
  withheld?: string | undefined
}

export function whoCalls({ personId }: Caller): string {
  if (!personId) throw new DomainError('unauthenticated')
  return personId
}

/** Whoever uses the app; a session that outlived its person counts as none, staff without their second factor as residents. */
export async function findSpeaker(platform: Platform, caller: Caller): Promise<Person> {
  const person = await findPerson(platform, whoCalls(caller))
  if (!person) throw new DomainError('unauthenticated')
  return caller.withheld ? { ...person, role: 'resident' } : person
}

/** Somebody else's request and none at all look the same. */
export async function findMine(platform: Platform, speaker: Person, code: string): Promise<RequestDoc> {
  const request = await findRequestByCode(platform, speaker.stationId, code)
  if (request?.requesterId !== speaker.id) throw new DomainError('not_found')
  return request
}
