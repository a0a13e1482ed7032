import type { Address } from '@yimin/shared/language/frame'
import { DomainError } from '@yimin/shared/errors/domainError'
import { addressOf } from '@yimin/shared/people/addressing'
import { registerWords } from '@yimin/shared/register/words'
import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import type { Reader } from '../people.policy.ts'
import { listPeopleByPhone } from '../queries/findPerson.ts'
import { noteRead } from '../queries/readPersonal.ts'
import { savePerson } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

export interface WalkIn {
  stationId: string
  name: string
  phone?: string
  address?: Address
  /** A household shares a phone: another person with the same one. */
  evenIfPhoneKnown?: boolean
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
 * Writes a resident down who stands in the station and agreed to it; verified, because a worker has seen her. Throws
 * DomainError `conflict` for a phone that is known here, `invalid_input` for one without digits.
 */
export async function registerPerson(platform: Ground, walkIn: WalkIn, by: Omit<Reader, 'reason'>): Promise<Person> {
  await refuseKnownPhone(platform, walkIn, by)
  const { stationId, name, phone, address } = walkIn
  const entry = { at: platform.clock.now(), what: 'registered' as const, by: by.id, reason: registerWords.walkIn }
  return savePerson(platform, {
    stationId,
    name: name.normalize('NFC'),
    role: 'resident',
    verified: true,
    changes: [entry],
    ...(phone !== undefined && { phone, phoneFrom: 'staff' }),
    ...(address && { home: address }),
  })
}
