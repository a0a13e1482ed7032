import { inviteWords } from '@yimin/shared/entry/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { normalisePhone } from '../../platform/vault/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'

/** The one of this name (and phone, where given) in the station, if there is one. Throws DomainError `conflict` where two have it. */
export async function findNamed(
  platform: Pick<Platform, 'db' | 'vault'>,
  stationId: string,
  { name, phone }: { name: string; phone?: string | undefined },
): Promise<Person | undefined> {
  const phoneIndex =
    phone === undefined ? {} : { phoneIndex: platform.vault.blindIndex(normalisePhone(phone), 'phone') }
  const [known, another] = await peopleOf(platform)
    .find({ stationId, name, ...phoneIndex })
    .limit(2)
    .toArray()
  if (another) throw new DomainError('conflict', { say: inviteWords.twoOfThem })
  return known && toPerson(known)
}
