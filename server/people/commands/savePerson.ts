import type { Address, Group } from '@yimin/shared/language/frame'
import { DomainError } from '@yimin/shared/errors/domainError'
import { filledInWords } from '@yimin/shared/people/words'
import type { Role } from '@yimin/shared/people/roles'
import { newId } from '../../platform/ids.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { normalisePhone } from '../../platform/vault/index.ts'
import type {
  ConsentAnswer,
  HelperTerms,
  HomeDoc,
  MemberDoc,
  Person,
  PersonChange,
  PersonDoc,
} from '../person.model.ts'
import { nameKeys } from '../nameKeys.ts'
import { peopleOf, sealedAt, toPerson } from '../person.model.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

export interface MemberDraft {
  relation: string
  name?: string
  personId?: string
  /** Building level and door, as told. */
  home?: Address
}

/** What is known of a person. Parts left out stay as they are; a new person needs station, name and role. */
export interface PersonDraft {
  id?: string
  stationId: string
  name: string
  role: Role
  chatIds?: string[]
  canBeWrittenTo?: boolean
  home?: Address
  phone?: string
  phoneFrom?: PersonDoc['phoneFrom']
  groups?: Group[]
  household?: MemberDraft[]
  helper?: HelperTerms
  enterpriseId?: string
  rooms?: string[]
  about?: string
  verified?: boolean
  changes?: PersonChange[]
  consents?: ConsentAnswer[]
}

export function sealHome(
  platform: Ground,
  personId: string,
  field: 'home.door' | `household.${string}.door`,
  home: Address,
): HomeDoc {
  const { place, zone, building, unit, floor, room } = home
  const door = { ...(unit && { unit }), ...(floor && { floor }), ...(room && { room }) }
  return {
    ...(place && { place }),
    ...(zone && { zone }),
    ...(building && { building }),
    ...(Object.keys(door).length > 0 && { door: platform.vault.sealJson(door, sealedAt(personId, field)) }),
  }
}

export function sealPhone(platform: Ground, personId: string, phone: string) {
  const digits = normalisePhone(phone)
  if (digits === '')
    throw new DomainError('invalid_input', { fields: [{ path: 'phone', message: filledInWords.phoneDigits }] })
  return {
    phone: platform.vault.seal(digits, sealedAt(personId, 'phone')),
    phoneIndex: platform.vault.blindIndex(digits, 'phone'),
  }
}

export function sealMember(
  platform: Ground,
  personId: string,
  { relation, name, personId: theirs, home }: MemberDraft,
  id = newId(),
): MemberDoc {
  return {
    id,
    relation,
    name: name ?? relation,
    ...(theirs !== undefined && { personId: theirs }),
    ...(home && { home: sealHome(platform, personId, `household.${id}.door`, home) }),
  }
}

async function sealParts(platform: Ground, personId: string, draft: PersonDraft): Promise<Partial<PersonDoc>> {
  const { id: _id, home, phone, groups, household, ...clear } = draft
  const given = Object.fromEntries(
    Object.entries(clear).filter(([, value]) => value !== undefined),
  ) as Partial<PersonDoc>
  return {
    ...given,
    nameKeys: await nameKeys(draft.name),
    ...(home && { home: sealHome(platform, personId, 'home.door', home) }),
    ...(phone !== undefined && sealPhone(platform, personId, phone)),
    ...(groups && { groups: platform.vault.sealJson(groups, sealedAt(personId, 'groups')) }),
    ...(household && { household: household.map((member) => sealMember(platform, personId, member)) }),
  }
}

function blank(platform: Ground) {
  return {
    chatIds: [] as string[],
    canBeWrittenTo: false,
    household: [] as MemberDoc[],
    rooms: [] as string[],
    verified: false,
    createdAt: platform.clock.now(),
  }
}

/**
 * Makes a person or changes the parts given. Throws the driver's duplicate-key error when a chat identity is somebody else's.
 */
export async function savePerson(platform: Ground, draft: PersonDraft): Promise<Person> {
  const personId = draft.id ?? newId()
  const parts = await sealParts(platform, personId, draft)
  const onlyNew = Object.fromEntries(Object.entries(blank(platform)).filter(([name]) => !(name in parts)))
  const doc = await peopleOf(platform).findOneAndUpdate(
    { _id: personId },
    { $set: parts, $setOnInsert: onlyNew, $inc: { v: 1 } },
    { upsert: true, returnDocument: 'after' },
  )
  return toPerson(doc as PersonDoc)
}

/** Adds a person who must not be changed if he is there already; tells whether he was added. */
export async function addPerson(platform: Ground, draft: PersonDraft & { id: string }): Promise<boolean> {
  const parts = await sealParts(platform, draft.id, draft)
  try {
    await peopleOf(platform).insertOne({ ...blank(platform), ...parts, _id: draft.id, v: 1 } as PersonDoc)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Replaces the home as a whole; `false` when nobody has this id. */
export function saveHome(platform: Ground, personId: string, home: Address): Promise<boolean> {
  return change(platform, personId, { home: sealHome(platform, personId, 'home.door', home) })
}

/** In any common writing; `phoneFrom` vouches that it is hers. Throws DomainError `invalid_input` for text without digits. */
export function savePhone(
  platform: Ground,
  personId: string,
  phone: string,
  phoneFrom?: PersonDoc['phoneFrom'],
): Promise<boolean> {
  return change(platform, personId, { ...sealPhone(platform, personId, phone), ...(phoneFrom && { phoneFrom }) })
}

/** Replaces the special groups; an empty list is kept as told. */
export function saveGroups(platform: Ground, personId: string, groups: Group[]): Promise<boolean> {
  return change(platform, personId, { groups: platform.vault.sealJson(groups, sealedAt(personId, 'groups')) })
}

async function change(platform: Ground, personId: string, parts: Partial<PersonDoc>): Promise<boolean> {
  const { matchedCount } = await peopleOf(platform).updateOne({ _id: personId }, { $set: parts, $inc: { v: 1 } })
  return matchedCount > 0
}
