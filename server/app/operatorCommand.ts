import path from 'node:path'
import { inviteWords } from '@yimin/shared/entry/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { ensureIndexes, openRecord } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { systemClock } from '../platform/clock.ts'
import { openVault } from '../platform/vault/index.ts'
import { loadSettings } from './env.ts'
import type { Settings } from './env.ts'
import { INDEXES, requireSeal } from './house.ts'
import { UsageError } from './inviteWishes.ts'

/** What an operator's command works with: the record and its key, nothing of queues or chats. */
export type OperatorGround = Pick<Platform, 'db' | 'vault' | 'clock'>

async function onRecord(act: (ground: OperatorGround, settings: Settings) => Promise<void>): Promise<void> {
  const settings = loadSettings()
  const record = await openRecord(settings.mongodbUri, settings.database).catch((cause: unknown) => {
    throw new Error(inviteWords.recordAway, { cause })
  })
  try {
    await ensureIndexes(record.db, INDEXES)
    const vault = openVault({ keyFile: path.join(settings.dataDir, 'keys', 'master.key'), key: settings.masterKey })
    await requireSeal(record.db, vault)
    await act({ db: record.db, vault, clock: systemClock }, settings)
  } finally {
    await record.close()
  }
}

function sentenceOf(error: unknown, usage: string): string {
  if (error instanceof UsageError) return `${error.message}\n${usage}`
  if (error instanceof DomainError) return error.fields[0]?.message ?? error.say ?? error.message
  return error instanceof Error ? error.message : String(error)
}

/**
 * Runs a command of whoever holds the server's keys upon the station's own record: wishes first, then the act. What goes wrong
 * is said in a sentence on standard error; exit code 2 for what was typed, 1 for all else.
 */
export async function runOperatorCommand<Wishes>(command: {
  usage: string
  read(args: string[]): Wishes
  act(ground: OperatorGround, wishes: Wishes, settings: Settings): Promise<void>
}): Promise<void> {
  try {
    const wishes = command.read(process.argv.slice(2))
    await onRecord((ground, settings) => command.act(ground, wishes, settings))
  } catch (error) {
    process.stderr.write(`${sentenceOf(error, command.usage)}\n`)
    process.exit(error instanceof UsageError ? 2 : 1)
  }
}
