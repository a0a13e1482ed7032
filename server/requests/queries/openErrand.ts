import type { Address } from '@yimin/shared/language/frame'
import { readReasons } from '@yimin/shared/requests/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { readPhone } from '../../people/index.ts'
import type { Person, PersonalField, Reader } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { mayHelperSeeDoor } from '../request.policy.ts'
import { openSealed } from './openSealed.ts'

/** What the errand in hand needs to know of the requester. */
export interface Errand {
  /** Building level and door. */
  address: Address
  /** Digits: the number for this errand, else the requester's own. */
  phone?: string
}

type Wanted = 'door' | 'phone' | 'photos'

/**
 * Opens door and phone to the helper who has the request now; to everybody else it is not there (`not_found`). The list of
 * errands is looked at again and again: the first look at an assignment is written down, and again when its words change. `withPhotos`: its photos
 * are shown with it.
 */
export function openErrand(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  requester: Person,
  { withPhotos = false } = {},
): Promise<Errand> {
  // A shop has goods ready; whose they are is not its matter.
  if (request.part === 'goods') return Promise.resolve(nothingOf(request, helper))
  const wanted: Wanted[] = withPhotos ? ['door', 'phone', 'photos'] : ['door', 'phone']
  const changes = request.history.filter(({ step }) => step === 'amend').length
  return open(platform, request, requester, wanted, {
    ...readerOf(request, helper),
    reason: readReasons.errand(request.code),
    occasion: `${request._id}.${request.assignee?.acceptedAt.getTime()}.${changes}`,
  })
}

/** The number itself, to be rung: every opening is written down. `undefined` where none is known. */
export async function openCallNumber(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  requester: Person,
): Promise<string | undefined> {
  if (request.part === 'goods') return nothingOf(request, helper).phone
  const reader = { ...readerOf(request, helper), reason: readReasons.call(request.code) }
  return (await open(platform, request, requester, ['phone'], reader)).phone
}

function nothingOf(request: RequestDoc, helper: Person): Errand {
  readerOf(request, helper)
  return { address: request.place }
}

function readerOf(request: RequestDoc, helper: Person): Omit<Reader, 'reason'> {
  if (!mayHelperSeeDoor(request, helper.id)) throw new DomainError('not_found')
  return { id: helper.id, role: helper.role, stationId: helper.stationId, requestId: request._id }
}

async function open(
  platform: Platform,
  request: RequestDoc,
  requester: Person,
  wanted: Wanted[],
  reader: Reader,
): Promise<Errand> {
  const held: PersonalField[] = wanted.filter((field) => (request[field] ?? []).length > 0)
  const sealed = await openSealed(platform, request, reader, held)
  if (sealed.phone !== undefined) return { address: sealed.address, phone: sealed.phone }
  const phone = requester.known.phone ? await readPhone(platform, requester.id, reader) : undefined
  return { address: sealed.address, ...(phone ? { phone } : {}) }
}
