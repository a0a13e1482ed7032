import type { Address } from '@yimin/shared/language/frame'
import { DomainError } from '@yimin/shared/errors/domainError'
import { addressOf } from '@yimin/shared/people/addressing'
import { registerWords } from '@yimin/shared/register/words'
import { stationOf } from '../../organisations/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { checkedAddress, checkedPhone } from '../filledIn.ts'
import type { Person } from '../person.model.ts'
import type { Reader } from '../people.policy.ts'
import { findPerson, listPeopleByPhone } from '../queries/findPerson.ts'
import { noteRead } from '../queries/readPersonal.ts'
import { answerTo } from '../consent/commands/answerConsent.ts'
import { addPerson } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

export interface WalkIn {
  /** The same id is the same person: one cause writes one person down. */
  id?: string
  stationId: string
  name: string
  phone?: string
  address?: Address
  /** A household shares a phone: another person with the same one. */
  evenIfPhoneKnown?: boolean
  /** A worker has looked who it is, unless said otherwise; of a voice on the phone that stays to be done. */
  seen?: boolean
}

/** Learning whose number this is is a reading, and stands on record as one. */
async function refuseKnownPhone(platform: Ground, walkIn: WalkIn, by: Omit<Reader, 'reason'>): Promise<void> {
  if (walkIn.phone === undefined || walkIn.evenIfPhoneKnown) return
  const found = await listPeopleByPhone(platform, walkIn.phone)
  const known = found.filter((person) => person.stationId === walkIn.stationId)
  if (known.length === 0) return
  for (const person of known)
    await noteRead(platform, person.id, ['phone'], { ...by, reason: registerWords.phoneCheck })
  throw new DomainError('conflict', { say: registerWords.phoneKnown(known.map(addressOf).join('、')) })
}

/**
 * Writes a resident down who came or called. Throws DomainError `invalid_input` for a phone that is none and a place that the
 * station does not have, `conflict` for a phone that is known here.
 */
export async function registerPerson(
  platform: Ground,
  walkIn: WalkIn,
  by: Omit<Reader, 'reason'> & { role: Person['role'] },
): Promise<Person> {
  const { id = newId(), stationId, name, seen = true } = walkIn
  const phone = walkIn.phone === undefined ? undefined : checkedPhone(walkIn.phone, 'phone')
  const home = walkIn.address && checkedAddress(await stationOf(platform, stationId), walkIn.address, 'address')
  await refuseKnownPhone(platform, walkIn, by)
  const at = platform.clock.now()
  const reason = seen ? registerWords.walkIn : registerWords.atDesk
  await addPerson(platform, {
    id,
    stationId,
    name: name.normalize('NFC'),
    role: 'resident',
    verified: seen,
    changes: [{ at, what: 'registered', by: by.id, reason }],
    // Before the worker's eyes she was told what is kept, and agreed; a voice on the phone is asked later.
    ...(seen && { consents: [answerTo('rules', true, { at, act: 'desk', by: by.id })] }),
    ...(phone !== undefined && { phone, ...(seen && { phoneFrom: 'staff' as const }) }),
    ...(home && { home }),
  })
  return (await findPerson(platform, id)) as Person
}
