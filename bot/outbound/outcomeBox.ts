import type { reportOutgoing } from '@yimin/shared/chat/contract'
import { ApiFault, type RouteInput } from '@yimin/shared/route/client'
import type { Log } from '../session/log.ts'

export type Outcome = RouteInput<typeof reportOutgoing>['body']['outcomes'][number]

export interface OutcomeBoxSettings {
  log: Log
  send: (outcomes: Outcome[]) => Promise<void>
  /** The server has it. */
  settled: (outcome: Outcome) => Promise<void>
}

const BATCH = 100
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 5_000

/** Outcomes on their way to the server, tried until it takes them. */
export class OutcomeBox {
  private readonly settings: OutcomeBoxSettings
  private waiting: Outcome[] = []
  private wakeUp: (() => void) | undefined
  private sending = false

  constructor(settings: OutcomeBoxSettings) {
    this.settings = settings
  }

  put(outcome: Outcome): void {
    this.waiting.push(outcome)
    this.wakeUp?.()
  }

  /** Waits until everything is told, but not longer than `ms`. */
  async flush(ms: number): Promise<void> {
    const end = Date.now() + ms
    while ((this.waiting.length > 0 || this.sending) && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.wakeUp?.())
    let pause = FIRST_PAUSE_MS
    while (!signal.aborted) {
      const batch = this.waiting.slice(0, BATCH)
      if (batch.length === 0) {
        await this.sleep(60_000)
        continue
      }
      if (await this.tell(batch, signal)) pause = FIRST_PAUSE_MS
      else {
        if (!signal.aborted) await this.sleep(pause)
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
      }
    }
  }

  private async tell(batch: Outcome[], signal: AbortSignal): Promise<boolean> {
    this.sending = true
    try {
      await this.settings.send(batch)
      this.waiting = this.waiting.slice(batch.length)
      await Promise.all(batch.map((outcome) => this.settings.settled(outcome)))
      return true
    } catch (error) {
      if (signal.aborted) return false
      this.settings.log.warn({ err: error, count: batch.length }, 'outcomes cannot be reported')
      if (error instanceof ApiFault && error.status === 400) this.waiting = this.waiting.slice(batch.length)
      return false
    } finally {
      this.sending = false
    }
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wakeUp?.(), ms)
      this.wakeUp = () => {
        clearTimeout(timer)
        this.wakeUp = undefined
        resolve()
      }
    })
  }
}
