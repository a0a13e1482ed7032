import type { Address } from '@yimin/shared/language/frame'
import { findPerson, readHome, readPhone } from '../../people/index.ts'
import type { Reader } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { isAtHome } from '../duty.policy.ts'
import type { Alarm } from './findAlarm.ts'

/** How the person of an alarm is reached; empty where the station has nothing. */
export interface Contact {
  /** Digits. */
  phone?: string
  /** The whole way. */
  address?: Address
}

/** Opens the number or the door of whom the alarm is about; every opening is written down. */
export async function openContact(
  platform: Pick<Platform, 'db' | 'vault' | 'clock'>,
  alarm: Alarm,
  what: 'phone' | 'door',
  reader: Reader,
): Promise<Contact> {
  const person = alarm.personId === undefined ? undefined : await findPerson(platform, alarm.personId)
  if (!person) return {}
  if (what === 'phone') {
    const phone = await readPhone(platform, person.id, reader)
    return phone === undefined ? {} : { phone }
  }
  const address = isAtHome(alarm, person) ? await readHome(platform, person.id, reader) : undefined
  return address === undefined ? {} : { address }
}
