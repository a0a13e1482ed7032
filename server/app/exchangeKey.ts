import path from 'node:path'
import { parseArgs } from 'node:util'
import { exchangeWords as words } from '@yimin/shared/entry/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { ExchangeFault, exchangeKey, keysInFolder, keysOfSettings } from '../platform/keyExchange/index.ts'
import type { ExchangeWishes, Keys, Walked } from '../platform/keyExchange/index.ts'
import { enter, EXCHANGE, listAlive } from '../platform/seal/index.ts'
import { keyFolder } from '../platform/vault/index.ts'
import type { Settings } from './env.ts'
import { openFiles, SEALED } from './house.ts'
import { UsageError } from './inviteWishes.ts'
import { runRecordCommand } from './operatorCommand.ts'

function readExchangeWishes(args: string[]): ExchangeWishes {
  const yes = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({ args, options: { again: yes, 'leave-unreadable': yes } })
    return { again: values.again, leaveUnreadable: values['leave-unreadable'] }
  } catch {
    throw new UsageError(words.nothingElse)
  }
}

function keysFor({ masterKey, masterKeyNext, dataDir }: Settings): Keys {
  if (masterKey !== undefined) return keysOfSettings(masterKey, masterKeyNext)
  return keysInFolder(keyFolder(path.join(dataDir, 'keys')))
}

/** How far it is, every two seconds and at the end of each collection. */
function progress(): (walked: Walked) => void {
  let saidAt = 0
  return ({ phase, collection, done, of }) => {
    const now = performance.now()
    if (done < of && now - saidAt < 2_000) return
    saidAt = now
    process.stderr.write(`${words.progress(phase, collection, done, of)}\n`)
  }
}

function sentenceOf(fault: ExchangeFault): string {
  if (fault.code === 'not_alone') return words.notAlone(fault.alive)
  if (fault.code === 'faults') return words.faults(fault.faults)
  return words.refused[fault.code]
}

/**
 * Draws a new master key, seals everything anew with it, and lays the old one aside, while the product stands still. Whoever kills
 * it calls it again.
 */
void runRecordCommand({
  usage: words.usage,
  read: readExchangeWishes,
  act: async ({ db }, wishes, settings) => {
    const presence = await enter(db, EXCHANGE)
    try {
      const outcome = await exchangeKey(
        {
          db,
          files: openFiles(settings),
          kinds: SEALED,
          collections: async () => (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
          keys: keysFor(settings),
          now: () => new Date(),
          othersAlive: () => listAlive(db, presence.id),
          tell: progress(),
        },
        wishes,
      )
      const inSettings = settings.masterKey !== undefined
      if (outcome.done === 'already') process.stderr.write(`${words.already(toLocal(outcome.at), inSettings)}\n`)
      else process.stderr.write(`${inSettings ? words.doneInSettings : words.doneInFiles}\n`)
    } catch (error) {
      if (error instanceof ExchangeFault) throw new Error(sentenceOf(error), { cause: error })
      throw error
    } finally {
      await presence.leave()
    }
  },
})
