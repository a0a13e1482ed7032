import { createHash } from 'node:crypto'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Address, Category, Group, Item, When } from '@yimin/shared/language/frame'
import { deskWords } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'
import { agreesWith, findPerson, listPeopleByPhone, readHome, readGroups, savePerson } from '../../people/index.ts'
import type { Person, Reader } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'
import { approveRequest } from './approveRequest.ts'
import { openRequest } from './openRequest.ts'

/** The worker at the desk, who writes it down. */
export interface Clerk {
  id: string
  role: Reader['role']
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
  checkPlace(station, entry.address)
  const person = await askerOf(platform, entry, clerk, cause)
  const reader = { ...clerk, reason: deskWords.readingReason }
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
      ...(entry.asker.phone ? { phone: entry.asker.phone.replace(/\D/gu, '') } : {}),
      ...(entry.urgent ? { urgent: true as const } : {}),
      groups: entry.groups,
    },
    address: await addressOfEntry(platform, entry, person, reader),
    // What is on record of the asker says nothing about somebody else.
    groups: entry.beneficiary || !person.known.groups ? [] : await readGroups(platform, person.id, reader),
    ...(entry.beneficiary ? { beneficiary: entry.beneficiary } : {}),
    enteredBy: clerk.id,
    cause,
  })
  if (!entry.dispatch || request.status !== 'reviewing') return request
  return approveRequest(platform, request._id, clerk.id, cause)
}

function checkPlace({ zones }: Station, address: Address | undefined): void {
  if (!address?.zone || zones.length === 0) return
  const zone = zones.find(({ name }) => name === address.zone)
  if (!zone) throw fault('address.zone', deskWords.noZone)
  if (address.building && !zone.buildings.some(({ name }) => name === address.building)) {
    throw fault('address.building', deskWords.noBuilding)
  }
}

function fault(path: string, message: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ path, message }] })
}

/** Who stands at the desk: a known person, one with the same name and number, or somebody new, written down once for one cause. */
async function askerOf(platform: Platform, entry: DeskEntry, clerk: Clerk, cause: string): Promise<Person> {
  const { asker } = entry
  if (asker.id !== undefined) {
    const known = await findPerson(platform, asker.id)
    if (known?.stationId !== clerk.stationId) throw fault('asker.id', deskWords.noPerson)
    return known
  }
  const { name, phone } = asker
  if (name === undefined) throw fault('asker.name', deskWords.whoAsks)
  const sameNumber = phone === undefined ? [] : await listPeopleByPhone(platform, phone)
  const same = sameNumber.find((person) => person.stationId === clerk.stationId && person.name === name)
  if (same) return same
  return savePerson(platform, {
    id: createHash('sha256').update(`asker/${cause}`).digest('hex').slice(0, 24),
    stationId: clerk.stationId,
    name,
    role: 'resident',
    // Somebody at the desk or on the phone said so; the register is where a worker checks who it is.
    verified: false,
    ...(phone === undefined ? {} : { phone }),
    ...(entry.address && !entry.beneficiary ? { home: entry.address } : {}),
  })
}

/** What was told comes first; the home on record fills it up where both speak of the same place. */
async function addressOfEntry(
  platform: Platform,
  { address, beneficiary }: DeskEntry,
  person: Person,
  reader: Reader,
): Promise<Address | undefined> {
  if (beneficiary && address) return address
  const home = person.area ? await readHome(platform, person.id, reader) : undefined
  if (!address) return home
  return home && agreesWith(address, home) ? { ...home, ...address } : address
}
