import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openHouse } from '../house.ts'
import type { HouseSettings } from '../house.ts'
import { openLog } from '../log.ts'
import { measureOffers } from './queues/offers.ts'
import { measureRaces } from './queues/races.ts'
import { measureTimers } from './queues/timers.ts'

interface Bar {
  what: string
  figure: string
  bar: string
  held: boolean
}

/** What the queues, the timers and the real record bear: `npm run --silent bench:queues`. */
async function main(): Promise<void> {
  const bars = [
    ...(await apart('timers', measureTimers)),
    ...(await apart('offers', measureOffers)),
    ...(await apart('races', measureRaces)),
  ]
  for (const { what, figure, bar, held } of bars)
    process.stdout.write(`${what.padEnd(58)} ${figure.padEnd(46)} ${bar} ${held ? 'held' : 'MISSED'}\n`)
  if (bars.some(({ held }) => !held)) process.exitCode = 1
}

/** Each on a database and a Redis prefix of its own. */
async function apart(name: string, measure: (settings: HouseSettings, house: House) => Promise<Bar[]>): Promise<Bar[]> {
  if (!(process.env['BENCH_ONLY'] ?? name).includes(name)) return []
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yimin-bench-queues-'))
  const mark = `bench_${name}_${randomBytes(4).toString('hex')}`
  const settings: HouseSettings = {
    mongodbUri: process.env['MONGODB_URI'] ?? '',
    redisUrl: process.env['REDIS_URL'] ?? '',
    database: mark,
    redisPrefix: mark,
    dataDir,
  }
  const house = await openHouse(settings, openLog('bench', 'fatal'))
  try {
    process.stderr.write(`${name}\n`)
    return await measure(settings, house)
  } finally {
    await house.platform.db.dropDatabase()
    await house.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type House = Awaited<ReturnType<typeof openHouse>>

void main().then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
