import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { MUTANTS } from './mutants.ts'
import type { Mutant } from './mutants.ts'
import { planted, Workshop } from './workshop.ts'
import type { Verdict } from './workshop.ts'

/** `npm run test:mutants [-- --only TEXT] [--from N] [--at-once N]`: plants bugs one by one and tells after how many seeds each is found. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, from: { type: 'string' }, 'at-once': { type: 'string' } },
  })
  const chosen = MUTANTS.slice(Number(values.from ?? 1) - 1).filter(({ name }) => name.includes(values.only ?? ''))
  chosen.forEach(planted)
  const began = performance.now()
  const verdicts = await judgeAll(chosen, Number(values['at-once'] ?? availableParallelism()))
  const survived = verdicts.filter(({ found }) => !found).length
  const seconds = Math.round((performance.now() - began) / 1_000)
  process.stdout.write(
    `${verdicts.length} mutants, ${verdicts.length - survived} found, ${survived} survived, ${seconds} s\n`,
  )
  if (survived > 0) process.exitCode = 1
}

async function judgeAll(mutants: readonly Mutant[], atOnce: number): Promise<Verdict[]> {
  const line = [...mutants]
  const verdicts: Verdict[] = []
  const work = async () => {
    const workshop = new Workshop()
    try {
      await workshop.checkSound()
      for (let mutant = line.shift(); mutant; mutant = line.shift()) {
        const verdict = await workshop.judge(mutant)
        verdicts.push(verdict)
        process.stdout.write(`${row(verdict)}\n`)
      }
    } finally {
      workshop.close()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return verdicts
}

function row({ mutant, found, played, what }: Verdict): string {
  const how = found ? `found after ${played} ${mutant.foundBy}` : `SURVIVED ${played} ${mutant.foundBy}`
  return `${mutant.name.padEnd(58)} ${how.padEnd(24)} ${what.replace(/ +\(npm run.*$/, '').slice(0, 90)}`
}

void main()
