import { setTimeout as sleep } from 'node:timers/promises'
import { repairNameKeys } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { startWorkers } from '../platform/queues/queues.ts'
import { loadSettings } from './env.ts'
import { handlers } from './jobs.ts'
import { openHouse } from './house.ts'
import { openLog } from './log.ts'
import { clearUpAfterStart, runUntilStopped } from './process.ts'
import { startSweeping } from './sweep.ts'

const SWEEP_MS = 3_000

/** The worker process: answers what the inbox holds, runs every job, and sweeps. */
async function main(): Promise<void> {
  const settings = loadSettings()
  const log = openLog('worker', settings.logLevel)
  const house = await openHouse(settings, log, { name: 'worker' })
  const workers = await startWorkers({
    redisUrl: settings.redisUrl,
    prefix: settings.redisPrefix,
    log,
    platform: house.platform,
    handlers,
    concurrency: { talk: 64, work: 48 },
  })
  const sweeping = startSweeping(house.platform, SWEEP_MS)
  void repairRecord(house.platform)
  clearUpAfterStart()
  log.info({ ready: 'worker' }, 'ready')
  runUntilStopped(log, async () => {
    await sweeping.stop()
    await workers.close()
    await house.close()
  })
}

const REST_MS = 200

/** What an older version of the product wrote otherwise; quietly, beside the day's work. */
async function repairRecord(platform: Platform): Promise<void> {
  try {
    const people = await repairNameKeys(platform, { rest: () => sleep(REST_MS) })
    if (people > 0) platform.log.info({ people }, 'names got their keys')
  } catch (error) {
    platform.log.warn({ err: error }, 'names keep without keys until the next start')
  }
}

void main().catch((error: unknown) => {
  process.stderr.write(`worker: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
