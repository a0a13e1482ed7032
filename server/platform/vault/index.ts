import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { drawBytes } from '../random.ts'
import { KEY_BYTES, parseMasterKey, readOrMakeKeyFile } from './masterKey.ts'
import { VaultError } from './vaultError.ts'

export { keyFolder } from './keyFolder.ts'
export type { KeyFolder } from './keyFolder.ts'
export { normalisePhone } from './phone.ts'
export { VaultError } from './vaultError.ts'
export type { VaultFault } from './vaultError.ts'
export { heldAs, sealedIn } from './sealedKind.ts'
export type { OpenField, SealedKind } from './sealedKind.ts'

/** S2: phone, door, exact place, photos. S3: special groups, health, case files, ID numbers. Each has a key of its own. */
export type DataClass = 'S2' | 'S3'

/** Where a sealed value lives. A value opens in no other place, so ciphertexts can't be moved between records or fields. */
export interface SealedPlace {
  collection: string
  /** The document's `_id` as a string. */
  id: string
  field: string
  class: DataClass
}

/** Seals and opens personal data, field by field. Synchronous: one value takes a few microseconds. */
export interface Vault {
  /**
   * Encrypts one field. The result, `v1.` and base64url, is about 90 characters for a phone number; two seals of one
   * value differ. Lone surrogates become U+FFFD; `sealJson` keeps them.
   */
  seal(plain: string, where: SealedPlace): string
  /** @throws VaultError `damaged` when the value was cut, changed, moved from another place, or sealed by another key. */
  open(sealed: string, where: SealedPlace): string
  sealJson(value: unknown, where: SealedPlace): string
  /** The same for what is large (a picture) and lies beside the record, as bytes: 30 more for version, nonce and tag, and the padding. */
  sealBytes(plain: Uint8Array, where: SealedPlace): Buffer
  /** @throws VaultError `damaged` */
  openBytes(sealed: Uint8Array, where: SealedPlace): Buffer
  /** The shape is the caller's word: what was sealed with `sealJson` at this place. @throws VaultError `damaged` */
  openJson<T>(sealed: string, where: SealedPlace): T
  /**
   * 32 hex characters by which an equal value is found without being stored. Normalise first (`normalisePhone`).
   * Never for values that are few (a floor, a group): they could be tried out by whoever has the key.
   */
  blindIndex(value: string, purpose: string): string
  /** A signature of 256 bits as base64url (43 characters) that only this house can make; each purpose has a key of its own. */
  sign(text: string, purpose: string): string
  /** What is stored of an opaque token: SHA-256 as hex. Tokens are 256 random bits, so no slow hash is needed. */
  tokenHash(token: string): string
  /** 256 random bits as base64url (43 characters). */
  newToken(): string
  /** Names the master key without telling anything of it; stored beside the record. */
  fingerprint(): string
  /** @throws VaultError `wrong_key` when the record was made with another master key. */
  requireFingerprint(stored: string): void
}

export interface VaultSettings {
  /** Path of the master key; made at first start. */
  keyFile?: string | undefined
  /** 32 bytes as base64 (MASTER_KEY); wins over the file. */
  key?: string | undefined
}

/** Names the way of sealing, and grows with another one. Which master key it was, the tag of a value tells better than any number beside it. */
const KEY_VERSION = 'v1'
const BYTES_MARK = Buffer.from(KEY_VERSION)
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** What a sealed text looks like: nothing shorter was ever sealed. */
const SEALED_FORM = /^v1\.[\w-]{80,}$/

/** Whether a text looks as if it was sealed; only its place and key can tell for sure. */
export function looksSealed(text: string): boolean {
  return SEALED_FORM.test(text)
}

/** Values are padded to whole blocks, so that the length of a ciphertext doesn't tell `elderly` from `disabled`. */
const PADDING_BLOCK = 32

/**
 * Opens the vault with the master key of the settings or of the key file.
 * @throws VaultError with a sentence for the operator: key missing, exposed to others, or malformed.
 */
