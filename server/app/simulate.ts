import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { barsOf } from './simulate/bars.ts'
import { measure } from './simulate/measure.ts'
import type { Figures } from './simulate/measure.ts'
import { playMonth } from './simulate/playMonth.ts'
import type { Play } from './simulate/playMonth.ts'
import { POLICIES } from './simulate/policies.ts'
import type { Policy } from './simulate/policies.ts'
import { barTable, tableOf } from './simulate/table.ts'

type News = { day: number } | { figures: Figures }

const OPTIONS = {
  days: { type: 'string', default: '30' },
  residents: { type: 'string', default: '3000' },
  volunteers: { type: 'string', default: '60' },
  enterprises: { type: 'string', default: '5' },
  'requests-per-day': { type: 'string', default: '200' },
  seed: { type: 'string', default: '7' },
  policy: { type: 'string', default: 'ladder' },
  compare: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  out: { type: 'string', default: '.data/simulation' },
} as const

/** `npm run simulate -- --days 30 … --policy ladder | --compare`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS })
  const number = (name: 'days' | 'residents' | 'volunteers' | 'enterprises' | 'requests-per-day' | 'seed') => {
    const value = Number(values[name])
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`)
    return value
  }
  const size = {
    seed: number('seed'),
    days: Math.max(1, number('days')),
    residents: Math.max(2, number('residents')),
    volunteers: number('volunteers'),
    enterprises: number('enterprises'),
    requestsPerDay: number('requests-per-day'),
  }
  const policy = POLICIES.find((one) => one === values.policy)
  if (!policy) throw new Error(`--policy is one of ${POLICIES.join(', ')}`)
  const began = performance.now()
  const all = await playAll((values.compare ? POLICIES : [policy]).map((one) => ({ ...size, policy: one })))
  const bars = barsOf(all)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  process.stdout.write(`${tableOf(all)}\n\n${bars.length > 0 ? `${barTable(bars)}\n\n` : ''}${seconds} s\n`)
  await write(values.out, { ...size, policies: all, bars })
  if (values.check && bars.some(({ held }) => !held)) process.exitCode = 1
}

async function write(out: string, result: object): Promise<void> {
  const folder = path.resolve(out)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'simulation.json'), `${JSON.stringify(result, null, 2)}\n`)
  process.stdout.write(`${path.join(folder, 'simulation.json')}\n`)
}

/** As many at once as there are cores, in the order of the list. */
async function playAll(plays: readonly Play[]): Promise<Figures[]> {
  const figures: Figures[] = []
  const waiting = plays.map((play, i) => ({ play, i }))
  const over = new Map<Policy, number>()
  const tell = (policy: Policy, day: number) => {
    over.set(policy, day)
    const line = [...over].map(([name, days]) => `${name} ${days}/${plays[0]?.days ?? 0}`).join('  ')
    process.stderr.write(process.stderr.isTTY ? `\r${line} ` : day % 5 === 0 ? `${line}\n` : '')
  }
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const { play, i } = one
      figures[i] = await playApart(play, (day) => tell(play.policy, day))
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), plays.length) }, next))
  process.stderr.write('\n')
  return figures
}

/** In a thread of its own. */
function playApart(play: Play, progress: (day: number) => void): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: play })
    worker.on('message', (news: News) => ('day' in news ? progress(news.day) : resolve(news.figures)))
    worker.once('error', reject)
  })
}

async function playHere(play: Play): Promise<void> {
  const tell = (news: News) => parentPort?.postMessage(news)
  const cast = await playMonth(play, (day) => tell({ day }))
  tell({ figures: await measure(cast, play) })
}

void (isMainThread ? main() : playHere(workerData as Play))
