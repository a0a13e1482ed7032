import type { Act, MemoryRecord } from '../../platform/memoryRecord/index.ts'
import { endMomentsAtOnce } from '../../platform/moment.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Queues } from '../../platform/queues/queues.ts'
import { LineDown } from './turns.ts'
import type { Asker, Turns } from './turns.ts'

/** Whoever waited for a process that died. */
export class HostDied extends LineDown {}

/** One process of the product. When it dies, all that it had in hand and in mind is gone; the record and the queue are not. */
export class Host implements Asker {
  readonly name: string
  readonly platform: Platform
  private readonly turns: Turns
  private readonly inHand = new Set<() => void>()
  private alive = true

  constructor(name: string, turns: Turns, record: MemoryRecord, ground: Omit<Platform, 'db'>) {
    this.name = name
    this.turns = turns
    const ask = (act: Act) => (this.alive ? turns.ask(act, this) : never<'answered'>())
    const db = record.open(ask)
    endMomentsAtOnce(db)
    this.platform = { ...ground, db, queues: this.mortal(ground.queues) }
  }

  get isAlive(): boolean {
    return this.alive
  }

  /** Does a piece of work here. @throws HostDied to whoever waits for it when the process dies in the meantime */
  do<T>(work: (platform: Platform) => Promise<T>): Promise<T> {
    this.turns.begin()
    return new Promise<T>((resolve, reject) => {
      const end = (then: () => void) => {
        if (!this.inHand.delete(cut)) return
        this.turns.end()
        then()
      }
      const cut = () => end(() => reject(new HostDied(this.name)))
      this.inHand.add(cut)
      work(this.platform).then(
        (result) => end(() => resolve(result)),
        (error: unknown) => end(() => reject(error instanceof Error ? error : new Error(String(error)))),
      )
    })
  }

  die(): void {
    this.alive = false
    this.turns.forget(this)
    for (const cut of [...this.inHand]) cut()
  }

  private mortal(queues: Queues): Queues {
    return { ...queues, add: (...job) => (this.alive ? queues.add(...job) : never<void>()) }
  }
}

/** What a dead process waits for. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined)
