import type { ConsentKind } from '@yimin/shared/consent/texts'
import type { ConsentAct } from '@yimin/shared/consent/words'
import type { Category } from '@yimin/shared/language/frame'
import type { WeekHours } from '@yimin/shared/organisations/hours'
import type { Area } from '@yimin/shared/people/contract'
import type { Role } from '@yimin/shared/people/roles'
import { isHelper } from '@yimin/shared/people/roles'
import type { CHANGE_WORDS } from '@yimin/shared/register/words'
import type { OutboxEntry } from '../platform/events/events.ts'
import type { CollectionIndexes } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { sealedIn } from '../platform/vault/index.ts'

/** Building level in clear, the door sealed (S2). */
import type { Gender, Language } from '@yimin/shared/people/wishes'

export interface HomeDoc extends Area {
  door?: string
}

export interface MemberDoc {
  id: string
  /** 妈妈, 老伴 … as the person says it. */
  relation: string
  name: string
  personId?: string
  home?: HomeDoc
}

export interface HelperTerms {
  skills: Category[]
  zones: string[]
  freeHours: WeekHours[]
  pausedUntil?: Date
  /** What he says of himself, for those who wish for it. */
  gender?: Gender
  languages?: Language[]
  /** Grows with every change; absent until the first. */
  version?: number
}

/** What staff changed of a person: who, when, why. Words as people read them; the record of it stays. */
export interface PersonChange {
  at: Date
  what: keyof typeof CHANGE_WORDS
  /** A person's id. */
  by: string
  from?: string
  to?: string
  /** Short words of staff; never personal data. */
  reason?: string
}

/** A worker wants the WeChat account of somebody let go; another one must agree. */
export interface WeChatRelease {
  /** A person's id. */
  by: string
  reason: string
  at: Date
}

/** One yes or no to one text. */
export interface ConsentAnswer {
  kind: ConsentKind
  /** Number and SHA-256 of the text that stood before her eyes. */
  version: number
  hash: string
  /** A no after a yes is a withdrawal. */
  agreed: boolean
  at: Date
  act: ConsentAct
  /** A person's id: herself, or the worker to whom she said it. */
  by: string
}

/** A staff role that a director wants to give, and that somebody else of the staff must agree to. */
export interface RoleProposal {
  /** Of this role; with another one the wish is over. */
  from: Role
  role: Role
  /** A person's id. */
  by: string
  reason: string
  at: Date
}

/** One person of the community: one aggregate, one document. Fields marked (sealed) are ciphertext of the vault. */
export interface PersonDoc {
  _id: string
  v: number
  stationId: string
  name: string
  role: Role
  /** `sandbox:wang`: adapter and contact id. */
  chatIds: string[]
  canBeWrittenTo: boolean
  /** Digits (sealed, S2). */
  phone?: string
  /** Blind index of the digits. */
  phoneIndex?: string
  /** Who says that it is hers: a worker who saw her, or WeChat. Absent: she wrote it herself. */
  phoneFrom?: 'staff' | 'wechat'
  home?: HomeDoc
  /** Special groups (sealed, S3). */
  groups?: string
  household: MemberDoc[]
  helper?: HelperTerms
  enterpriseId?: string
  /** Chat rooms in which the person is known to be. */
  rooms: string[]
  /** One sentence for a newcomer who plays this person; demo people only. */
  about?: string
  verified: boolean
  /** Pinyin and initials of the name, for the register's search. */
  nameKeys?: string[]
  changes?: PersonChange[]
  /** In the order in which she said them. */
  consents?: ConsentAnswer[]
  proposal?: RoleProposal
  weChatRelease?: WeChatRelease
  /** What others have to hear of this person. */
  outbox?: OutboxEntry[]
  createdAt: Date
}

export interface Member extends Omit<MemberDoc, 'home'> {
  area?: Area
}

