import type { Address, Group } from '@yimin/shared/language/frame'
import type { Door } from '@yimin/shared/people/contract'
import { DomainError } from '@yimin/shared/errors/domainError'
import { newId } from '../../platform/ids.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import type { HomeDoc, PersonDoc } from '../person.model.ts'
import { peopleOf, sealedAt } from '../person.model.ts'
import type { Reader } from '../people.policy.ts'
import { isOwner, mayReadPersonal } from '../people.policy.ts'
import type { PersonalField, ReadDoc } from '../reads.model.ts'
import { readsOf } from '../reads.model.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

export interface PersonalData {
  phone?: string
  /** The whole way: building level and door. */
  address?: Address
  groups?: Group[]
}

/** The part of the vault's work that a reading needs. */
function openDoor(
  platform: Ground,
  personId: string,
  home: HomeDoc | undefined,
  field: 'home.door' | `household.${string}.door`,
) {
  if (!home) return undefined
  const { door, ...area } = home
  const behind = door === undefined ? {} : platform.vault.openJson<Door>(door, sealedAt(personId, field))
  const address: Address = { ...area, ...behind }
  return Object.keys(address).length > 0 ? address : undefined
}

function held(doc: PersonDoc, field: PersonalField): boolean {
  if (field === 'door') return doc.home?.door !== undefined
  // Photos hang on requests, never on a person.
  if (field === 'photos') return false
  return doc[field] !== undefined
}

/**
 * Writes the reading down before anything is opened: if that fails, nothing is read. Fields that the record does not hold are
 * no reading; neither is a look at one's own data. Throws DomainError `not_found` where the reader has no right, so that
 * "not yours" and "not there" look the same.
 */
async function writeDown(platform: Ground, doc: PersonDoc, wanted: PersonalField[], reader: Reader): Promise<void> {
  const subject = { id: doc._id, stationId: doc.stationId }
  if (!wanted.every((field) => mayReadPersonal(reader, subject, field))) throw new DomainError('not_found')
  if (wanted.length === 0 || isOwner(reader, subject)) return
  const who = {
    reader: { id: reader.id, role: reader.role },
    subject: doc._id,
    reason: reader.reason,
    at: platform.clock.now(),
    ...(reader.requestId !== undefined && { requestId: reader.requestId }),
  }
  if (reader.occasion === undefined) await readsOf(platform).insertOne({ _id: newId(), fields: wanted, ...who })
  else await writeDownOnce(platform, [doc._id, reader.id, reader.occasion].join('|'), wanted, who)
}

/** One row for one occasion; fields that are looked at later are added to it. */
async function writeDownOnce(
  platform: Ground,
  _id: string,
  fields: PersonalField[],
  who: Omit<ReadDoc, '_id' | 'fields'>,
): Promise<void> {
  const write = () =>
    readsOf(platform).updateOne(
      { _id },
      { $setOnInsert: who, $addToSet: { fields: { $each: fields } } },
      { upsert: true },
    )
  try {
    await write()
  } catch (error) {
    // Two first looks at once: the other one's row is there now.
    if (!isDuplicateKey(error)) throw error
    await write()
  }
}

/**
 * Writes down a reading of fields that another room keeps sealed (the door in a request, the words of an alarm). Call it
 * before opening them. Throws DomainError `not_found` where the reader has no right or nobody has this id.
 */
export async function noteRead(
  platform: Ground,
  personId: string,
  fields: PersonalField[],
  reader: Reader,
): Promise<void> {
  const doc = await peopleOf(platform).findOne({ _id: personId })
  if (!doc) throw new DomainError('not_found')
  await writeDown(platform, doc, fields, reader)
}

/**
 * The same, and gives the number that the person left with the station where the phone is among the fields: one look, one
 * line in the list of who looked.
 */
