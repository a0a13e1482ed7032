import type { Filter } from 'mongodb'
import { HELPER_ROLES, ROLES, STAFF_ROLES } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { findTogether, readTogether } from '../../platform/together.ts'
import { normalisePhone } from '../../platform/vault/index.ts'
import type { Person, PersonDoc } from '../person.model.ts'
import { PEOPLE, peopleOf, toPerson } from '../person.model.ts'

type Ground = Pick<Platform, 'db'>

async function list(platform: Ground, filter: Filter<PersonDoc>): Promise<Person[]> {
  const docs = await peopleOf(platform).find(filter).sort({ createdAt: 1, _id: 1 }).toArray()
  return docs.map(toPerson)
}

export async function findPerson(platform: Ground, personId: string): Promise<Person | undefined> {
  const doc = await findTogether<PersonDoc>(platform.db, PEOPLE, personId)
  return doc ? toPerson(doc) : undefined
}

/** In no particular order; ids that nobody has are left out. */
export async function findPeople(platform: Ground, personIds: readonly string[]): Promise<Person[]> {
  const found = await Promise.all([...new Set(personIds)].map((id) => findPerson(platform, id)))
  return found.filter((person) => person !== undefined)
}

/** Those who changed something of this person. */
export function listColleaguesIn(platform: Ground, person: Pick<Person, 'changes'>): Promise<Person[]> {
  return findPeople(platform, [...new Set(person.changes.map((change) => change.by))])
}

/** By chat identity: `sandbox:wang`. */
export async function findPersonByChat(platform: Ground, chatId: string): Promise<Person | undefined> {
  const doc = await readTogether(platform.db, 'people.chatId', chatId, async (chatIds) => {
    const found = await peopleOf(platform)
      .find({ chatIds: { $in: chatIds } })
      .toArray()
    return new Map(found.flatMap((one) => one.chatIds.map((known) => [known, one])))
  })
  return doc ? toPerson(doc) : undefined
}

/** Everyone who may be asked: volunteers, enterprises and station workers, also those who are not free now. */
export function listHelpers(platform: Ground, stationId: string): Promise<Person[]> {
  return list(platform, { stationId, role: { $in: [...HELPER_ROLES] } })
}

/** Workers, supervisors and directors of a station, oldest entry first. */
export function listStaff(platform: Ground, stationId: string): Promise<Person[]> {
  return list(platform, { stationId, role: { $in: [...STAFF_ROLES] } })
}

export async function listDemoPeople(platform: Ground): Promise<Person[]> {
  const people = await list(platform, { about: { $exists: true } })
  return people.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
}

/** The people known to be in a chat room. */
export function listPeopleInRoom(platform: Ground, chatRoomId: string): Promise<Person[]> {
  return list(platform, { rooms: chatRoomId })
}

/** People who gave this phone number, by its blind index; one number may serve a household. */
export function listPeopleByPhone(platform: Pick<Platform, 'db' | 'vault'>, phone: string): Promise<Person[]> {
  return list(platform, { phoneIndex: platform.vault.blindIndex(normalisePhone(phone), 'phone') })
}
