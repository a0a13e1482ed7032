import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { openPlay } from './openPlay.ts'
import type { Mode } from './openPlay.ts'

/** Which seeds of a kind are played. */
export interface Plan {
  mode: Mode
  from: number
  count: number
  threads: number
  /** Nothing more is played after the first violation. */
  untilFound: boolean
}

export interface Tally {
  seeds: number
  acts: number
  /** What threads have played, each by its own clock: the ground that each lays first is not counted. */
  playedMs: number
  accepters: number
  winners: number
  told: number
  violations: { seed: number; what: string }[]
}

type Share = Omit<Plan, 'threads'> & { step: number }

const REPORT_EVERY = 100
/** Short-lived things by the thousand: a young generation that holds them is collected a tenth as often. */
const YOUNG_MB = 64

const NOTHING: Tally = { seeds: 0, acts: 0, playedMs: 0, accepters: 0, winners: 0, told: 0, violations: [] }

function sum(a: Tally, b: Tally): Tally {
  return {
    seeds: a.seeds + b.seeds,
    acts: a.acts + b.acts,
    playedMs: a.playedMs + b.playedMs,
    accepters: a.accepters + b.accepters,
    winners: a.winners + b.winners,
    told: a.told + b.told,
    violations: [...a.violations, ...b.violations],
  }
}

/** Plays the seeds on all threads, each every n-th of them. @param tell hears how many are done */
export async function playShares(plan: Plan, tell: (done: number) => void = () => undefined): Promise<Tally> {
  const step = Math.max(1, Math.min(plan.threads, plan.count))
  let total = NOTHING
  const workers: Worker[] = []
  const shares = Array.from({ length: step }, (_, i) => {
    const { mode, untilFound, from, count } = plan
    const share: Share = { mode, untilFound, from: from + i, count: Math.ceil((count - i) / step), step }
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: share,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    workers.push(worker)
    worker.on('message', (report: Tally) => {
      total = sum(total, report)
      tell(total.seeds)
      if (plan.untilFound && total.violations.length > 0) for (const one of workers) void one.terminate()
    })
    return new Promise<void>((resolve, reject) => {
      worker.once('error', reject)
      worker.once('exit', () => resolve())
    })
  })
  await Promise.all(shares)
  return total
}

async function playShare({ mode, from, count, step, untilFound }: Share): Promise<void> {
  // Thousands of faults are made on purpose, and nobody reads where.
  Error.stackTraceLimit = 0
  const play = await openPlay(mode)
  let report = NOTHING
  let since = performance.now()
  for (let i = 0; i < count; i += 1) {
    const seed = from + i * step
    const played = await play(seed)
    const violations = played.violations.map((what) => ({ seed, what }))
    const { acts, accepters, winners, told } = { ...NOTHING, ...played }
    report = sum(report, { seeds: 1, acts, playedMs: 0, accepters, winners, told, violations })
    const ends = i === count - 1 || (untilFound && violations.length > 0)
    if (report.seeds % REPORT_EVERY > 0 && !ends) continue
    const now = performance.now()
    parentPort?.postMessage({ ...report, playedMs: now - since })
    report = NOTHING
    since = now
    if (untilFound && violations.length > 0) return
  }
}

if (!isMainThread) void playShare(workerData as Share)
