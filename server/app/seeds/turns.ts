import { shuffle } from '../../language/learned/chance.ts'
import type { Act } from '../../platform/memoryRecord/index.ts'

/** How the line to the record fares. Shares from 0 to 1 of all acts. */
export interface Weather {
  /** The act never happens, and its caller learns that it failed. */
  failing: number
  /** The act happens, and its caller does not learn of it. */
  cut: number
}

interface Waiting {
  act: Act
  go(answer: 'answered' | 'unanswered'): void
  fail(error: Error): void
}

/** The record or the queue did not answer, as far as the caller knows. */
export class LineDown extends Error {}

/**
 * Lets one act on the record happen at a time, whichever chance picks of all that wait: so two accepters, a withdrawal and a
 * timer meet in every order there is, and any of their acts may fail or lose its answer.
 */
export class Turns {
  weather: Weather = { failing: 0, cut: 0 }
  /** All acts, in their order; kept where somebody wants to read it. */
  trace: string[] | undefined
  private readonly waiting: Waiting[] = []
  private readonly chance: () => number

  constructor(chance: () => number) {
    this.chance = chance
  }

  /** The record's witness. */
  readonly ask = (act: Act): Promise<'answered' | 'unanswered'> =>
    new Promise((go, fail) => this.waiting.push({ act, go, fail }))

  /** Runs until nobody waits for the record any more. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_ROUNDS;) {
      await afterAllElse()
      const one = this.pick()
      if (one === undefined) {
        quiet += 1
        continue
      }
      quiet = 0
      this.decide(one)
    }
  }

  private pick(): Waiting | undefined {
    const at = Math.floor(this.chance() * this.waiting.length)
    const [one] = this.waiting.splice(at, 1)
    return one
  }

  private decide({ act, go, fail }: Waiting): void {
    const fate = this.chance()
    const { failing, cut } = this.weather
    const fails = fate < failing
    const cutOff = !fails && act.kind === 'write' && fate < failing + cut
    this.trace?.push(`${act.kind} ${act.collection}.${act.name}${fails ? ' FAILS' : cutOff ? ' CUT' : ''}`)
    if (fails) fail(new LineDown(`${act.name} on ${act.collection}`))
    else go(cutOff ? 'unanswered' : 'answered')
  }

  /** In any order. */
  mixed<T>(list: T[]): T[] {
    shuffle(list, this.chance)
    return list
  }
}

/** What is batched until the end of a moment needs a few of them before it asks. */
const QUIET_ROUNDS = 4

const afterAllElse = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
