import path from 'node:path'
import { exchangeWords, inviteWords } from '@yimin/shared/entry/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { ensureIndexes, openRecord } from '../platform/mongo.ts'
import type { Record } from '../platform/mongo.ts'
import type { Platform } from '../platform/platform.ts'
import { systemClock } from '../platform/clock.ts'
import { enterWithKey } from '../platform/seal/index.ts'
import { openVault, VaultError } from '../platform/vault/index.ts'
import { loadSettings } from './env.ts'
import type { Settings } from './env.ts'
import { INDEXES } from './house.ts'
import { UsageError } from './inviteWishes.ts'

/** What an operator's command works with: the record and its key, nothing of queues or chats. */
export type OperatorGround = Pick<Platform, 'db' | 'vault' | 'clock'>

/** Opens the station's record for one act. */
async function onRecord(act: (record: Record, settings: Settings) => Promise<void>): Promise<void> {
  const settings = loadSettings()
  const record = await openRecord(settings.mongodbUri, settings.database).catch((cause: unknown) => {
    throw new Error(inviteWords.recordAway, { cause })
  })
  try {
    await ensureIndexes(record.db, INDEXES)
    await act(record, settings)
  } finally {
    await record.close()
  }
}

async function withKey(
  { db }: Record,
  settings: Settings,
  act: (ground: OperatorGround, settings: Settings) => Promise<void>,
): Promise<void> {
  const vault = openVault({ keyFile: path.join(settings.dataDir, 'keys', 'master.key'), key: settings.masterKey })
  const presence = await enterWithKey(db, vault, path.basename(process.argv[1] ?? '', '.js'))
  try {
    await act({ db, vault, clock: systemClock }, settings)
  } finally {
    await presence.leave()
  }
}

function sentenceOf(error: unknown, usage: string): string {
  if (error instanceof UsageError) return `${error.message}\n${usage}`
  if (error instanceof DomainError) return error.fields[0]?.message ?? error.say ?? error.message
  if (error instanceof VaultError && error.code === 'exchanging') return exchangeWords.halfway
  return error instanceof Error ? error.message : String(error)
}

/** A command of whoever holds the server's keys. */
interface OperatorCommand<Wishes, Ground> {
  usage: string
  read(args: string[]): Wishes
  act(ground: Ground, wishes: Wishes, settings: Settings): Promise<void>
}

/**
 * Runs a command upon the station's own record as it lies there, whatever key is its own: wishes first, then the act. What goes
 * wrong is said in a sentence on standard error; exit code 2 for what was typed, 1 for all else.
 */
export async function runRecordCommand<Wishes>(command: OperatorCommand<Wishes, Record>): Promise<void> {
  try {
    const wishes = command.read(process.argv.slice(2))
    await onRecord((record, settings) => command.act(record, wishes, settings))
  } catch (error) {
    process.stderr.write(`${sentenceOf(error, command.usage)}\n`)
    process.exit(error instanceof UsageError ? 2 : 1)
  }
}

/** The same, with the record's key. */
export function runOperatorCommand<Wishes>(command: OperatorCommand<Wishes, OperatorGround>): Promise<void> {
  const { act } = command
  return runRecordCommand<Wishes>({
    ...command,
    act: (record, wishes, settings) => withKey(record, settings, (ground) => act(ground, wishes, settings)),
  })
}
