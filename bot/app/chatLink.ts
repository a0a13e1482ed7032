import { join } from 'node:path'
import type { Client } from '@yimin/shared/route/client'
import { InboxForwarder } from '../inbound/forwardInbox.ts'
import { Inbox } from '../inbound/inbox.ts'
import { isSanctionNotice } from '../inbound/sanctionNotice.ts'
import { openSpoolSeal, spoolKeyFile, type SpoolSeal } from '../inbound/spoolSeal.ts'
import { SpoolReader, type SpoolRecord } from '../inbound/spool.ts'
import { Echoes } from '../outbound/echoes.ts'
import { Halt } from '../outbound/halt.ts'
import type { PacerLimits } from '../outbound/limits.ts'
import { Pacer } from '../outbound/pacer.ts'
import { SaidJournal } from '../outbound/saidJournal.ts'
import { Speaker } from '../outbound/speaker.ts'
import { HearingTime } from '../session/hearingTime.ts'
import type { Log } from '../session/log.ts'
import type { ChatGateway, GatewayChange } from '../session/port.ts'
import { Presence } from '../session/presence.ts'
import { folderName, makePrivateDir } from '../session/privateFiles.ts'
import { holdAlone } from '../session/soleHolder.ts'
import { readConsumer, readFirstLogin } from './account.ts'

export interface ChatLinkSettings {
  gateway: ChatGateway
  dataDir: string
  call: Client
  log: Log
  limits: PacerLimits
  now?: () => number
  /** How long an echo may take to come back (ms). */
  echoMs: number
  hold: number
  parallel: number
  beatMs?: number
  /** Shows the login code to whoever stands at the machine. */
  showQr?: (code: string) => void
}

const KEEP_MS = 5_000
const LOOK_MS = 500

/** The folder of one gateway's inbox, journal and halt. */
export function gatewayDir(dataDir: string, adapter: string, account: string): string {
  return join(dataDir, 'bot', folderName(adapter, account))
}

/** One chat account at work: heard events go to the server, claimed words go to the platform. */
export class ChatLink {
  private readonly settings: ChatLinkSettings & { now: () => number }
  private readonly dir: string
  private readonly echoes = new Echoes()
  private readonly closers: (() => Promise<void> | void)[] = []
  private seal!: SpoolSeal
  private presence!: Presence
  private speaker!: Speaker
  private halt!: Halt
  private pacer!: Pacer
  private hearing: HearingTime | undefined
  private online: { since: number } | undefined
  private connected = false
  private bearing: Promise<void> | undefined
  private ageKnown = false
  private lastChange: GatewayChange = { state: 'starting' }
  private drawn: string | undefined
  private halted = false
  private turn: Promise<void> = Promise.resolve()
  private tellReady!: () => void
  /** Settles once the account is logged in and the server has accepted this consumer. */
  readonly ready = new Promise<void>((resolve) => (this.tellReady = resolve))

  constructor(settings: ChatLinkSettings) {
    this.settings = { now: Date.now, ...settings }
    this.dir = gatewayDir(settings.dataDir, settings.gateway.adapter, settings.gateway.account)
  }

  /** Opens everything; the gateway is connected only once the server has said that no other consumer holds it. */
  async start(): Promise<void> {
    await makePrivateDir(this.dir)
    this.seal = await openSpoolSeal(spoolKeyFile(this.settings.dataDir))
    this.closers.push(await holdAlone(join(this.dir, 'bot.lock')))
    const inbox = await this.openInbox()
    await this.openMouth()
    await this.openEars(inbox)
    this.watchHalt()
    this.speaker.start()
    this.presence.start()
  }

  /** Stops speaking, then hearing, then tells the server. */
  async stop(): Promise<void> {
    await this.speaker.stop()
    await this.inTurn(() => this.disconnect())
    await this.presence.stop()
    await this.bearing
    for (const close of this.closers.reverse()) await close()
  }

  private async openInbox(): Promise<Inbox | undefined> {
    const { gateway, now, log } = this.settings
    if (!gateway.capabilities.hearsHere) return undefined
    const inbox = await Inbox.open({ dir: this.dir, now, seal: this.seal })
    this.closers.push(() => inbox.close())
    const hearing = await HearingTime.open({
      dir: this.dir,
      now,
      onGap: (gap) => {
        log.warn({ from: gap.from, to: gap.to }, 'heard nothing for a while')
        inbox.appendGap(gap).catch((error: unknown) => log.error({ err: error }, 'gap not stored'))
      },
    })
    this.hearing = hearing
    const timer = setInterval(() => void hearing.keep().catch(() => undefined), KEEP_MS)
    this.closers.push(async () => {
      clearInterval(timer)
      await hearing.keep()
    })
    return inbox
  }

  private async openMouth(): Promise<void> {
    const { call, gateway, limits, log, now } = this.settings
    const journal = await SaidJournal.open(join(this.dir, 'said.log'), now())
    this.closers.push(() => journal.close())
    this.halt = await Halt.open(this.dir)
    this.pacer = new Pacer(limits)
    this.pacer.load(journal.history())
    const consumer = await readConsumer(this.dir)
    this.presence = new Presence({
      adapter: gateway.adapter,
      account: gateway.account,
      consumer,
      call,
      log,
      now,
      ...(this.settings.beatMs === undefined ? {} : { beatMs: this.settings.beatMs }),
      onHeld: (held) => void this.inTurn(() => (held ? this.connect() : this.disconnect())),
    })
    this.speaker = new Speaker({
      gateway: this.withProbedProof(gateway),
      journal,
      echoes: this.echoes,
      now,
      hearingSince: () => (this.hearing ? this.hearing.hearingSince : this.online?.since),
      echoMs: this.settings.echoMs,
      call,
      consumer,
      log,
      pacer: this.pacer,
      halt: this.halt,
      maySpeak: () => this.ageKnown && this.online !== undefined && this.presence.held,
      onHalt: () => this.tellPresence(),
      hold: this.settings.hold,
      parallel: this.settings.parallel,
    })
  }

