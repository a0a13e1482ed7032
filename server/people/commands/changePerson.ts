import type { UpdateFilter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { PersonDoc } from '../person.model.ts'
import { peopleOf } from '../person.model.ts'

const TRIES = 6

/**
 * Changes one person by compare-and-set: `make` sees the document as it is, and the change counts only if nobody else
 * changed it meanwhile. With `version`, only what the person saw is changed. Throws `conflict`, `not_found`.
 */
export async function changePerson(
  platform: Pick<Platform, 'db'>,
  personId: string,
  version: number | undefined,
  make: (person: PersonDoc) => UpdateFilter<PersonDoc>,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const person = await peopleOf(platform).findOne({ _id: personId })
    if (!person) throw new DomainError('not_found')
    if (version !== undefined && version !== person.v) throw new DomainError('conflict')
    const { matchedCount } = await peopleOf(platform).updateOne(
      { _id: personId, v: person.v },
      { ...make(person), $inc: { v: 1 } },
    )
    if (matchedCount > 0) return
  }
  throw new DomainError('conflict')
}
