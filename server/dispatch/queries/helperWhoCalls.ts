import { DomainError } from '@yimin/shared/errors/domainError'
import { helperWords } from '@yimin/shared/dispatch/words'
import { mayTakeOffers, whoCalls } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { CallerIdentity } from '../../platform/web/index.ts'

/** The helper behind a call. Throws `unauthenticated` for nobody, `forbidden` for those who help nobody. */
export async function helperWhoCalls(platform: Platform, caller: CallerIdentity): Promise<Person> {
  const person = await whoCalls(platform, { caller })
  // Staff who have not proved themselves by their second factor count as residents.
  if (caller.withheld) throw new DomainError(caller.withheld)
  if (!mayTakeOffers(person)) throw new DomainError('forbidden', { say: helperWords.notAHelper })
  return person
}
