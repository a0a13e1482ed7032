import { claimOutgoing, reportOutgoing, type OutgoingMessage } from '@yimin/shared/chat/contract'
import type { Client } from '@yimin/shared/route/client'
import type { Log } from '../session/log.ts'
import type { Halt } from './halt.ts'
import { OutcomeBox, type Outcome } from './outcomeBox.ts'
import type { Pacer } from './pacer.ts'
import { sayMessage, type Saying, type SayTools } from './sayMessage.ts'
import { WaitingRoom, type WaitingWords } from './waitingWords.ts'

export interface SpeakerSettings extends SayTools {
  call: Client
  consumer: string
  log: Log
  pacer: Pacer
  halt: Halt
  /** True while words may be claimed and said: logged in, and this consumer holds the gateway. */
  maySpeak: () => boolean
  /** Tells presence of a beginning silence. */
  onHalt: () => void
  /** How many leased messages are held at once. */
  hold: number
  /** In how many conversations at once something may be said. */
  parallel: number
}

const POLL_MS = 20_000
const FULL_PAUSE_MS = 2_000
const IDLE_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000
const TICK_MS = 1_000

/** Claims words, says them at their time, and reports what became of them. */
export class Speaker {
  private readonly settings: SpeakerSettings
  private readonly room: WaitingRoom
  private readonly box: OutcomeBox
  private readonly stopping = new AbortController()
  private wakeUp: (() => void) | undefined
  private closing = false
  private loops: Promise<unknown> | undefined

  constructor(settings: SpeakerSettings) {
    this.settings = settings
    this.room = new WaitingRoom(settings.pacer)
    const { call, gateway, log } = settings
    this.box = new OutcomeBox({
      log,
      send: (outcomes) =>
        call(
          reportOutgoing,
          { body: { adapter: gateway.adapter, account: gateway.account, outcomes } },
          { signal: this.stopping.signal },
        ).then(() => undefined),
      settled: (outcome) => (outcome.outcome === 'sent' ? this.settle(outcome) : Promise.resolve()),
    })
  }

  start(): void {
    this.reportUnsettled()
    this.loops = Promise.all([this.claimLoop(), this.sayLoop(), this.box.run(this.stopping.signal)])
  }

  /** Finishes what is being said, reports it, and ends. */
  async stop(): Promise<void> {
    this.closing = true
    this.room.clear()
    const end = Date.now() + 2_000
    while (this.room.inHand > 0 && Date.now() < end) await rest(20)
    await this.box.flush(1_000)
    this.stopping.abort()
    this.wake()
    await this.loops
  }

  /** Something changed: logged in, halted. */
  wake(): void {
    this.wakeUp?.()
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted
  }

  private mayGoOn(): boolean {
    const { halt, maySpeak, now } = this.settings
    return !this.closing && maySpeak() && halt.untilAt(now()) === undefined
  }

  /** A bot that died between the platform's answer and the report tells it now. */
  private reportUnsettled(): void {
    for (const attempt of this.settings.journal.all()) {
      if (attempt.step !== 'handed') continue
      const { id, fence, platformMessageId } = attempt
      this.box.put(this.toOutcome({ id, fence }, { outcome: 'sent', platformMessageId }))
    }
  }

  private async claimLoop(): Promise<void> {
    let pause = 0
    while (!this.stopped) {
      if (!this.mayGoOn()) {
        await rest(IDLE_PAUSE_MS, this.stopping.signal)
        continue
      }
      try {
        const claimed = await this.claim()
        for (const message of claimed) this.room.take(message)
        if (claimed.length > 0) this.wake()
        pause = this.isFull() ? FULL_PAUSE_MS : 0
      } catch (error) {
        if (this.stopped) return
        pause = Math.min(Math.max(pause * 2, 200), LONGEST_PAUSE_MS)
        this.settings.log.warn({ err: error, retryMs: pause }, 'no words can be claimed')
      }
      if (pause > 0) await rest(pause, this.stopping.signal)
    }
  }

  private isFull(): boolean {
    return this.room.size >= this.settings.hold
  }

  /** When the room is full one more is asked for all the same: emergencies come first, and must not wait behind what is paced. */
  private async claim(): Promise<OutgoingMessage[]> {
    const { call, consumer, gateway, hold } = this.settings
    const max = Math.max(1, Math.min(100, hold - this.room.size))
    const body = {
      adapter: gateway.adapter,
      account: gateway.account,
      consumer,
      max,
      waitMs: this.isFull() ? 0 : POLL_MS,
    }
    const { items } = await call(claimOutgoing, { body }, { signal: this.stopping.signal })
    return items
  }

  private async sayLoop(): Promise<void> {
    while (!this.stopped) {
      const now = this.settings.now()
      this.letGo(now)
      if (!this.mayGoOn() || this.room.inHand >= this.settings.parallel) {
        await this.sleep(IDLE_PAUSE_MS)
        continue
      }
      const next = this.room.next(now)
      if ('words' in next) void this.speak(next.words)
      else await this.sleep(Math.min(Math.max(next.at - now, 1), TICK_MS))
    }
  }

  /** Words whose lease ends unsaid go back without a report: the server leases them again, and our journal knows they were never begun. */
  private letGo(now: number): void {
    for (const { message } of this.room.letGo(now)) this.settings.log.info({ ref: message.ref }, 'lease ends unsaid')
  }

  private async speak(words: WaitingWords): Promise<void> {
    const { log, now, pacer } = this.settings
    const { message } = words
    let saying: Saying
    try {
      saying = pacer.isSpam(words, now())
        ? { outcome: 'refused', reason: 'same_text_many_rooms' }
        : await sayMessage(message, this.settings)
    } catch (error) {
      log.error({ err: error, ref: message.ref }, 'message not said')
      saying = { outcome: 'failed', reason: 'gateway_fault' }
    }
    this.room.finish(words)
    this.wake()
    if (saying.outcome === 'later') {
      this.room.putBack(words, saying.at)
      return
    }
    if (saying.outcome !== 'refused') pacer.note({ ...words, at: now() })
    this.box.put(this.toOutcome(message, saying))
    log.info(
      { ref: message.ref, outcome: saying.outcome, ...('reason' in saying ? { reason: saying.reason } : {}) },
      'said',
    )
    if (saying.outcome !== 'sent' && saying.sanction) await this.beginHalt(saying.reason)
  }

  private async beginHalt(reason: string): Promise<void> {
    const { halt, log, now, onHalt, pacer } = this.settings
    const until = now() + pacer.limits.haltMs
    await halt.begin(until, reason)
    this.room.clear()
    log.error({ reason, untilMs: until }, 'halted: nothing is said until the platform has calmed down')
    onHalt()
  }

  private toOutcome(message: { id: string; fence: number }, saying: Exclude<Saying, { outcome: 'later' }>): Outcome {
    return {
      id: message.id,
      fence: message.fence,
      outcome: saying.outcome,
      ...(saying.outcome === 'sent' && saying.platformMessageId ? { platformMessageId: saying.platformMessageId } : {}),
      ...(saying.outcome === 'sent' ? {} : { reason: saying.reason }),
      at: new Date(this.settings.now()).toISOString(),
    }
  }

  private async settle({ id }: Outcome): Promise<void> {
    await this.settings.journal.settled(id, this.settings.now())
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

/** Waits, or less when `signal` ends it. */
function rest(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
    if (signal?.aborted) done()
  })
}
