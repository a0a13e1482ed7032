import type { OutgoingMessage } from '@yimin/shared/chat/contract'
import { hearPuppet, type HearingPuppet } from '../../inbound/hearPuppet.ts'
import { composeText } from '../../outbound/composeText.ts'
import type { Log } from '../../session/log.ts'
import type { Capabilities, ChatGateway, GatewayHandlers, SendResult } from '../../session/port.ts'
import { sortSendError } from './sendResult.ts'

type PuppetEvent = 'login' | 'logout' | 'scan' | 'error' | 'message' | 'heartbeat'

/** What of a Wechaty puppet is used. */
export interface GatewayPuppet extends HearingPuppet {
  // Wechaty types each event's listener by itself; here only these few are needed.
  on(event: PuppetEvent, listener: (payload: never) => void): unknown
  off(event: PuppetEvent, listener: (payload: never) => void): unknown
  listeners(event: PuppetEvent): ((payload: never) => void)[]
  messageSendText(conversationId: string, text: string, mentionIdList?: string[]): Promise<string | void>
}

/** What of a Wechaty is used: it starts and stops the puppet and keeps its memory card. */
export interface GatewayWechaty {
  start(): Promise<void>
  stop(): Promise<void>
  on(event: 'error', listener: (error: unknown) => void): unknown
}

export interface PuppetGatewaySettings {
  adapter: ChatGateway['adapter']
  account: string
  capabilities: Capabilities
  /** Gives the puppet and its Wechaty for one connection: new ones, or the same again. */
  build: () => Promise<{ wechaty: GatewayWechaty; puppet: GatewayPuppet }>
  log: Log
  now: () => Date
  roomIdIn?: (platformId: string) => string
  roomIdOut?: (id: string) => string
  /** False refuses a private message before it is sent: nobody is written to who has not become a contact. */
  mayWriteTo?: (contactId: string, puppet: GatewayPuppet) => Promise<boolean>
  /** Whoever is meant is written with @ into the words, as WeChat wants it; the sandbox keeps mentions beside the words. */
  writesMentions?: boolean
  /** How long one send may take (ms). */
  sendMs?: number
  /** Called on errors of the connection; a subclass or caller may reconnect. */
  onError?: (error: unknown) => void
}

/** Status of Wechaty's `scan` event in which a code waits to be scanned (wechaty-puppet, `ScanStatus`). */
const SCAN_WAITS = new Set([2, 5])

/** Reason that a puppet gives when it is stopped or resets itself (wechaty-puppet, login mixin). */
const OWN_STOP = 'puppet stop()'

/** A gateway over any Wechaty puppet that lives in this process. */
export class PuppetGateway implements ChatGateway {
  readonly adapter: ChatGateway['adapter']
  readonly account: string
  readonly capabilities: Capabilities
  protected readonly settings: PuppetGatewaySettings
  protected handlers: GatewayHandlers | undefined
  protected wechaty: GatewayWechaty | undefined
  protected puppet: GatewayPuppet | undefined
  protected stopping = false
  private readonly watched = new WeakSet<GatewayPuppet>()
  private stopHearing: (() => Promise<void>) | undefined

  constructor(settings: PuppetGatewaySettings) {
    this.settings = settings
    this.adapter = settings.adapter
    this.account = settings.account
    this.capabilities = settings.capabilities
  }

  async start(handlers: GatewayHandlers): Promise<void> {
    this.handlers = handlers
    this.stopping = false
    handlers.changed({ state: 'starting' })
    await this.connect()
  }

  async stop(): Promise<void> {
    this.stopping = true
    await this.disconnect()
    this.handlers?.changed({ state: 'offline', reason: 'stopped' })
  }