export function openVault(settings: VaultSettings): Vault {
  const master = readMaster(settings)
  const keyFor = deriveOnce(master)

  const encrypt = (plain: Uint8Array, where: SealedPlace): Buffer => {
    const nonce = drawBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', keyFor(`field|${where.class}`), nonce)
    cipher.setAAD(contextOf(where, KEY_VERSION))
    const body = Buffer.concat([cipher.update(pad(plain)), cipher.final()])
    return Buffer.concat([nonce, body, cipher.getAuthTag()])
  }

  const decrypt = (sealed: Buffer, where: SealedPlace): Buffer => {
    const { nonce, body, tag } = takeApart(sealed)
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyFor(`field|${where.class}`), nonce, {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(contextOf(where, KEY_VERSION))
      decipher.setAuthTag(tag)
      return unpad(Buffer.concat([decipher.update(body), decipher.final()]))
    } catch (error) {
      throw new VaultError('damaged', `sealed value of ${where.collection}.${where.field} does not open`, {
        cause: error,
      })
    }
  }

  const seal = (plain: string, where: SealedPlace): string =>
    `${KEY_VERSION}.${encrypt(Buffer.from(plain, 'utf8'), where).toString('base64url')}`
  const open = (sealed: string, where: SealedPlace): string => decrypt(readText(sealed), where).toString('utf8')

  const fingerprint = (): string =>
    createHmac('sha256', keyFor('fingerprint')).update('yimin').digest('hex').slice(0, 32)

  return {
    seal,
    open,
    sealJson: (value, where) => seal(JSON.stringify(value), where),
    openJson: <T>(sealed: string, where: SealedPlace) => JSON.parse(open(sealed, where)) as T,
    sealBytes: (plain, where) => Buffer.concat([BYTES_MARK, encrypt(plain, where)]),
    openBytes: (sealed, where) => decrypt(readBytes(sealed), where),
    sign: (text, purpose) =>
      createHmac('sha256', keyFor(`sign|${purpose}`))
        .update(text, 'utf8')
        .digest('base64url'),
    blindIndex: (value, purpose) =>
      createHmac('sha256', keyFor(`blind|${purpose}`))
        .update(value, 'utf8')
        .digest('hex')
        .slice(0, 32),
    tokenHash: (token) => createHash('sha256').update(token, 'utf8').digest('hex'),
    newToken: () => randomBytes(32).toString('base64url'),
    fingerprint,
    requireFingerprint: (stored) => {
      const [mine, theirs] = [Buffer.from(fingerprint()), Buffer.from(stored)]
      if (mine.length === theirs.length && timingSafeEqual(mine, theirs)) return
      throw new VaultError(
        'wrong_key',
        'this record was sealed with another master key; put the old master.key back (or its MASTER_KEY), nothing was changed',
      )
    },
  }
}

function readMaster({ key, keyFile }: VaultSettings): KeyObject {
  if (key) return createSecretKey(parseMasterKey(key, 'MASTER_KEY'))
  if (keyFile) return createSecretKey(readOrMakeKeyFile(keyFile))
  throw new VaultError('key_missing', 'no master key: set MASTER_KEY or name a key file')
}

/** One key for each purpose, so that none opens what another sealed (RFC 5869, HKDF with SHA-256). */
function deriveOnce(master: KeyObject): (purpose: string) => KeyObject {
  const derived = new Map<string, KeyObject>()
  return (purpose) => {
    const known = derived.get(purpose)
    if (known) return known
    const bytes = hkdfSync('sha256', master, 'yimin', `${KEY_VERSION}|${purpose}`, KEY_BYTES)
    const key = createSecretKey(Buffer.from(bytes))
    derived.set(purpose, key)
    return key
  }
}

/** JSON rather than a joined string: no id can be chosen so that two places read alike. */
function contextOf({ collection, id, field }: SealedPlace, version: string): Buffer {
  return Buffer.from(JSON.stringify([collection, id, field, version]), 'utf8')
}

function readText(sealed: string): Buffer {
  const prefix = `${KEY_VERSION}.`
  const text = sealed.startsWith(prefix) ? sealed.slice(prefix.length) : ''
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw notSealed()
  return bytes
}

function readBytes(sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length)
  if (!bytes.subarray(0, BYTES_MARK.length).equals(BYTES_MARK)) throw notSealed()
  return bytes.subarray(BYTES_MARK.length)
}

function takeApart(bytes: Buffer): { nonce: Buffer; body: Buffer; tag: Buffer } {
  if (bytes.length < NONCE_BYTES + PADDING_BLOCK + TAG_BYTES) throw notSealed()
  return {
    nonce: bytes.subarray(0, NONCE_BYTES),
    body: bytes.subarray(NONCE_BYTES, -TAG_BYTES),
    tag: bytes.subarray(-TAG_BYTES),
  }
}

function notSealed(): VaultError {
  return new VaultError('damaged', 'not a sealed value of this vault')
}

/** One 0x80 and then zeros up to a whole block (ISO/IEC 7816-4): always at least one byte, so it can be taken off again. */
function pad(plain: Uint8Array): Buffer {
  const padded = Buffer.alloc(Math.ceil((plain.length + 1) / PADDING_BLOCK) * PADDING_BLOCK)
  padded.set(plain)
  padded[plain.length] = 0x80
  return padded
}

function unpad(padded: Buffer): Buffer {
  return padded.subarray(0, padded.lastIndexOf(0x80))
}
