import { whoCalls } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { CallerIdentity } from '../../platform/web/index.ts'

/** Whoever uses the app; staff without their second factor count as residents. Throws DomainError `unauthenticated`. */
export async function findSpeaker(
  platform: Platform,
  caller: Pick<CallerIdentity, 'personId' | 'withheld'>,
): Promise<Person> {
  const person = await whoCalls(platform, { caller })
  return caller.withheld ? { ...person, role: 'resident' } : person
}
