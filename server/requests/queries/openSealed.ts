import type { Address, Group } from '@yimin/shared/language/frame'
import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { noteReadWithPhone } from '../../people/index.ts'
import type { PersonalField, Reader } from '../../people/index.ts'
import { sealedAt } from '../request.model.ts'
import type { Door, RequestDoc } from '../request.model.ts'

/** What stands sealed in a request. */
export interface Sealed {
  address: Address
  phone?: string
  groups: Group[]
  text: string
  handoverCode?: string
}

/**
 * Opens what is sealed in a request for a named reader and a reason; the reading is on record before the value is given.
 * The phone is the one left with the request, else the one on record.
 * Nobody reads his own data: a requester's own look leaves no row.
 */
export async function openSealed(
  platform: Platform,
  request: RequestDoc,
  reader: Reader,
  fields: PersonalField[],
): Promise<Sealed> {
  // It names nobody any more, and nothing is sealed in it.
  if (request.requesterId === ERASED) return unseal(platform, request)
  const known = await noteReadWithPhone(platform, request.requesterId, fields, reader)
  const sealed = unseal(platform, request)
  return known === undefined ? sealed : { phone: known, ...sealed }
}

/** For the assistant's own work: nothing of it is shown to another person. */
export function unseal(platform: Platform, request: RequestDoc): Sealed {
  const { vault } = platform
  const id = request._id
  return {
    address: { ...request.place, ...(request.door ? vault.openJson<Door>(request.door, sealedAt(id, 'door')) : {}) },
    ...(request.phone ? { phone: vault.open(request.phone, sealedAt(id, 'phone')) } : {}),
    groups: request.groups ? vault.openJson<Group[]>(request.groups, sealedAt(id, 'groups')) : [],
    text: request.words.map((words) => vault.open(words, sealedAt(id, 'words'))).join('\n'),
    ...(request.handoverCode ? { handoverCode: vault.open(request.handoverCode, sealedAt(id, 'handoverCode')) } : {}),
  }
}
