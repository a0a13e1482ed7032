import { DomainError } from '@yimin/shared/errors/domainError'
import { isHelper } from '@yimin/shared/people/roles'
import { registerWords } from '@yimin/shared/register/words'
import type { Platform } from '../../platform/platform.ts'
import type { HelperTerms, Person, PersonChange, PersonDoc } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'
import type { ChangedBy } from './changeByStaff.ts'

const TRIES = 5

export interface TermsChanged {
  /** The version that was seen: what has changed since is not overwritten. */
  seen?: number
  /** Where somebody of the staff changes them: that stands on record. */
  by?: ChangedBy
}

/**
 * Changes what a helper offers (skills, zones, free hours, pause), on the terms as they stand. Throws DomainError `not_found`
 * where nobody has this id or the person helps nobody, `conflict` where another version was seen or others change him all the time.
 */
export async function changeHelperTerms(
  platform: Pick<Platform, 'db' | 'clock'>,
  personId: string,
  change: (terms: HelperTerms) => HelperTerms,
  { seen, by }: TermsChanged = {},
): Promise<Person> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const doc = await peopleOf(platform).findOne({ _id: personId })
    const terms = doc && isHelper(doc.role) ? toPerson(doc).helper : undefined
    if (!doc || !terms) throw new DomainError('not_found')
    const { version = 0 } = terms
    if (seen !== undefined && seen !== version) throw new DomainError('conflict', { say: registerWords.termsChanged })
    const helper = { ...change(terms), version: version + 1 }
    const changed = await peopleOf(platform).findOneAndUpdate(
      { _id: personId, v: doc.v },
      { $set: { helper }, ...(by && { $push: { changes: entryBy(by, platform.clock.now()) } }), $inc: { v: 1 } },
      { returnDocument: 'after' },
    )
    if (changed) return toPerson(changed as PersonDoc)
  }
  throw new DomainError('conflict')
}

function entryBy({ id, reason }: ChangedBy, at: Date): PersonChange {
  return { at, what: 'helper_terms', by: id, reason: reason ?? registerWords.ownTerms }
}
