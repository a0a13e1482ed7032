import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock, virtualClock } from '../platform/clock.ts'
import { startWorkers } from '../platform/queues/queues.ts'
import { openHouse } from './house.ts'
import { handlers } from './jobs.ts'
import { openLog } from './log.ts'
import { playLines } from './replay/playLines.ts'
import { parseScript, ScriptError } from './replay/script.ts'
import { settleSetup } from './replay/settleSetup.ts'
import { summarise } from './replay/summarise.ts'

/** Plays one conversation against the whole stack on a throwaway database with a clock that jumps, and prints what happened. */
async function main(): Promise<void> {
  const file = process.argv[2]
  if (!file) throw new ScriptError('usage: npm run --silent replay -- FILE.jsonl')
  const script = parseScript(readFileSync(file, 'utf8'))
  const name = `replay_${randomBytes(6).toString('hex')}`
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yimin-replay-'))
  const log = openLog('replay', 'error')
  const clock = virtualClock(script.startsAt ?? systemClock.now())
  const settings = {
    mongodbUri: process.env['MONGODB_URI'] ?? '',
    redisUrl: process.env['REDIS_URL'] ?? '',
    database: name,
    redisPrefix: name,
    dataDir,
  }
  // A delayed job is a hint in real time; here the record itself tells what is due next.
  const house = await openHouse(settings, log, {
    clock,
    wrapQueues: (queues) => ({
      ...queues,
      add: async (tag, payload, options) => (options?.delayMs ? undefined : queues.add(tag, payload, options)),
    }),
  })
  const { platform } = house
  const workers = await startWorkers({ redisUrl: settings.redisUrl, prefix: name, log, platform, handlers })
  try {
    await settleSetup(platform, script.setup)
    await playLines(platform, clock, script, (line) => process.stdout.write(`${JSON.stringify(line)}\n`))
    process.stdout.write(`${JSON.stringify(await summarise(platform))}\n`)
  } finally {
    await workers.close()
    await platform.db.dropDatabase()
    await house.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof ScriptError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    )
    process.exit(error instanceof ScriptError ? 2 : 1)
  },
)
