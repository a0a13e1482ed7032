import { parseArgs } from 'node:util'
import { Arena, type Episode } from './chaos/episodes.ts'

/** `npm run chaos -- --episodes 200 [--from 1]`: the real processes, and in each episode one fault at chance's moment. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { episodes: { type: 'string' }, from: { type: 'string' } } })
  const [count, from] = [Number(values.episodes ?? 20), Number(values.from ?? 1)]
  const began = Date.now()
  const arena = await Arena.open()
  const episodes: Episode[] = []
  try {
    for (let seed = from; seed < from + count; seed += 1) {
      const episode = await arena.play(seed)
      episodes.push(episode)
      const { fault, ms, resumedMs, violations } = episode
      const resumed = resumedMs === undefined ? '' : `, resumed after ${(resumedMs / 1_000).toFixed(1)} s`
      process.stdout.write(`${seed} ${fault}: ${(ms / 1_000).toFixed(1)} s${resumed}\n`)
      for (const violation of violations) process.stdout.write(`  ${violation}\n`)
    }
  } finally {
    await arena.close()
  }
  const resumed = episodes.flatMap(({ resumedMs }) => resumedMs ?? []).sort((a, b) => a - b)
  const p99 = resumed[Math.min(resumed.length - 1, Math.floor(resumed.length * 0.99))] ?? 0
  const violations = episodes.reduce((sum, episode) => sum + episode.violations.length, 0)
  process.stdout.write(
    `${episodes.length} episodes in ${Math.round((Date.now() - began) / 1_000)} s, ${violations} violations; ` +
      `worker's death to resumed work: p99 ${(p99 / 1_000).toFixed(1)} s of ${resumed.length} (bar 10 s)\n`,
  )
  if (violations > 0 || p99 > 10_000) process.exitCode = 1
}

void main().then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
