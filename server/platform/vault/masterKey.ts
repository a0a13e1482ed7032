import { randomBytes, timingSafeEqual } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { VaultError } from './vaultError.ts'

/** Bytes of the master key: AES-256 and HKDF-SHA-256 both want 32. */
export const KEY_BYTES = 32

/** 32 random bytes show about 30 different values; fewer than 16 means that somebody typed it. */
const LEAST_DIFFERENT_BYTES = 16

/**
 * Reads a master key from its base64 form (44 characters).
 * @throws VaultError `key_malformed` for other text, another length, or a key that is plainly not random.
 */
export function parseMasterKey(text: string, source: string): Buffer {
  const trimmed = text.trim()
  const bytes = Buffer.from(trimmed, 'base64')
  if (bytes.length !== KEY_BYTES || !sameText(bytes.toString('base64'), trimmed)) {
    throw new VaultError('key_malformed', `${source} must hold exactly ${KEY_BYTES} bytes as base64 (44 characters)`)
  }
  if (new Set(bytes).size < LEAST_DIFFERENT_BYTES) {
    throw new VaultError('key_malformed', `${source} is not random; make one with: openssl rand -base64 32`)
  }
  return bytes
}

/**
 * Reads the master key file, or makes it (mode 0600, in a directory of mode 0700) where there is none.
 * Two processes that start together get the same key: only one of them can put its file in place.
 * @throws VaultError `key_exposed` when others may read the file or change its directory; `key_malformed`; `key_unreadable`.
 */
export function readOrMakeKeyFile(file: string): Buffer {
  return readKeyFile(file) ?? makeKeyFile(file)
}

/** The key in a file; `undefined` where there is none. @throws VaultError as above. */
export function readKeyFile(file: string): Buffer | undefined {
  let text: string
  try {
    refuseExposed(file)
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    if (error instanceof VaultError) throw error
    throw new VaultError('key_unreadable', `cannot read the master key file ${file} (${codeOf(error)})`, {
      cause: error,
    })
  }
  return parseMasterKey(text, `master key file ${file}`)
}

function refuseExposed(file: string): void {
  const entry = statSync(file)
  if (!entry.isFile()) throw new VaultError('key_unreadable', `the master key ${file} is not a plain file`)
  // Windows keeps no such bits; its access lists are the operator's affair.
  if (process.platform === 'win32') return
  if ((entry.mode & 0o077) !== 0) {
    const mode = (entry.mode & 0o777).toString(8)
    throw new VaultError('key_exposed', `master key file ${file} has mode ${mode}; make it private: chmod 600 ${file}`)
  }
  const directory = dirname(file)
  const mode = statSync(directory).mode
  if ((mode & 0o022) !== 0 && (mode & 0o1000) === 0) {
    throw new VaultError(
      'key_exposed',
      `others may replace files in ${directory}; make it private: chmod 700 ${directory}`,
    )
  }
}

function makeKeyFile(file: string): Buffer {
  const directory = dirname(file)
  const draft = join(directory, `.master-key-${process.pid}-${randomBytes(6).toString('hex')}`)
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    writeDurably(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`)
    linkOnce(draft, file)
    syncDirectory(directory)
  } catch (error) {
    throw new VaultError('key_unreadable', `cannot make the master key file ${file} (${codeOf(error)})`, {
      cause: error,
    })
  } finally {
    removeQuietly(draft)
  }
  const key = readKeyFile(file)
  if (!key) throw new VaultError('key_missing', `the master key file ${file} vanished while it was made`)
  return key
}

function writeDurably(path: string, text: string): void {
  const handle = openSync(path, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The same key under one more name, for good. */
export function nameKeyFile(file: string, name: string): void {
  linkOnce(file, name)
  syncDirectory(dirname(name))
}

/** A key takes the place of another one, in one step: at no moment is there none, or half of one. */
export function putKeyFile(file: string, place: string): void {
  renameSync(file, place)
  syncDirectory(dirname(place))
}

/** A hard link, unlike a rename, never replaces a key that another process made a moment ago. */
function linkOnce(draft: string, file: string): void {
  try {
    linkSync(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/** A key that is lost in a power cut would lose everything sealed with it. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(directory, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // The draft was never made.
  }
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown'
}
