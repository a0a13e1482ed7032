import type { AddOptions, Queues } from '../../platform/queues/queues.ts'
import { LineDown } from './turns.ts'

export interface Job {
  name: string
  payload: unknown
  id: string
  at: number
  tries: number
}

/** How the queue fares. Shares from 0 to 1 of all jobs that are added. */
export interface QueueWeather {
  /** Lost or refused, as when Redis is away or was emptied. */
  loses: number
  /** Given out twice. */
  doubles: number
}

/** The jobs that wait, as Redis keeps them: an id is one job while it waits. Chance loses some and doubles some. */
export class SeededQueue {
  weather: QueueWeather = { loses: 0, doubles: 0 }
  private readonly jobs: Map<string, Job>
  private readonly chance: () => number
  private readonly now: () => number
  private count = 0

  constructor(chance: () => number, now: () => number, jobs: readonly Job[] = []) {
    this.chance = chance
    this.now = now
    this.jobs = new Map(jobs.map((job) => [job.id, job]))
  }

  /** When the next job is due; Infinity where none waits. */
  get next(): number {
    let next = Infinity
    for (const { at } of this.jobs.values()) next = Math.min(next, at)
    return next
  }

  get waiting(): readonly Job[] {
    return [...this.jobs.values()]
  }

  /** Takes out what is due. */
  takeDue(): Job[] {
    const due = this.waiting.filter(({ at }) => at <= this.now())
    for (const { id } of due) this.jobs.delete(id)
    return due
  }

  put(job: Job): void {
    if (!this.jobs.has(job.id)) this.jobs.set(job.id, job)
  }

  /** FLUSHALL. */
  flush(): void {
    this.jobs.clear()
  }

  /** As the house takes it. */
  open(): Queues {
    return {
      add: async (tag, payload, options = {}) => {
        await Promise.resolve()
        this.add(tag.name, payload, options)
      },
      idle: () => Promise.resolve(this.next > this.now()),
      ping: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }
  }

  private add(name: string, payload: unknown, { id, lane, delayMs = 0 }: AddOptions): void {
    const { loses, doubles } = this.weather
    const fate = loses + doubles > 0 ? this.chance() : 1
    if (fate < loses / 2) throw new LineDown('the queue')
    if (fate < loses) return
    this.count += 1
    const job = { name, payload, id: id ?? lane ?? String(this.count), at: this.now() + Math.max(0, delayMs), tries: 1 }
    this.put(job)
    if (fate < loses + doubles) this.put({ ...job, id: `${job.id} again` })
  }
}
