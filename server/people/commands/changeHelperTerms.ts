import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { HelperTerms, Person, PersonDoc } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'

const TRIES = 5

/**
 * Changes what a helper offers (skills, zones, free hours, pause), on the terms as they stand. Throws DomainError `not_found`
 * where nobody has this id or the person helps nobody, `conflict` when others change him all the time.
 */
export async function changeHelperTerms(
  platform: Pick<Platform, 'db'>,
  personId: string,
  change: (terms: HelperTerms) => HelperTerms,
): Promise<Person> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const doc = await peopleOf(platform).findOne({ _id: personId })
    const terms = doc ? toPerson(doc).helper : undefined
    if (!doc || !terms) throw new DomainError('not_found')
    const changed = await peopleOf(platform).findOneAndUpdate(
      { _id: personId, v: doc.v },
      { $set: { helper: change(terms) }, $inc: { v: 1 } },
      { returnDocument: 'after' },
    )
    if (changed) return toPerson(changed as PersonDoc)
  }
  throw new DomainError('conflict')
}
