import type { RawData, WebSocket } from 'ws'
import { CLOSE_CODES, signIn } from '@yimin/shared/live/contract'
import type { Hint, News } from '@yimin/shared/live/contract'
import type { CallerIdentity } from '../web/caller.ts'
import type { RateLimit } from '../web/rateLimit.ts'
import type { Hub, Listener } from './hub.ts'
import type { LiveLimits, LiveParts } from './liveDoor.ts'
import { readNews } from './readNews.ts'
import type { LiveReader } from './readNews.ts'

/** 1001 is RFC 6455's own word for a server that stops. */
export const closeCodes = { ...CLOSE_CODES, goingAway: 1001 } as const
type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

interface House extends Pick<LiveParts, 'db' | 'log' | 'identify'> {
  hub: Hub
  limits: LiveLimits
  guesses: RateLimit
  /** Called once this page is somebody's. */
  makeRoom(personId: string): void
}

/** A token that nobody has costs as much as at the doors of HTTP. */
const GUESS_COST = 10
/** How long a reader may take to answer a close. */
const FAREWELL_MS = 2_000

/** One page at the other end of a socket: silent until it says who it is, then it only listens. */
export class LivePage implements Listener {
  personId = ''
  stationId?: string
  sessionId?: string
  private seq = 0
  /** Since when an answer to a beat is waited for, in ms of the process. */
  private askedAt?: number
  private state: 'stranger' | 'entering' | 'listening' | 'over' = 'stranger'
  private readonly leave: (() => void)[] = []
  private readonly socket: WebSocket
  private readonly address: string
  private readonly house: House

  constructor(socket: WebSocket, address: string, house: House) {
    this.socket = socket
    this.address = address
    this.house = house
    const patience = setTimeout(() => this.end(closeCodes.silent), house.limits.signInMs).unref()
    this.leave.push(() => clearTimeout(patience))
    socket.on('message', (data, isBinary) => void this.listenTo(data, isBinary))
    socket.on('pong', () => (this.askedAt = undefined))
    socket.on('error', () => socket.terminate())
    socket.once('close', () => this.depart())
  }

  get isStranger(): boolean {
    return this.personId === ''
  }

  private async listenTo(data: RawData, isBinary: boolean): Promise<void> {
    const said = isBinary || this.state !== 'stranger' ? undefined : readSignIn(data)
    if (!said) return this.end(closeCodes.malformed)
    this.state = 'entering'
    try {
      const caller = await this.house.identify(said.token)
      if (!isSomebody(caller)) return this.refuseGuess()
      await this.enter(caller, said.since)
    } catch (error) {
      this.house.log.warn({ err: error }, 'live sign-in')
      this.end(closeCodes.busy)
    }
  }

  private refuseGuess(): void {
    try {
      this.house.guesses.take(`guesses:${this.address}`, GUESS_COST)
      this.end(closeCodes.signedOut)
    } catch {
      this.end(closeCodes.busy)
    }
  }

  /** First what was missed, then a place at the hub; between the two the hub may have told others, so the gap is read until there is none. */
  private async enter(caller: Somebody, since: number | undefined): Promise<void> {
    const { db, hub } = this.house
    this.personId = caller.personId
    this.sessionId = caller.sessionId
    if (caller.kind === 'staff' && caller.stationId !== undefined) this.stationId = caller.stationId
    this.house.makeRoom(caller.personId)
    await hub.wake()
    const reader: LiveReader = { personId: this.personId, ...(this.stationId && { stationId: this.stationId }) }
    this.say(await readNews(db, reader, since))
    while (hub.seq > this.seq) this.say(await readNews(db, reader, this.seq))
    if (this.state !== 'entering') return
    this.state = 'listening'
    for (const part of this.leave.splice(0)) part()
    this.leave.push(hub.join(this))
  }

  hear(hints: Hint[], seq: number): void {
    const fresh = hints.filter((hint) => hint.seq > this.seq)
    if (fresh.length > 0) this.say({ seq, reset: false, hints: fresh })
  }

  startOver(seq: number): void {
    this.say({ seq, reset: true, hints: [] })
  }

  /** The line is alive, and all up to here is told. A page that does not even answer a ping in its time is gone, however often the heart beats. */
  beat(seq: number): void {
    if (this.state !== 'listening') return
    const now = performance.now()
    if (this.askedAt !== undefined && now - this.askedAt > this.house.limits.answerMs) return this.socket.terminate()
    this.askedAt ??= now
    this.socket.ping()
    this.say({ seq: Math.max(seq, this.seq), reset: false, hints: [] })
  }

  private say(news: News): void {
    if (this.state === 'over') return
    this.seq = news.seq
    this.socket.send(JSON.stringify(news))
    // Whoever does not read must not fill this machine's memory; the record keeps his hints.
    if (this.socket.bufferedAmount > this.house.limits.waitingBytes) this.end(closeCodes.slow)
  }

  end(code: CloseCode): void {
    if (this.state === 'over') return
    this.state = 'over'
    this.depart()
    this.socket.close(code)
    setTimeout(() => this.socket.terminate(), FAREWELL_MS).unref()
  }

  private depart(): void {
    this.state = 'over'
    for (const part of this.leave.splice(0)) part()
  }
}

type Somebody = CallerIdentity & { personId: string; sessionId: string }

/** The bot has no page. */
function isSomebody(caller: CallerIdentity | null): caller is Somebody {
  return caller?.personId !== undefined && caller.sessionId !== undefined
}

function readSignIn(data: RawData): { token: string; since?: number } | undefined {
  try {
    return signIn.safeParse(JSON.parse(data.toString())).data
  } catch {
    return undefined
  }
}
