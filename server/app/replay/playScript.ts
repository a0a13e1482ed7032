import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Logger } from 'pino'
import { systemClock, virtualClock } from '../../platform/clock.ts'
import { openRedis, startWorkers } from '../../platform/queues/queues.ts'
import { openHouse } from '../house.ts'
import { handlers } from '../jobs.ts'
import { playLines } from './playLines.ts'
import type { Spoken } from './playLines.ts'
import type { Script } from './script.ts'
import { settleSetup } from './settleSetup.ts'
import { summarise } from './summarise.ts'
import type { Summary } from './summarise.ts'

export interface Stage {
  mongodbUri: string
  redisUrl: string
  /** An empty database that stays when all is played; unless named, one is made and goes away again. */
  database?: string
  log: Logger
}

/**
 * Plays one conversation against the whole stack, with a clock that jumps. `print` gets every line
 * as it is said, `complain` what the desk refused. The keys in Redis are gone afterwards.
 */
export async function playScript(
  script: Script,
  { mongodbUri, redisUrl, database, log }: Stage,
  print: (line: Spoken) => void,
  complain: (fault: string) => void,
): Promise<Summary> {
  const name = `replay_${randomBytes(6).toString('hex')}`
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yimin-replay-'))
  const clock = virtualClock(script.startsAt ?? systemClock.now())
  // A delayed job is a hint in real time; here the record itself tells what is due next.
  const house = await openHouse({ mongodbUri, redisUrl, database: database ?? name, redisPrefix: name, dataDir }, log, {
    clock,
    wrapQueues: (queues) => ({
      ...queues,
      add: async (tag, payload, options) => (options?.delayMs ? undefined : queues.add(tag, payload, options)),
    }),
  })
  const { platform } = house
  const workers = await startWorkers({ redisUrl, prefix: name, log, platform, handlers })
  try {
    await settleSetup(platform, script.setup)
    await playLines(platform, clock, script, print, complain)
    return await summarise(platform)
  } finally {
    await workers.close()
    if (database === undefined) await platform.db.dropDatabase()
    await house.close()
    await forgetQueues(redisUrl, name, log)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function forgetQueues(redisUrl: string, prefix: string, log: Logger): Promise<void> {
  const redis = await openRedis(redisUrl, log).connect()
  for await (const keys of redis.scanIterator({ MATCH: `${prefix}:*`, COUNT: 1_000 })) {
    if (keys.length > 0) await redis.unlink(keys)
  }
  redis.destroy()
}
