import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { link, readFile, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makePrivateDir, writePrivateFile } from '../session/privateFiles.ts'

/** Seals the words of the inbox: people write doors, phones and illnesses into a chat, and a disk may be read by others. */
export interface SpoolSeal {
  /** `id` binds the sealed words to their message. */
  seal(text: string, id: string): string
  /** Undefined when the words do not open: another key, or a damaged line. */
  open(sealed: string, id: string): string | undefined
}

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Where the bot and its gateway process find the same key. */
export function spoolKeyFile(dataDir: string): string {
  return join(dataDir, 'keys', 'inbox.key')
}

/**
 * Opens the seal with the key of a file (0600), made by whoever needs it first: AES-256-GCM with a nonce of its own for every message.
 * @throws Error when others may read the file or it holds no key
 */
export async function openSpoolSeal(keyFile: string): Promise<SpoolSeal> {
  const key = await readOrMakeKey(keyFile)
  return {
    seal: (text, id) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.from(id))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64')
    },
    open: (sealed, id) => {
      const bytes = Buffer.from(sealed, 'base64')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
        decipher.setAAD(Buffer.from(id))
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
        const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

async function readOrMakeKey(file: string): Promise<Buffer> {
  await makePrivateDir(dirname(file))
  await makeKey(file)
  const { mode } = await stat(file)
  if ((mode & 0o077) !== 0) throw new Error(`${file}: others may read it; run chmod 600 on it`)
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')
  if (key.length !== KEY_BYTES) throw new Error(`${file}: holds no key of ${KEY_BYTES} bytes`)
  return key
}

/** Whole or not at all: bot and gateway may start in the same moment. */
async function makeKey(file: string): Promise<void> {
  try {
    await stat(file)
    return
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  await writePrivateFile(fresh, `${randomBytes(KEY_BYTES).toString('base64')}\n`)
  try {
    await link(fresh, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(fresh).catch(() => undefined)
  }
}
