import type { OutgoingMessage } from '@yimin/shared/chat/contract'
import type { SpoolSeal } from '../../inbound/spoolSeal.ts'
import type { Log } from '../../session/log.ts'
import type { Capabilities, ChatGateway, GatewayChange, GatewayHandlers, SendResult } from '../../session/port.ts'
import { Bindings, WINDOW_MS, WINDOW_WORDS, type Binding, type Context } from './bindings.ts'
import { keepDoorOpen, rest } from './codeDoor.ts'
import { ILinkClient, ILinkFault, type ILinkClientSettings } from './iLinkClient.ts'
import { NOT_NOW } from './protocol.ts'
import { readUpdate, type HeardUpdate } from './readUpdate.ts'

export interface ILinkGatewaySettings extends ILinkClientSettings {
  account: string
  /** The gateway's own folder (0700). */
  dir: string
  seal: SpoolSeal
  log: Log
  now: () => number
  /** First and longest pause after a failure, and between two looks at a code (ms). */
  pauseMs?: number
  longestPauseMs?: number
}

type Health = 'new' | 'well' | 'failing'

const PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
const GOODBYE_MS = 1_000
/** So many failures in a row are more than a lost packet. */
const FAILING = 2

/**
 * WeChat's own bot channel: private chats, each between the assistant and one person who scanned a code. No groups. Nobody can be written
 * to who has not written first, and only for a while after.
 */
export class ILinkGateway implements ChatGateway {
  readonly adapter = 'ilink' as const
  readonly account: string
  /** People's ids stay over logins (they belong to person and bot app, as far as is known); a bot's id does not, and is not used. */
  readonly capabilities: Capabilities = {
    proof: 'returnsId',
    stableIds: true,
    rooms: false,
    mentions: false,
    cards: false,
    hearsHere: true,
  }
  private readonly settings: ILinkGatewaySettings
  private readonly client: ILinkClient
  private bindings: Bindings | undefined
  private handlers: GatewayHandlers | undefined
  private stopping = new AbortController()
  private readonly health = new Map<Binding, Health>()
  private loops: Promise<void>[] = []
  private code: string | undefined

  constructor(settings: ILinkGatewaySettings) {
    this.settings = settings
    this.account = settings.account
    this.client = new ILinkClient(settings)
  }

  async start(handlers: GatewayHandlers): Promise<void> {
    const { dir, seal, home, log, now, pauseMs, longestPauseMs } = this.settings
    this.handlers = handlers
    this.stopping = new AbortController()
    handlers.changed({ state: 'starting' })
    const bindings = await Bindings.open(dir, seal)
    this.bindings = bindings
    for (const binding of bindings.all) this.listenTo(binding)
    const door = keepDoorOpen(
      {
        client: this.client,
        home,
        tokens: () => bindings.all.map(({ token }) => token).reverse(),
        onCode: (shown) => this.showCode(shown),
        onBound: (fresh) => this.welcome(fresh),
        log,
        now,
        ...(pauseMs === undefined ? {} : { lookMs: pauseMs }),
        ...(longestPauseMs === undefined ? {} : { longestPauseMs }),
      },
      this.stopping.signal,
    )
    this.loops.push(door)
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await Promise.all(this.loops)
    this.loops = []
    const leaving = (this.bindings?.all ?? []).map((binding) => this.client.tellPresence(binding, false, GOODBYE_MS))
    await Promise.allSettled(leaving)
    await this.bindings?.save().catch(() => undefined)
    this.bindings = undefined
    this.health.clear()
    this.code = undefined
    this.handlers?.changed({ state: 'offline', reason: 'stopped' })
  }

  async send(message: OutgoingMessage): Promise<SendResult> {
    if (message.channel === 'room') return { kind: 'refused', reason: 'no_rooms' }
    const to = message.to[0]?.contactId
    if (!to) return { kind: 'refused', reason: 'no_receiver' }
    if (!this.bindings) return { kind: 'unreachable', reason: 'not_logged_in' }
    const known = this.bindings.contextOf(to)
    if (!known) return { kind: 'refused', reason: 'has_not_written' }
    const { binding, context } = known
    const isOpen = this.settings.now() - context.at < WINDOW_MS && context.said < WINDOW_WORDS
    if (!isOpen) return { kind: 'refused', reason: 'window_closed' }
    context.said += 1
    try {
      const words = { to, text: message.text, contextToken: context.token, clientId: message.id }
      const id = await this.client.sendText(binding, words)
      return { kind: 'sent', ...(id === undefined ? {} : { platformMessageId: id }) }
    } catch (error) {
      this.settings.log.warn({ err: error, ref: message.ref }, 'platform does not take a message')
      return await this.sortFault(error, binding, context)
    } finally {
      await this.bindings?.save().catch((error: unknown) => this.settings.log.error({ err: error }, 'not kept'))
    }
  }

  /** Whatever the service refuses goes another way: none of its codes says that the account is punished. */
  private async sortFault(error: unknown, binding: Binding, context: Context): Promise<SendResult> {
    if (!(error instanceof ILinkFault)) return { kind: 'unreachable', reason: 'connection_lost' }
    if (error.kind === 'stale') {
      await this.end(binding)
      return { kind: 'refused', reason: 'stale_token' }
    }
    if (error.kind !== 'said_no') return { kind: 'unreachable', reason: 'connection_lost' }
    if (error.code === NOT_NOW) context.said = WINDOW_WORDS
    return { kind: 'refused', reason: error.code === NOT_NOW ? 'window_closed' : `code_${error.code}` }
  }

