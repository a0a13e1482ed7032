import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openHouse } from '../house.ts'
import type { HouseSettings } from '../house.ts'
import { openLog } from '../log.ts'
import { writeLines } from './language/table.ts'
import type { Line } from './language/table.ts'
import { measureOffers } from './queues/offers.ts'
import { measureRaces } from './queues/races.ts'
import { measureTimers } from './queues/timers.ts'

/** Each part with what it does if nobody says how much. */
const PARTS = {
  offers: { measure: measureOffers, count: 900 },
  timers: { measure: measureTimers, count: 100_000 },
  races: { measure: measureRaces, count: 3_000 },
} as const
type PartName = keyof typeof PARTS
const NAMES = Object.keys(PARTS) as PartName[]

/**
 * What the queues, the timers and the real record bear: `npm run --silent bench:queues`. One part alone by
 * `-- --only offers|timers|races`, more or less of it by `--count N`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, count: { type: 'string' } } })
  const names = NAMES.filter((name) => (values.only ?? name) === name)
  if (names.length === 0) throw new Error(`--only knows ${NAMES.join(', ')}`)
  const lines: Line[] = []
  for (const name of names) {
    const measured = await apart(name, Number(values.count ?? PARTS[name].count))
    lines.push(...measured)
    process.stderr.write(writeLines(measured))
  }
  process.stdout.write(`\n${writeLines(lines)}`)
  if (lines.some(({ held }) => held === false)) process.exitCode = 1
}

async function apart(name: PartName, count: number): Promise<Line[]> {
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
  const began = performance.now()
  const tell = (progress: string) => {
    const seconds = Math.round((performance.now() - began) / 1_000)
    process.stderr.write(`${name} ${String(seconds).padStart(4)} s: ${progress}\n`)
  }
  try {
    return await PARTS[name].measure({ settings, house, count, tell })
  } finally {
    await house.platform.db.dropDatabase()
    await house.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

void main().then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
