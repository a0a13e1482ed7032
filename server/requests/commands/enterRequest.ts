import { createHash } from 'node:crypto'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Address, Category, Group, Item, When } from '@yimin/shared/language/frame'
import type { Wish } from '@yimin/shared/people/wishes'
import type { Role } from '@yimin/shared/people/roles'
import { deskWords } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'
import {
  agreesWith,
  checkedAddress,
  checkedPhone,
  findPerson,
  listPeopleByPhone,
  plainAddress,
  readGroups,
  readHome,
  registerPerson,
} from '../../people/index.ts'
import type { Person, Reader } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { approveRequest } from './approveRequest.ts'
import { openRequest } from './openRequest.ts'

/** The worker at the desk, who writes it down. */
export interface Clerk {
  id: string
  role: Role
  stationId: string
}

export interface DeskEntry {
  asker: { id?: string; name?: string; phone?: string }
  beneficiary?: string
  channel: 'visit' | 'phone'
  text?: string
  category: Category
  items: Item[]
  /** Fen. */
  budgetFen?: number
  when?: When
  address?: Address
  groups: Group[]
  urgent: boolean
  wish?: Wish
  helpersNeeded?: number
  /** Helpers are asked at once. */
  dispatch: boolean
}

/** A worker has asked the person herself: nothing of it is a guess. */
const SURE = 1

/**
 * Writes down what somebody asks at the desk or by phone. The worker has it in hand (`reviewing`), or helpers are asked at once;
 * forbidden goods are refused here as everywhere. The same cause gives the request of the first time.
 * Throws DomainError `invalid_input` with the field for an asker or a place that the station does not have.
 */
export async function enterRequest(
  platform: Platform,
  entry: DeskEntry,
  clerk: Clerk,
  cause: string,
): Promise<RequestDoc> {
  const station = await stationOf(platform, clerk.stationId)
  const { name, phone, ...known } = entry.asker
  const asker = { ...known, name, phone: phone === undefined ? undefined : checkedPhone(phone, 'asker.phone') }
  const before = await findAsker(platform, asker, clerk)
  const reader = { ...clerk, reason: deskWords.readingReason }
  const address = await addressOfEntry(platform, station, entry, before, reader)
  const person = before ?? (await writeDown(platform, { asker, address }, entry, clerk, cause))
  const request = await openRequest(platform, {
    stationId: station.id,
    requesterId: person.id,
    origin: { channel: entry.channel },
    text: entry.text ?? '',
    frame: {
      intent: 'request',
      confidence: SURE,
      category: entry.category,
      items: entry.items,
      ...(entry.budgetFen === undefined ? {} : { budget: entry.budgetFen / 100 }),
      ...(entry.when ? { when: entry.when } : {}),
      ...(asker.phone ? { phone: asker.phone } : {}),
      ...(entry.urgent ? { urgent: true as const } : {}),
      groups: entry.groups,
    },
    ...(address ? { address } : {}),
    // What is on record of the asker says nothing about somebody else.
    groups: entry.beneficiary || !person.known.groups ? [] : await readGroups(platform, person.id, reader),
    ...(entry.beneficiary ? { beneficiary: entry.beneficiary } : {}),
    ...(entry.wish ? { wish: entry.wish } : {}),
    ...(entry.helpersNeeded ? { helpersNeeded: entry.helpersNeeded } : {}),
    enteredBy: clerk.id,
    cause,
  })
  if (!entry.dispatch || request.status !== 'reviewing') return request
  return approveRequest(platform, request._id, clerk.id, cause)
}

function fault(path: string, message: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ path, message }] })
}

type Asker = DeskEntry['asker']

/** Whom the station knows already: the one who was chosen, or one with the same name and number. */
async function findAsker(platform: Platform, { id, name, phone }: Asker, clerk: Clerk): Promise<Person | undefined> {
  if (id !== undefined) {
    const known = await findPerson(platform, id)
    if (known?.stationId !== clerk.stationId) throw fault('asker.id', deskWords.noPerson)
    return known
  }
  if (name === undefined) throw fault('asker.name', deskWords.whoAsks)
  const sameNumber = phone === undefined ? [] : await listPeopleByPhone(platform, phone)
  return sameNumber.find((person) => person.stationId === clerk.stationId && person.name === name)
}

/** Somebody new, once for one cause. Somebody said so; the register is where a worker checks who it is. */
function writeDown(
  platform: Platform,
  { asker: { name = '', phone }, address }: { asker: Asker; address: Address | undefined },
  { beneficiary }: DeskEntry,
  clerk: Clerk,
  cause: string,
): Promise<Person> {
  const walkIn = {
    id: createHash('sha256').update(`asker/${cause}`).digest('hex').slice(0, 24),
    stationId: clerk.stationId,
    name,
    evenIfPhoneKnown: true,
    seen: false,
    ...(phone === undefined ? {} : { phone }),
    // Where it goes is the asker's own home only where it is for the asker.
    ...(address && !beneficiary ? { address } : {}),
  }
  return registerPerson(platform, walkIn, clerk)
}

/** What was told comes first; the home on record fills it up where both speak of the same place. Throws `invalid_input`. */
async function addressOfEntry(
  platform: Platform,
  station: Station,
  { address, beneficiary }: DeskEntry,
  person: Person | undefined,
  reader: Reader,
): Promise<Address | undefined> {
  const told = address && plainAddress(address)
  const fillsUp = person?.area !== undefined && !(beneficiary && told)
  const home = fillsUp ? await readHome(platform, person.id, reader) : undefined
  if (!told) return home
  return checkedAddress(station, home && agreesWith(told, home) ? { ...home, ...told } : told, 'address')
}