  async send(message: OutgoingMessage): Promise<SendResult> {
    const { puppet } = this
    if (!puppet || !puppet.isLoggedIn) return { kind: 'unreachable', reason: 'not_logged_in' }
    const target = this.targetOf(message)
    if (target === undefined) return { kind: 'refused', reason: 'no_receiver' }
    try {
      if (message.channel === 'private' && this.settings.mayWriteTo) {
        if (!(await this.settings.mayWriteTo(target, puppet))) return { kind: 'refused', reason: 'not_a_contact' }
      }
      const mentions = message.channel === 'room' ? message.to.map(({ contactId }) => contactId) : []
      const id = await this.inTime(
        puppet.messageSendText(target, this.settings.writesMentions ? composeText(message) : message.text, mentions),
      )
      return { kind: 'sent', ...(typeof id === 'string' && id !== '' ? { platformMessageId: id } : {}) }
    } catch (error) {
      this.settings.log.warn({ err: error, ref: message.ref }, 'platform does not take a message')
      return sortSendError(error)
    }
  }

  /** Starts puppet and Wechaty. Wechaty's start resolves even when it failed: only `login` means ready. */
  protected async connect(): Promise<void> {
    const { wechaty, puppet } = await this.settings.build()
    this.wechaty = wechaty
    this.puppet = puppet
    this.watch(wechaty, puppet)
    this.hear(puppet)
    const ours = new Set(puppet.listeners('message'))
    await wechaty.start()
    // Wechaty's own message listener loads each message a second time and keeps it in memory for good; ours is all we need.
    for (const listener of puppet.listeners('message')) if (!ours.has(listener)) puppet.off('message', listener)
  }

  protected async disconnect(): Promise<void> {
    const { wechaty } = this
    await this.stopHearing?.()
    this.stopHearing = undefined
    this.wechaty = undefined
    this.puppet = undefined
    await wechaty?.stop()
  }

  protected onError(error: unknown): void {
    this.settings.log.warn({ err: error }, 'puppet error')
    this.settings.onError?.(error)
  }

  /** A logout that neither we nor the puppet's own restart has made is the platform's: a sanction. */
  protected onLogout(reason?: string): void {
    if (this.stopping) return
    if (reason === OWN_STOP) this.handlers?.changed({ state: 'offline', reason: 'puppet_restarts' })
    else this.handlers?.changed({ state: 'offline', reason: 'logged_out', sanction: true })
  }

  private targetOf(message: OutgoingMessage): string | undefined {
    if (message.channel === 'private') return message.to[0]?.contactId
    if (!message.room) return undefined
    return this.settings.roomIdOut ? this.settings.roomIdOut(message.room.id) : message.room.id
  }

  /** A puppet that is started again keeps its listeners. */
  protected watch(wechaty: GatewayWechaty, puppet: GatewayPuppet): void {
    if (this.watched.has(puppet)) return
    this.watched.add(puppet)
    wechaty.on('error', (error) => this.onError(error))
    puppet.on('login', () => this.current(puppet, () => this.handlers?.changed({ state: 'online' })))
    puppet.on('logout', (payload: { data?: string }) => this.current(puppet, () => this.onLogout(payload.data)))
    puppet.on('scan', (payload: { qrcode?: string; status: number }) =>
      this.current(puppet, () => {
        if (payload.qrcode && SCAN_WAITS.has(payload.status)) {
          this.handlers?.changed({ state: 'scan', qr: payload.qrcode })
        }
      }),
    )
  }

  private hear(puppet: GatewayPuppet): void {
    if (!this.capabilities.hearsHere) return
    const { adapter, account, log, now, roomIdIn } = this.settings
    this.stopHearing = hearPuppet({
      adapter,
      account,
      puppet,
      heard: async (event, peerId) => this.handlers?.heard(event, peerId),
      log,
      now,
      roomIdIn,
    })
  }

  protected current(puppet: GatewayPuppet, act: () => void): void {
    if (this.puppet === puppet) act()
  }

  private inTime<T>(sending: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('timeout of the platform')), this.settings.sendMs ?? 15_000)
      sending.then(resolve, reject).finally(() => clearTimeout(timer))
    })
  }
}
