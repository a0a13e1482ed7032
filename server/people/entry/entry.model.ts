import type { CollectionIndexes } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { sealedIn } from '../../platform/vault/index.ts'

/** The password of one member of staff, for a browser. */
export interface PasswordDoc {
  /** The person's id. */
  _id: string
  v: number
  /** Base64. */
  salt: string
  /** scrypt, base64. */
  hash: string
  setAt: Date
}

/** By which somebody sets a password, once. */
export interface InvitationDoc {
  /** Hash of the token. */
  _id: string
  personId: string
  /** A person's id, or `operator`. */
  by: string
  createdAt: Date
  expiresAt: Date
}

/** By which a resident or helper comes in, or joins a WeChat account, once. */
export interface EntryCodeDoc {
  /** Blind index of the digits: whoever has the record alone cannot try them out. */
  _id: string
  personId: string
  stationId: string
  /** Who gave it: a person's id, or `system` for the assistant. */
  by: string
  createdAt: Date
  expiresAt: Date
}

/** Wrong guesses of one caller, at one account, or of all together. */
export interface EntryTriesDoc {
  /** Blind index of what is limited. */
  _id: string
  count: number
  until: Date
}

/** From there this account was signed in to well: a pause that others brought about does not shut it out. */
export interface EntryPlaceDoc {
  /** Blind index of address and account. */
  _id: string
  until: Date
}

export const PASSWORDS = 'passwords'
export const INVITATIONS = 'invitations'
export const ENTRY_CODES = 'entry_codes'
export const ENTRY_TRIES = 'entry_tries'
export const ENTRY_PLACES = 'entry_places'

type Ground = Pick<Platform, 'db'>

export const passwordsOf = ({ db }: Ground) => db.collection<PasswordDoc>(PASSWORDS)
export const invitationsOf = ({ db }: Ground) => db.collection<InvitationDoc>(INVITATIONS)
export const entryCodesOf = ({ db }: Ground) => db.collection<EntryCodeDoc>(ENTRY_CODES)
export const entryTriesOf = ({ db }: Ground) => db.collection<EntryTriesDoc>(ENTRY_TRIES)
export const entryPlacesOf = ({ db }: Ground) => db.collection<EntryPlaceDoc>(ENTRY_PLACES)

const atItsEnd = { key: { expiresAt: 1 }, expireAfterSeconds: 0 } as const

export const entryIndexes: CollectionIndexes[] = [
  { collection: PASSWORDS, indexes: [] },
  { collection: INVITATIONS, indexes: [atItsEnd, { key: { personId: 1 } }] },
  { collection: ENTRY_CODES, indexes: [atItsEnd, { key: { personId: 1 } }] },
  { collection: ENTRY_TRIES, indexes: [{ key: { until: 1 }, expireAfterSeconds: 0 }] },
  { collection: ENTRY_PLACES, indexes: [{ key: { until: 1 }, expireAfterSeconds: 0 }] },
]

/** Kept as blind indexes of what nobody wrote down beside them: they cannot be made anew, and are over soon. */
export const entrySealed = [
  sealedIn<EntryCodeDoc>({ collection: ENTRY_CODES, fields: {}, goes: 'good for ten minutes; another one is given' }),
  sealedIn<EntryTriesDoc>({
    collection: ENTRY_TRIES,
    fields: {},
    goes: 'a pause of an hour at most; it is counted anew',
  }),
  sealedIn<EntryPlaceDoc>({
    collection: ENTRY_PLACES,
    fields: {},
    goes: 'known again after the next good sign-in; until then a pause that others brought about holds there too',
  }),
]
