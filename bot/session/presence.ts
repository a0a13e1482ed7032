import { reportPresence } from '@yimin/shared/chat/contract'
import type { Client, RouteInput } from '@yimin/shared/route/client'
import type { Gap } from '../inbound/spool.ts'
import type { Log } from './log.ts'
import type { GatewayChange } from './port.ts'

type Report = RouteInput<typeof reportPresence>['body']
export type PresenceState = Report['state']

export interface PresenceSettings {
  adapter: Report['adapter']
  account: string
  consumer: string
  call: Client
  log: Log
  now: () => number
  /** This consumer holds the gateway, or no longer does (BOT-05: one consumer for one gateway). */
  onHeld: (held: boolean) => void
  beatMs?: number
}

/** A login code is shown no longer than this (BOT-12). */
const QR_MS = 120_000
const CALL_MS = 4_000

/** The gateway's heartbeat to the server. */
export class Presence {
  private readonly settings: PresenceSettings
  private state: PresenceState = 'starting'
  private since: number
  private reason: string | undefined
  private ended: NonNullable<GatewayChange['ended']> = []
  private qr: { code: string; until: number } | undefined
  private readonly gaps: { gap: Gap; told: () => void }[] = []
  private heldNow: boolean | undefined
  private timer: NodeJS.Timeout | undefined
  private beating: Promise<void> | undefined
  private again = false
  private stopped = false

  constructor(settings: PresenceSettings) {
    this.settings = settings
    this.since = settings.now()
  }

  /** True while the server's last answer named this consumer the holder. */
  get held(): boolean {
    return this.heldNow === true
  }

  start(): void {
    this.timer = setInterval(() => this.beat(), this.settings.beatMs ?? 5_000)
    this.beat()
  }

  /** Tells a change at once. */
  change(state: PresenceState, details: Pick<GatewayChange, 'reason' | 'qr' | 'ended'> = {}): void {
    const now = this.settings.now()
    if (state !== this.state) this.since = now
    this.state = state
    this.reason = details.reason
    this.ended = details.ended ?? []
    this.qr = details.qr === undefined ? undefined : { code: details.qr, until: now + QR_MS }
    this.beat()
  }

  /** Tells of a gap in hearing; resolves when the server has it. */
  tellGap(gap: Gap): Promise<void> {
    return new Promise((told) => {
      this.gaps.push({ gap, told })
      this.beat()
    })
  }

  /** Says goodbye once, if the server listens, and falls silent. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.beating
    this.stopped = true
    if (!this.held) return
    this.state = 'offline'
    this.reason = 'stopped'
    this.qr = undefined
    this.since = this.settings.now()
    await this.tell(1_000).catch(() => undefined)
  }

  /** One report at a time; a change during one is told right after it. */
  private beat(): void {
    if (this.stopped) return
    if (this.beating) {
      this.again = true
      return
    }
    this.beating = this.tell(CALL_MS)
      .catch((error: unknown) => this.settings.log.warn({ err: error }, 'presence not accepted'))
      .finally(() => {
        this.beating = undefined
        if (!this.again) return
        this.again = false
        this.beat()
      })
  }

  private async tell(ms: number): Promise<void> {
    const { adapter, account, consumer, call, now } = this.settings
    if (this.qr && this.qr.until <= now()) this.qr = undefined
    const gap = this.gaps[0]
    const body: Report = {
      adapter,
      account,
      consumer,
      state: this.state,
      since: new Date(this.since).toISOString(),
      ...(this.qr ? { qr: this.qr.code.slice(0, 4_000) } : {}),
      ...(gap ? { blind: gap.gap } : {}),
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.ended.length === 0
        ? {}
        : { ended: this.ended.map(({ contactId, at }) => ({ contactId, at: new Date(at).toISOString() })) }),
    }
    const { held } = await call(reportPresence, { body }, { signal: AbortSignal.timeout(ms) })
    if (gap && held) {
      this.gaps.shift()
      gap.told()
      if (this.gaps.length > 0) this.again = true
    }
    if (held === this.heldNow) return
    this.heldNow = held
    this.settings.onHeld(held)
  }
}
