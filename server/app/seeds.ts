import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { playSeed } from './seeds/playSeed.ts'
import { layGround } from './seeds/world.ts'

interface Share {
  from: number
  count: number
  step: number
}
interface Report {
  seeds: number
  acts: number
  violations: string[]
}

const REPORT_EVERY = 100
const SHOWN = 20

/** `npm run seeds -- --count 10000 [--from 1]`, or `--seed N` for one of them with all its acts. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' } },
  })
  if (values.seed !== undefined) return showSeed(Number(values.seed))
  const [count, from] = [Number(values.count ?? 2_000), Number(values.from ?? 1)]
  const began = performance.now()
  const total = await playShares(count, from)
  const seconds = (performance.now() - began) / 1_000
  const rate = Math.round(total.seeds / seconds)
  process.stdout.write(
    `${total.seeds} seeds from ${from}, ${total.acts} acts on the record, ${seconds.toFixed(1)} s, ${rate} seeds/s\n`,
  )
  for (const violation of total.violations.slice(0, SHOWN)) process.stdout.write(`${violation}\n`)
  process.stdout.write(`${total.violations.length} violations\n`)
  if (total.violations.length > 0) process.exitCode = 1
}

async function playShares(count: number, from: number): Promise<Report> {
  const step = Math.min(availableParallelism(), count)
  const total: Report = { seeds: 0, acts: 0, violations: [] }
  await Promise.all(
    Array.from({ length: step }, (_, i) => {
      const share: Share = { from: from + i, count: Math.ceil((count - i) / step), step }
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: share })
      worker.on('message', ({ seeds, acts, violations }: Report) => {
        total.seeds += seeds
        total.acts += acts
        total.violations.push(...violations)
        if (process.stderr.isTTY) process.stderr.write(`\r${total.seeds} / ${count}`)
      })
      return new Promise<void>((resolve, reject) => {
        worker.once('error', reject)
        worker.once('exit', () => resolve())
      })
    }),
  )
  return total
}

async function playShare({ from, count, step }: Share): Promise<void> {
  const { record, ground } = await layGround()
  let report: Report = { seeds: 0, acts: 0, violations: [] }
  for (let i = 0; i < count; i += 1) {
    const seed = from + i * step
    const { violations, acts } = await playSeed(seed, record, ground)
    report.seeds += 1
    report.acts += acts
    report.violations.push(...violations.map((violation) => `seed ${seed}: ${violation}`))
    if (report.seeds % REPORT_EVERY > 0 && i < count - 1) continue
    parentPort?.postMessage(report)
    report = { seeds: 0, acts: 0, violations: [] }
  }
}

async function showSeed(seed: number): Promise<void> {
  const { record, ground } = await layGround()
  const { violations, trace } = await playSeed(seed, record, ground)
  process.stdout.write(`${trace.join('\n')}\n${violations.join('\n') || 'no violation'}\n`)
  if (violations.length > 0) process.exitCode = 1
}

void (isMainThread ? main() : playShare(workerData as Share))
