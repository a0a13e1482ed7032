import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readPrivateFile, writePrivateFile } from '../session/privateFiles.ts'

/** Reads a small value that is made once and kept. */
async function keptValue(path: string, make: () => string): Promise<string> {
  const known = (await readPrivateFile(path))?.trim()
  if (known) return known
  const made = make()
  await writePrivateFile(path, `${made}\n`)
  return made
}

/** Name of this consumer at the server. It belongs to the folder, so that a restarted bot takes up its own lease at once. */
export function readConsumer(dir: string): Promise<string> {
  return keptValue(join(dir, 'consumer'), () => `bot-${randomUUID()}`)
}

/** When this account logged in for the first time (ms since 1970). */
export async function readFirstLogin(dir: string, now: number): Promise<number> {
  const text = await keptValue(join(dir, 'first-login'), () => new Date(now).toISOString())
  const at = Date.parse(text)
  return Number.isNaN(at) ? now : at
}