export async function noteReadWithPhone(
  platform: Ground,
  personId: string,
  fields: PersonalField[],
  reader: Reader,
): Promise<string | undefined> {
  const doc = await peopleOf(platform).findOne({ _id: personId })
  if (!doc) throw new DomainError('not_found')
  await writeDown(platform, doc, fields, reader)
  if (!fields.includes('phone') || doc.phone === undefined) return undefined
  return platform.vault.open(doc.phone, sealedAt(personId, 'phone'))
}

/**
 * Opens sealed fields of a person (PRIV-07: every reading of another person's is written down first, in one entry).
 * `address` comes back with the wish for `door`, building level included. `undefined` when nobody has this id.
 */
export async function readPersonal(
  platform: Ground,
  personId: string,
  wanted: readonly PersonalField[],
  reader: Reader,
): Promise<PersonalData | undefined> {
  const doc = await peopleOf(platform).findOne({ _id: personId })
  if (!doc) return undefined
  await writeDown(
    platform,
    doc,
    wanted.filter((field) => held(doc, field)),
    reader,
  )
  const data: PersonalData = {}
  if (wanted.includes('phone') && doc.phone !== undefined)
    data.phone = platform.vault.open(doc.phone, sealedAt(personId, 'phone'))
  const address = wanted.includes('door') ? openDoor(platform, personId, doc.home, 'home.door') : undefined
  if (address) data.address = address
  if (wanted.includes('groups') && doc.groups !== undefined) {
    data.groups = platform.vault.openJson<Group[]>(doc.groups, sealedAt(personId, 'groups'))
  }
  return data
}

/** The home with building and door; `undefined` when none is known. A home without a door is no sealed reading. */
export async function readHome(platform: Ground, personId: string, reader: Reader): Promise<Address | undefined> {
  return (await readPersonal(platform, personId, ['door'], reader))?.address
}

/** Unit, floor and room alone. */
export async function readDoor(platform: Ground, personId: string, reader: Reader): Promise<Door | undefined> {
  const address = await readHome(platform, personId, reader)
  if (!address) return undefined
  const { unit, floor, room } = address
  return (unit ?? floor ?? room) ? { ...(unit && { unit }), ...(floor && { floor }), ...(room && { room }) } : undefined
}

/** Digits. */
export async function readPhone(platform: Ground, personId: string, reader: Reader): Promise<string | undefined> {
  return (await readPersonal(platform, personId, ['phone'], reader))?.phone
}

/** Special groups of the person; an empty list when none is known. */
export async function readGroups(platform: Ground, personId: string, reader: Reader): Promise<Group[]> {
  return (await readPersonal(platform, personId, ['groups'], reader))?.groups ?? []
}

/**
 * The home of someone of the person's household (妈妈 who lives elsewhere). The reading is written down under the person who
 * told of it; of a relative who is known herself (`personId`) and whose home was not told, her own home is read, under her name.
 */
export async function readMemberHome(
  platform: Ground,
  personId: string,
  memberId: string,
  reader: Reader,
): Promise<Address | undefined> {
  const doc = await peopleOf(platform).findOne({ _id: personId })
  const member = doc?.household.find((candidate) => candidate.id === memberId)
  if (!doc || !member) return undefined
  if (member.home === undefined && member.personId !== undefined) {
    return readHome(platform, member.personId, reader)
  }
  await writeDown(platform, doc, member.home?.door === undefined ? [] : ['door'], reader)
  return openDoor(platform, personId, member.home, `household.${memberId}.door`)
}

/** The homes of a person's family as the person told them, by member; for the person alone, so that no reading is written down. */
export async function readOwnHousehold(platform: Ground, personId: string): Promise<Map<string, Address>> {
  const doc = await peopleOf(platform).findOne({ _id: personId })
  const homes = (doc?.household ?? []).map(({ id, home }) => {
    return [id, openDoor(platform, personId, home, `household.${id}.door`)] as const
  })
  return new Map(homes.filter((entry): entry is [string, Address] => entry[1] !== undefined))
}
