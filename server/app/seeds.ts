import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { workedMs } from './bench/workedMs.ts'
import { MODES, openPlay } from './seeds/openPlay.ts'
import type { Mode } from './seeds/openPlay.ts'
import { playShares } from './seeds/playShares.ts'
import type { Tally } from './seeds/playShares.ts'

const SHOWN = 20
const COUNT = { seed: 20_000, morning: 1_000, race: 2_000 } as const

/**
 * `npm run seeds -- --seeds 1000000`, `--mornings 2000`, `--races 100000`, each with `[--from 1] [--until-found]`; without any
 * of them some seeds. One alone with all its acts: `--seed N`, `--morning N`, `--race N`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ seeds: { type: 'string' }, mornings: { type: 'string' }, races: { type: 'string' } },
      ...{ seed: { type: 'string' }, morning: { type: 'string' }, race: { type: 'string' } },
      ...{ from: { type: 'string' }, threads: { type: 'string' }, 'until-found': { type: 'boolean' } },
    },
  })
  const alone = MODES.find((mode) => values[mode] !== undefined)
  if (alone) return showSeed(alone, Number(values[alone]))
  const mode = MODES.find((one) => values[`${one}s`] !== undefined) ?? 'seed'
  const count = Number(values[`${mode}s`] ?? COUNT[mode])
  const from = Number(values.from ?? 1)
  const threads = Number(values.threads ?? availableParallelism())
  const began = performance.now()
  const tell = (done: number) => process.stderr.isTTY && process.stderr.write(`\r${done} / ${count}`)
  const plan = { mode, count, from, threads, untilFound: values['until-found'] === true }
  const total = await playShares(plan, tell)
  print(mode, from, total, { threads, seconds: (performance.now() - began) / 1_000 })
}

function print(
  mode: Mode,
  from: number,
  total: Tally,
  { seconds, threads }: { seconds: number; threads: number },
): void {
  const lines = [
    `${total.seeds} ${mode}s from ${from}, ${total.acts} acts on the record, ${seconds.toFixed(1)} s`,
    rateLine(mode, total, threads),
    ...(mode === 'race'
      ? [`${total.accepters} accepted: ${total.winners} have it, ${total.told} were told why not`]
      : []),
    ...total.violations.slice(0, SHOWN).map(({ seed, what }) => `${what}   (npm run seeds -- --${mode} ${seed})`),
    `${total.violations.length} violations`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (total.violations.length > 0) process.exitCode = 1
}

const BAR = { cores: 2, perSecond: 1_000 }

/** How fast they were played, without the time that each thread takes to begin; the bar is for two cores that nobody else uses. */
function rateLine(mode: Mode, { seeds, playedMs }: Tally, threads: number): string {
  const rate = Math.round((seeds * threads * 1_000) / Math.max(1, playedMs))
  const worked = Math.round((seeds * 1_000) / workedMs())
  const line = `${rate} ${mode}s/s on ${threads} threads; ${worked} in a second of processor time, all told`
  if (mode !== 'seed' || threads !== BAR.cores) return line
  return `${line}; bar ≥ ${BAR.perSecond}/s ${rate >= BAR.perSecond ? 'held' : 'MISSED'}`
}

async function showSeed(mode: Mode, seed: number): Promise<void> {
  const play = await openPlay(mode)
  const { violations, trace } = await play(seed, true)
  process.stdout.write(`${trace.join('\n')}\n${violations.join('\n') || 'no violation'}\n`)
  if (violations.length > 0) process.exitCode = 1
}

void main()
