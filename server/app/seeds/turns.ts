import { shuffle } from '../../language/learned/chance.ts'
import type { Act } from '../../platform/memoryRecord/index.ts'
import { endOfWork } from '../../platform/moment.ts'

/** How processes and their line to the record fare. Shares from 0 to 1 of all acts. */
export interface Weather {
  /** The act never happens, and its caller learns that it failed. */
  failing: number
  /** The act happens, and its caller does not learn of it. */
  cut: number
  /** The process that asks dies, just before the act or just after it. */
  dying: number
}

export const CALM: Weather = { failing: 0, cut: 0, dying: 0 }

/** A process that asks the record. */
export interface Asker {
  name: string
  die(): void
}

interface Waiting {
  act: Act
  asker: Asker
  go(answer: 'answered' | 'unanswered'): void
  fail(error: Error): void
}

/** The record or the queue did not answer, as far as the caller knows. */
export class LineDown extends Error {}

/** Rounds in which somebody is at work and asks for nothing: more than any batch of the product waits for. */
const PATIENCE = 1_000
/** Acts until all is settled: a hundred times what the busiest morning needs. */
const ENDLESS = 200_000

/**
 * Lets one act on the record happen at a time, whichever chance picks of all that wait: so two accepters, a withdrawal and a
 * timer meet in every order there is, and any of their acts may fail, lose its answer or be the last of its process.
 */
export class Turns {
  weather: Weather = CALM
  /** All acts, in their order; kept where somebody wants to read it. */
  trace: string[] | undefined
  /** How many acts were done. */
  acts = 0
  private waiting: Waiting[] = []
  private atWork = 0
  private readonly chance: () => number

  constructor(chance: () => number) {
    this.chance = chance
  }

  /** The record's witness. */
  ask(act: Act, asker: Asker): Promise<'answered' | 'unanswered'> {
    return new Promise((go, fail) => this.waiting.push({ act, asker, go, fail }))
  }

  /** Somebody begins work that will ask the record; `end` says that it is over. Until then nothing is settled. */
  begin(): void {
    this.atWork += 1
  }

  end(): void {
    this.atWork -= 1
  }

  /** What a dead process has asked for is not done any more. */
  forget(asker: Asker): void {
    this.waiting = this.waiting.filter((one) => one.asker !== asker)
  }

  /** Runs until nobody is at work and nobody waits for the record. */
  async settle(): Promise<void> {
    let quiet = 0
    const most = this.acts + ENDLESS
    while (this.atWork > 0 || this.waiting.length > 0 || quiet < 1) {
      await afterAllElse()
      const one = this.pick()
      if (one) this.decide(one)
      quiet = one ? 0 : quiet + 1
      if (quiet > PATIENCE) throw new Error('somebody waits for what never comes')
      if (this.acts > most) throw new Error('somebody asks without end')
    }
  }

  private pick(): Waiting | undefined {
    const { waiting } = this
    if (waiting.length < 2) return waiting.pop()
    const at = Math.floor(this.chance() * waiting.length)
    const one = waiting[at]
    waiting[at] = waiting[waiting.length - 1] as Waiting
    waiting.pop()
    return one
  }

  private decide({ act, asker, go, fail }: Waiting): void {
    this.acts += 1
    const fate = this.fateOf(act)
    this.trace?.push(`${asker.name}: ${act.kind} ${act.collection}.${act.name}${fate === '' ? '' : ` ${fate}`}`)
    if (fate === 'FAILS') fail(new LineDown(`${act.name} on ${act.collection}`))
    else if (fate !== 'DIES BEFORE') go(fate === '' ? 'answered' : 'unanswered')
    if (fate === 'DIES BEFORE' || fate === 'DIES AFTER') asker.die()
  }

  private fateOf({ kind }: Act): '' | 'FAILS' | 'CUT' | 'DIES BEFORE' | 'DIES AFTER' {
    const { failing, cut, dying } = this.weather
    if (failing + cut + dying === 0) return ''
    const fate = this.chance()
    const writes = kind === 'write'
    if (fate < failing) return 'FAILS'
    if (fate < failing + cut) return writes ? 'CUT' : 'FAILS'
    if (fate < failing + cut + dying) return writes && this.chance() < 0.5 ? 'DIES AFTER' : 'DIES BEFORE'
    return ''
  }

  /** In any order. */
  mixed<T>(list: T[]): T[] {
    shuffle(list, this.chance)
    return list
  }
}

/** Everybody goes on to his next act first, so that chance picks of all that could come next. */
const afterAllElse = (): Promise<void> => new Promise((resolve) => endOfWork(resolve))
