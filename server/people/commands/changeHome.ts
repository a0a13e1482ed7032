import type { Address } from '@yimin/shared/language/frame'
import { stationOf } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { checkedAddress } from '../filledIn.ts'
import type { Person } from '../person.model.ts'
import { changePerson } from './changePerson.ts'
import { sealHome } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** A person's own new address as a whole. Throws `invalid_input` with each faulty field, `conflict` for an older version. */
export async function changeHome(platform: Ground, person: Person, version: number, filledIn: Address): Promise<void> {
  const home = await checkedHome(platform, person.stationId, filledIn)
  await changePerson(platform, person.id, version, () => ({
    $set: { home: sealHome(platform, person.id, 'home.door', home) },
  }))
}

/** Throws `invalid_input`. */
export async function checkedHome(platform: Ground, stationId: string, filledIn: Address): Promise<Address> {
  return checkedAddress(await stationOf(platform, stationId), filledIn, 'home')
}