  /** Real platforms differ in whether they echo: it is believed once it has been seen. The sandbox always does. */
  private withProbedProof(gateway: ChatGateway): ChatGateway {
    if (gateway.adapter === 'sandbox') return gateway
    const { echoes } = this
    return {
      adapter: gateway.adapter,
      account: gateway.account,
      get capabilities() {
        const { proof } = gateway.capabilities
        return { ...gateway.capabilities, proof: proof === 'echo' && !echoes.seen ? ('none' as const) : proof }
      },
      start: (handlers) => gateway.start(handlers),
      stop: () => gateway.stop(),
      send: (message) => gateway.send(message),
    }
  }

  private async openEars(inbox: Inbox | undefined): Promise<void> {
    const { call, log } = this.settings
    const followSpool = await this.followSpool()
    const forwarder = new InboxForwarder({
      seal: this.seal,
      dir: this.dir,
      call,
      log,
      tellGap: (gap) => this.presence.tellGap(gap),
    })
    await forwarder.start()
    this.closers.push(() => forwarder.stop())
    const unlisten = inbox?.onStored(() => {
      forwarder.wake()
      followSpool()
    })
    if (unlisten) this.closers.push(unlisten)
    this.heard = async (event, peer) => {
      if (!inbox) throw new Error('this gateway is heard by another process')
      await inbox.append(event, peer)
    }
  }

  private heard: (...args: Parameters<Inbox['append']>) => Promise<void> = async () => undefined

  /** Reads the whole spool once, and then whatever is added, for the assistant's own words and the platform's warnings. */
  private async followSpool(): Promise<() => void> {
    const reader = new SpoolReader(this.dir, 0, this.seal)
    let reading: Promise<void> | undefined
    let more = false
    const read = async (): Promise<void> => {
      do {
        more = false
        for (let records = await reader.next(500); records.length > 0; records = await reader.next(500)) {
          for (const record of records) this.follow(record)
        }
      } while (more)
    }
    const look = (): void => {
      if (reading) {
        more = true
        return
      }
      reading = read()
        .catch((error: unknown) => this.settings.log.error({ err: error }, 'echoes cannot be read'))
        .finally(() => (reading = undefined))
    }
    await read()
    const timer = setInterval(look, LOOK_MS)
    this.closers.push(async () => {
      clearInterval(timer)
      await reading
    })
    return look
  }

  private follow(record: SpoolRecord): void {
    this.echoes.take(record)
    const { event } = record
    if (!event || !isSanctionNotice(event)) return
    void this.haltNow(Date.parse(event.at) + this.pacer.limits.haltMs, 'platform_notice')
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(act).catch((error: unknown) => {
      this.settings.log.error({ err: error }, 'gateway fault')
    })
    return this.turn
  }

  private async connect(): Promise<void> {
    if (this.connected) return
    this.connected = true
    await this.settings.gateway.start({
      heard: (event, peer) => this.heard(event, peer),
      changed: (change) => this.onChange(change),
    })
    this.checkReady()
  }

  private async disconnect(): Promise<void> {
    if (!this.connected) return
    this.connected = false
    await this.settings.gateway.stop()
  }

  private onChange(change: GatewayChange): void {
    const { log, now, showQr } = this.settings
    const isNews = change.state !== this.lastChange.state || change.reason !== this.lastChange.reason
    if (isNews) log.info({ state: change.state, ...(change.reason ? { reason: change.reason } : {}) }, 'gateway')
    if (change.state === 'online') this.onOnline()
    else {
      this.online = undefined
      this.hearing?.end()
    }
    if (change.sanction) void this.haltNow(now() + this.pacer.limits.haltMs, change.reason ?? 'sanction')
    // Where others are online already, the code is for staff to show; where nobody is, for whoever stands here.
    if (change.state !== 'online' && change.qr && change.qr !== this.drawn) showQr?.((this.drawn = change.qr))
    this.tellPresence(change)
    this.checkReady()
  }

  private onOnline(): void {
    const { now } = this.settings
    this.online ??= { since: now() }
    this.hearing?.begin()
    this.bearing ??= this.readAge(now())
    this.speaker.wake()
  }

  /** Nothing is said before it is known how old the account is. */
  private async readAge(now: number): Promise<void> {
    const firstLogin = await readFirstLogin(this.dir, now).catch((error: unknown) => {
      this.settings.log.error({ err: error }, 'first login not kept')
      return now
    })
    this.pacer.bornAt(firstLogin)
    this.ageKnown = true
    this.speaker.wake()
  }

  private async haltNow(until: number, reason: string): Promise<void> {
    await this.halt.begin(until, reason)
    this.tellPresence()
  }

  /** A silence that runs stands before everything else; when it is over, the gateway's own state is told again. */
  private tellPresence(change: GatewayChange = this.lastChange): void {
    this.lastChange = change
    this.halted = this.halt.untilAt(this.settings.now()) !== undefined
    const { state, reason, qr, ended } = change
    if (this.halted) this.presence.change('halted', { reason: this.halt.reason, ended })
    else this.presence.change(state, { reason, qr, ended })
  }

  private watchHalt(): void {
    const timer = setInterval(() => {
      if (this.halted !== (this.halt.untilAt(this.settings.now()) !== undefined)) this.tellPresence()
    }, LOOK_MS)
    this.closers.push(() => clearInterval(timer))
  }

  private checkReady(): void {
    if (this.online && this.presence.held) this.tellReady()
  }
}
