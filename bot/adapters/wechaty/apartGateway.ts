import { WechatyBuilder } from 'wechaty'
import { PuppetService } from 'wechaty-puppet-service'
import type { GatewayHandlers } from '../../session/port.ts'
import type { Log } from '../../session/log.ts'
import { GATEWAY_NAME, readGatewayKeys } from './certificates.ts'
import { giveOwnHome, isContact } from './insideGateway.ts'
import { PuppetGateway, type GatewayPuppet, type GatewayWechaty } from './puppetGateway.ts'

export interface ApartSettings {
  account: string
  dataDir: string
  dir: string
  port: number
  log: Log
  now: () => Date
  /** How often the gateway is asked for a sign of life, and how long it may take for it (ms). */
  probeMs?: number
}

const LOST = /UNAVAILABLE|once\(status\)|ECONNREFUSED|CANCELLED|NO CLIENT/
/** How long a new connection may take until the gateway gives its first sign. */
const ANSWER_MS = 3_000
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 2_000
const PROBE_MS = 5_000
const STOP_MS = 1_000

/**
 * The client keeps contacts and rooms as plain files under HOME, its token in their path. This one only speaks and watches the login,
 * so it needs none of it.
 */
const NO_STORE = { start: async () => undefined, stop: async () => undefined, destroy: async () => undefined }

async function connectPuppet(settings: ApartSettings): Promise<{ wechaty: GatewayWechaty; puppet: GatewayPuppet }> {
  const keys = await readGatewayKeys(settings.dataDir)
  if (!keys) throw new Error('the gateway has not been started yet (no keys)')
  const puppet = new PuppetService({
    token: keys.token,
    endpoint: `127.0.0.1:${settings.port}`,
    tls: { caCert: keys.caCert, serverName: GATEWAY_NAME },
  })
  ;(puppet as unknown as { _payloadStore: object })._payloadStore = NO_STORE
  const wechaty = WechatyBuilder.build({ puppet: puppet as never })
  return { wechaty: wechaty as unknown as GatewayWechaty, puppet: puppet as unknown as GatewayPuppet }
}

/**
 * A puppet in a gateway process of its own, over local gRPC. That process writes the inbox; here is spoken only. Wechaty by itself notices a
 * lost gateway after about a minute: this one drops the connection at the first error and makes new ones until a login is told (BOT-06).
 */
export class ApartGateway extends PuppetGateway {
  private recovering: Promise<void> | undefined
  private answered: (() => void) | undefined
  private probe: NodeJS.Timeout | undefined
  private probed = { everAnswered: false, waiting: false }
  private readonly log: Log
  private readonly probeMs: number

  constructor(settings: ApartSettings) {
    giveOwnHome(settings.dir)
    super({
      adapter: 'wechaty',
      account: settings.account,
      capabilities: { proof: 'echo', stableIds: true, rooms: true, mentions: true, cards: true, hearsHere: false },
      build: () => connectPuppet(settings),
      mayWriteTo: isContact,
      writesMentions: true,
      log: settings.log,
      now: settings.now,
    })
    this.log = settings.log
    this.probeMs = settings.probeMs ?? PROBE_MS
  }

  override async start(handlers: GatewayHandlers): Promise<void> {
    this.handlers = handlers
    this.stopping = false
    handlers.changed({ state: 'starting' })
    this.recover('starting')
    this.probe = setInterval(() => this.ping(), this.probeMs)
  }

  override async stop(): Promise<void> {
    clearInterval(this.probe)
    this.stopping = true
    this.answered?.()
    const ended = (async () => {
      await this.recovering
      await super.stop()
    })()
    // Wechaty waits five seconds and more for a gateway that does not answer: the process need not.
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, STOP_MS))])
  }

  protected override onError(error: unknown): void {
    super.onError(error)
    const text = error instanceof Error ? `${error.name} ${error.message}` : String(error)
    if (LOST.test(text)) this.recover()
  }

  /** The gateway's first sign: it is there, whether its account is logged in or not. */
  protected override watch(wechaty: GatewayWechaty, puppet: GatewayPuppet): void {
    super.watch(wechaty, puppet)
    for (const event of ['heartbeat', 'login', 'scan'] as const) {
      puppet.on(event, () => this.current(puppet, () => this.answered?.()))
    }
  }

  private recover(state: 'starting' | 'offline' = 'offline'): void {
    if (this.recovering || this.stopping) return
    if (state === 'offline') this.handlers?.changed({ state, reason: 'gateway_lost' })
    this.recovering = this.reconnect().finally(() => {
      this.recovering = undefined
    })
  }

  private async reconnect(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !this.stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      this.letOldGo()
      if (await this.tryConnection()) return
      if (!this.stopping) await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  /** Stopping the old connection takes Wechaty five seconds when nobody answers: that happens aside. */
  private letOldGo(): void {
    const { wechaty } = this
    this.wechaty = undefined
    this.puppet = undefined
    wechaty?.stop().catch(() => undefined)
  }

  private async tryConnection(): Promise<boolean> {
    this.probed = { everAnswered: false, waiting: false }
    let timer: NodeJS.Timeout | undefined
    const answer = new Promise<boolean>((resolve) => {
      this.answered = () => resolve(true)
      timer = setTimeout(() => resolve(false), ANSWER_MS)
    })
    const connecting = this.connect().then(
      () => answer,
      (error: unknown) => {
        this.log.debug({ err: error }, 'gateway not reached')
        return false
      },
    )
    const reached = await Promise.race([answer, connecting])
    clearTimeout(timer)
    this.answered = undefined
    return reached
  }

  /** A gateway that hangs answers no probe; puppets that never answer one are left in peace. */
  private ping(): void {
    const puppet = this.puppet as
      (GatewayPuppet & { ding(data: string): void; once(event: 'dong', act: () => void): void }) | undefined
    if (!puppet?.isLoggedIn || this.recovering) return
    if (this.probed.waiting && this.probed.everAnswered) {
      this.log.warn({ reason: 'no_answer' }, 'gateway hangs')
      this.recover()
      return
    }
    const { probed } = this
    if (!probed.waiting) {
      puppet.once('dong', () => {
        probed.everAnswered = true
        probed.waiting = false
      })
    }
    probed.waiting = true
    puppet.ding('probe')
  }
}