  private async welcome(fresh: Omit<Binding, 'cursor' | 'contexts'>): Promise<void> {
    if (!this.bindings) return
    this.listenTo(await this.bindings.add(fresh))
    for (const known of this.health.keys()) if (!this.bindings.all.includes(known)) this.health.delete(known)
    this.settings.log.info({ count: this.bindings.all.length }, 'somebody came in')
  }

  private listenTo(binding: Binding): void {
    this.health.set(binding, 'new')
    const { signal } = this.stopping
    const listening = this.listen(binding, signal).catch((error: unknown) => {
      this.settings.log.error({ err: error }, 'a chat is heard no more')
    })
    this.loops.push(listening)
  }

  /** Hears one binding until it ends. */
  private async listen(binding: Binding, signal: AbortSignal): Promise<void> {
    const isHeard = (): boolean => !signal.aborted && this.health.has(binding)
    let failures = 0
    let pollMs: number | undefined
    let isDoubtful = false
    await this.greet(binding)
    while (isHeard()) {
      try {
        const updates = await this.client.getUpdates(binding, binding.cursor, pollMs, signal)
        await this.take(binding, updates, signal)
        pollMs = updates.pollMs
        failures = 0
        isDoubtful = false
        this.note(binding, 'well')
      } catch (error) {
        if (!isHeard()) return
        if (error instanceof ILinkFault && error.kind === 'stale') {
          // Asked for once more: who has been told of us anew may hear again.
          if (isDoubtful) return await this.end(binding)
          isDoubtful = true
          await this.greet(binding)
          continue
        }
        failures += 1
        await this.recover(binding, error, failures, signal)
      }
    }
  }

  private async recover(binding: Binding, error: unknown, failures: number, signal: AbortSignal): Promise<void> {
    const { log, pauseMs = PAUSE_MS, longestPauseMs = LONGEST_PAUSE_MS } = this.settings
    if (failures >= FAILING) this.note(binding, 'failing')
    // Nothing within its time is how waiting ends on some lines: it is waited anew at once.
    const isQuiet = error instanceof ILinkFault && error.kind === 'silent'
    const retryMs = isQuiet ? 0 : Math.min(pauseMs * 2 ** (failures - 1), longestPauseMs)
    log.warn({ err: error, retryMs }, 'nothing can be heard')
    await rest(retryMs, signal)
  }

  /** Tells the service that we are here. Its answer comes at once, so it tells us the same of the service. */
  private async greet(binding: Binding): Promise<void> {
    try {
      await this.client.tellPresence(binding, true)
      this.note(binding, 'well')
    } catch (error) {
      this.settings.log.info({ err: error }, 'not greeted')
    }
  }

  /** The cursor moves only when everything before it is in the inbox: after a crash it is told again, and known. */
  private async take(
    binding: Binding,
    { messages, cursor }: { messages: unknown[]; cursor: string | undefined },
    signal: AbortSignal,
  ): Promise<void> {
    const { account, now } = this.settings
    for (const raw of messages) {
      const update = readUpdate(raw, account, now())
      if (!update) continue
      // Whoever hears of it may answer at once: by then it is known how.
      const { userId, contextToken: token, at } = update
      if (token) this.bindings?.noteContext(binding, { userId, token, at })
      await this.store(update, signal)
    }
    if (messages.length === 0 && (cursor === undefined || cursor === binding.cursor)) return
    binding.cursor = cursor ?? binding.cursor
    await this.bindings?.save()
  }

  /** A full disk or the like must not lose the message: it is tried until it is stored or the process ends. */
  private async store({ event }: HeardUpdate, signal: AbortSignal): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        await this.handlers?.heard(event)
        return
      } catch (error) {
        if (signal.aborted) throw error
        this.settings.log.error({ err: error }, 'inbox cannot be written')
        await rest(Math.min(100 * 2 ** tries, 5_000), signal)
      }
    }
  }

  private async end(binding: Binding): Promise<void> {
    this.health.delete(binding)
    this.settings.log.error({ reason: 'stale_token' }, 'a chat has ended: its person must scan a code again')
    await this.bindings?.remove(binding, this.settings.now())
    this.tell()
  }

  private note(binding: Binding, health: Health): void {
    const before = this.health.get(binding)
    if (before === undefined || before === health) return
    this.health.set(binding, health)
    this.tell()
  }

  private showCode(shown: string | undefined): void {
    this.code = shown
    this.tell()
  }

  private tell(): void {
    if (this.stopping.signal.aborted) return
    const ended = (this.bindings?.ended ?? []).map(({ userId: contactId, at }) => ({ contactId, at }))
    this.handlers?.changed({
      ...this.state(),
      ...(ended.length > 0 && { ended }),
      ...(this.code === undefined ? {} : { qr: this.code }),
    })
  }

  private state(): GatewayChange {
    const states = [...this.health.values()]
    if (states.includes('well')) return { state: 'online' }
    if (states.includes('failing')) return { state: 'offline', reason: 'service_unreachable' }
    if (states.includes('new')) return { state: 'starting' }
    return this.bindings?.hasLost ? { state: 'offline', reason: 'stale_token' } : { state: 'scan' }
  }
}
