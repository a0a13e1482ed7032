import { startWorkers } from '../platform/queues/queues.ts'
import { loadSettings } from './env.ts'
import { handlers } from './jobs.ts'
import { openHouse } from './house.ts'
import { openLog } from './log.ts'
import { runUntilStopped } from './process.ts'
import { startSweeping } from './sweep.ts'

const SWEEP_MS = 3_000

/** The worker process: answers what the inbox holds, runs every job, and sweeps. */
async function main(): Promise<void> {
  const settings = loadSettings()
  const log = openLog('worker', settings.logLevel)
  const house = await openHouse(settings, log)
  const workers = await startWorkers({
    redisUrl: settings.redisUrl,
    prefix: settings.redisPrefix,
    log,
    platform: house.platform,
    handlers,
    concurrency: { talk: 64, work: 16 },
  })
  const sweeping = startSweeping(house.platform, SWEEP_MS)
  log.info({ ready: 'worker' }, 'ready')
  runUntilStopped(log, async () => {
    await sweeping.stop()
    await workers.close()
    await house.close()
  })
}

void main().catch((error: unknown) => {
  process.stderr.write(`worker: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
