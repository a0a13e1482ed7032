import { readdirSync } from 'node:fs'
import path from 'node:path'
import { nameKeyFile, putKeyFile, readKeyFile, readOrMakeKeyFile } from './masterKey.ts'

/** The folder of the master key while it is exchanged. Keys are handed out as base64, as `MASTER_KEY` has them. */
export interface KeyFolder {
  /** The key of the product; `undefined` where there is no file. */
  current(): string | undefined
  /** The key that comes next; `undefined` where none was drawn. */
  next(): string | undefined
  /** Draws it where there is none yet; on the disk when it returns. */
  drawNext(): string
  /** Keys that were laid aside. */
  retired(): string[]
  /** The current key gets a second name, by which it stays for old backups. */
  layAside(day: string): void
  /** The next key takes the place of the current one. */
  moveIn(): void
}

const CURRENT = 'master.key'
const NEXT = 'master-next.key'
const RETIRED = /^master-until-\d{4}-\d\d-\d\d(-\d+)?\.key$/

/**
 * Every step is durable when it returns, harmless when it comes twice, and leaves each key whole under one name at least.
 * Throws VaultError for a key that others may read.
 */
export function keyFolder(folder: string): KeyFolder {
  const place = (name: string) => path.join(folder, name)
  const textOf = (key: Buffer | undefined) => key?.toString('base64')
  const retiredNames = () => readdirSync(folder).filter((name) => RETIRED.test(name))
  const retired = () => retiredNames().flatMap((name) => textOf(readKeyFile(place(name))) ?? [])
  const current = () => textOf(readKeyFile(place(CURRENT)))
  return {
    current,
    next: () => textOf(readKeyFile(place(NEXT))),
    drawNext: () => readOrMakeKeyFile(place(NEXT)).toString('base64'),
    retired,
    layAside(day) {
      if (retired().includes(current() ?? '')) return
      nameKeyFile(place(CURRENT), place(freeName(day, retiredNames())))
    },
    moveIn() {
      if (readKeyFile(place(NEXT)) !== undefined) putKeyFile(place(NEXT), place(CURRENT))
    },
  }
}

/** Two exchanges on one day lay two keys aside. */
function freeName(day: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const name = `master-until-${day}${count === 1 ? '' : `-${count}`}.key`
    if (!taken.includes(name)) return name
  }
}
