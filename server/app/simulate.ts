import { barsOf } from './simulate/bars.ts'
import { readOptions } from './simulate/options.ts'
import type { Options } from './simulate/options.ts'
import { POLICIES } from './simulate/policies.ts'
import { writeReport } from './simulate/report/writeReport.ts'
import { barTable, tableOf } from './simulate/report/table.ts'
import { playAll, playSeedsApart } from './simulate/threads.ts'

/** `npm run simulate -- --days 30 --residents 3000 … --policy ladder`, `--compare` for all policies, `--seeds N` for many small communities. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const began = performance.now()
  const isWhole = options.seeds === undefined ? await compare(options) : await manySeeds(options, options.seeds)
  const { user, system } = process.cpuUsage()
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  process.stdout.write(
    `${seconds(performance.now() - began)} s, ${seconds((user + system) / 1_000)} s of processor time\n`,
  )
  if (options.check && !isWhole) process.exitCode = 1
}

async function compare({ size, policy, all, out }: Options): Promise<boolean> {
  const figures = await playAll((all ? POLICIES : [policy]).map((one) => ({ ...size, policy: one })))
  const bars = barsOf(figures)
  process.stdout.write(`${tableOf(figures)}\n\n${bars.length > 0 ? `${barTable(bars)}\n\n` : ''}`)
  for (const file of await writeReport(out, { ...size, policies: figures, bars })) process.stdout.write(`${file}\n`)
  return bars.every(({ held }) => held)
}

async function manySeeds({ size, policy }: Options, count: number): Promise<boolean> {
  const { communities, needs, lost, double, faults } = await playSeedsApart(policy, size.seed, count)
  for (const line of [...lost, ...double, ...faults].slice(0, 20)) process.stdout.write(`${line}\n`)
  if (lost.length + double.length + faults.length > 0) process.stdout.write('npm run simulate -- --seeds 1 --seed N\n')
  process.stdout.write(
    `${communities} communities, ${needs} needs: lost ${lost.length}, double ${double.length}, faults ${faults.length}\n`,
  )
  return lost.length + double.length + faults.length === 0
}

void main()
