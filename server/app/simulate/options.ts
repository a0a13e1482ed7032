import { parseArgs } from 'node:util'
import type { Play } from './playMonth.ts'
import { POLICIES } from './policies.ts'
import type { Policy } from './policies.ts'

export interface Options {
  size: Omit<Play, 'policy'>
  policy: Policy
  /** All policies side by side. */
  all: boolean
  /** So many small communities instead of one large one. */
  seeds: number | undefined
  /** Ends with 1 where a bar is missed. */
  check: boolean
  out: string
}

const OPTIONS = {
  days: { type: 'string', default: '30' },
  residents: { type: 'string', default: '3000' },
  volunteers: { type: 'string', default: '60' },
  enterprises: { type: 'string', default: '5' },
  'requests-per-day': { type: 'string', default: '200' },
  seed: { type: 'string', default: '7' },
  seeds: { type: 'string' },
  policy: { type: 'string', default: 'ladder' },
  compare: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  out: { type: 'string', default: '.data/simulation' },
} as const

/** @throws Error with the option's name for what is no whole number, too small, or no policy */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({ args, options: OPTIONS })
  const number = (
    name: 'days' | 'residents' | 'volunteers' | 'enterprises' | 'requests-per-day' | 'seed' | 'seeds',
    least: number,
  ) => {
    const value = Number(values[name])
    if (!Number.isInteger(value) || value < least) throw new Error(`--${name} takes a whole number from ${least}`)
    return value
  }
  const policy = POLICIES.find((one) => one === values.policy)
  if (!policy) throw new Error(`--policy is one of ${POLICIES.join(', ')}`)
  return {
    size: {
      seed: number('seed', 0),
      days: number('days', 1),
      residents: number('residents', 2),
      volunteers: number('volunteers', 0),
      enterprises: number('enterprises', 0),
      requestsPerDay: number('requests-per-day', 0),
    },
    policy,
    all: values.compare,
    seeds: values.seeds === undefined ? undefined : number('seeds', 1),
    check: values.check,
    out: values.out,
  }
}
