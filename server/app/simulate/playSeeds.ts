import { audit } from './audit.ts'
import { playMonth } from './playMonth.ts'
import type { Policy } from './policies.ts'

/** Every `step`th seed, from `from` on. */
export interface SeedTask {
  policy: Policy
  from: number
  step: number
  count: number
}

export interface SeedTotals {
  communities: number
  needs: number
  lost: string[]
  double: string[]
  faults: string[]
}

/** Small enough for many, busy enough that helpers, residents and outages meet. */
const SMALL = { days: 1, residents: 30, volunteers: 7, enterprises: 2, requestsPerDay: 16 }

/** How far it is, and what was found up to here. */
export interface SeedCounts {
  communities: number
  lost: number
  double: number
  faults: number
}

/** Plays many small communities and looks whether anybody was lost or anything was done twice. */
export async function playSeeds(
  task: SeedTask,
  progress: (counts: SeedCounts) => void = () => undefined,
): Promise<SeedTotals> {
  const totals: SeedTotals = { communities: 0, needs: 0, lost: [], double: [], faults: [] }
  for (let i = 0; i < task.count; i += 1) {
    const seed = task.from + i * task.step
    const cast = await playMonth({ ...SMALL, seed, policy: task.policy })
    const { lost, double } = await audit(cast)
    const named = (lines: readonly string[]) => lines.map((line) => `seed ${seed}: ${line}`)
    totals.communities += 1
    totals.needs += cast.ledger.needs.size
    totals.lost.push(...named(lost))
    totals.double.push(...named(double))
    totals.faults.push(...named(cast.town.faults))
    progress(countsOf(totals))
  }
  return totals
}

function countsOf({ communities, lost, double, faults }: SeedTotals): SeedCounts {
  return { communities, lost: lost.length, double: double.length, faults: faults.length }
}