/** A person as everyone in the house may handle it: no phone, no door, no special group. */
export interface Person {
  id: string
  v: number
  stationId: string
  name: string
  role: Role
  chatIds: string[]
  canBeWrittenTo: boolean
  /** Estate, zone and building of the home. */
  area?: Area
  /** What the record holds sealed. */
  known: { phone: boolean; door: boolean; groups: boolean }
  household: Member[]
  /** Always there for volunteers, enterprises and station workers. */
  helper?: HelperTerms
  enterpriseId?: string
  rooms: string[]
  about?: string
  /** The station knows who this is. A stranger who spoke up in a room is not verified. */
  verified: boolean
  changes: PersonChange[]
  consents: ConsentAnswer[]
  proposal?: RoleProposal
  weChatRelease?: WeChatRelease
  createdAt: Date
}

export const PEOPLE = 'people'

export function peopleOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<PersonDoc>(PEOPLE)
}

export const personIndexes: CollectionIndexes[] = [
  {
    collection: PEOPLE,
    indexes: [
      { key: { chatIds: 1 }, unique: true, partialFilterExpression: { 'chatIds.0': { $exists: true } } },
      { key: { stationId: 1, role: 1 } },
      { key: { stationId: 1, createdAt: -1, _id: -1 } },
      { key: { stationId: 1, nameKeys: 1 } },
      { key: { 'household.personId': 1 }, partialFilterExpression: { 'household.personId': { $exists: true } } },
      { key: { phoneIndex: 1 }, partialFilterExpression: { phoneIndex: { $exists: true } } },
      { key: { 'outbox.at': 1 }, partialFilterExpression: { 'outbox.0': { $exists: true } } },
      { key: { stationId: 1, 'changes.by': 1 }, partialFilterExpression: { 'changes.by': 'operator' } },
      { key: { about: 1 }, partialFilterExpression: { about: { $exists: true } } },
    ],
  },
]

/** Where a sealed value belongs: a ciphertext moved to another field or person does not open. */
export function sealedAt(personId: string, field: 'phone' | 'home.door' | 'groups' | `household.${string}.door`) {
  return { collection: PEOPLE, id: personId, field, class: field === 'groups' ? ('S3' as const) : ('S2' as const) }
}

function areaOf({ place, zone, building }: HomeDoc): Area {
  return { ...(place && { place }), ...(zone && { zone }), ...(building && { building }) }
}

const NO_TERMS: HelperTerms = { skills: [], zones: [], freeHours: [] }

/** Field by field, so that one that is added to the record does not leave it unseen. */
export function toPerson(doc: PersonDoc): Person {
  const { home, enterpriseId, about, proposal, weChatRelease } = doc
  const terms = doc.helper ?? (isHelper(doc.role) ? NO_TERMS : undefined)
  const person: Person = {
    id: doc._id,
    v: doc.v,
    stationId: doc.stationId,
    name: doc.name,
    role: doc.role,
    chatIds: doc.chatIds,
    canBeWrittenTo: doc.canBeWrittenTo,
    known: {
      phone: doc.phone !== undefined,
      door: home?.door !== undefined,
      groups: doc.groups !== undefined,
    },
    household: doc.household.map(toMember),
    rooms: doc.rooms,
    verified: doc.verified,
    changes: doc.changes ?? [],
    consents: doc.consents ?? [],
    createdAt: doc.createdAt,
  }
  if (home) person.area = areaOf(home)
  if (terms) person.helper = terms
  if (enterpriseId !== undefined) person.enterpriseId = enterpriseId
  if (about !== undefined) person.about = about
  if (proposal !== undefined) person.proposal = proposal
  if (weChatRelease !== undefined) person.weChatRelease = weChatRelease
  return person
}

function toMember({ id, relation, name, personId, home }: MemberDoc): Member {
  return { id, relation, name, ...(personId !== undefined && { personId }), ...(home && { area: areaOf(home) }) }
}

/** What stands sealed in a person, and the index by which a phone is found. */
export const personSealed = sealedIn<PersonDoc>({
  collection: PEOPLE,
  fields: {
    phone: ({ _id }) => sealedAt(_id, 'phone'),
    'home.door': ({ _id }) => sealedAt(_id, 'home.door'),
    groups: ({ _id }) => sealedAt(_id, 'groups'),
    'household[].home.door': ({ _id }, member: MemberDoc) => sealedAt(_id, `household.${member.id}.door`),
  },
  indexes: { phoneIndex: { purpose: 'phone', of: (_, open) => open('phone') } },
})
