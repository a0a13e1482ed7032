import type { Hint } from '@yimin/shared/live/contract'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import type { Replies } from '../api/routes.ts'
import { openSocket } from './socket.ts'
import type { Socket } from './socket.ts'

type News = Replies['readLive']

/** Hears of news. `undefined` instead of hints: nobody knows what was missed, read everything once. */
export type NewsListener = (hints: readonly Hint[] | undefined) => void

const PATH = '/api/live'
/** The server says a word every 25 s; who hears nothing for so long has no line, whatever the phone believes. */
const SILENCE_MS = 60_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
/** After so many vain tries in a row the page asks besides. */
const TRIES_ALONE = 2
const ASK_EVERY_MS = 3_000
const SLOWEST_ASK_MS = 30_000
/** From one page to the next the line stays open. */
const LINGER_MS = 2_000

/** One person's line to the server, shared by all that is on the screen. It opens with the first listener and ends after the last. */
export class Line {
  private readonly listeners = new Set<NewsListener>()
  private readonly token: string
  private since: number | undefined
  private socket: Socket | undefined
  private failures = 0
  private retry: Timer
  private silence: Timer
  private farewell: Timer
  private asking: Timer
  private askPause = ASK_EVERY_MS

  constructor(token: string) {
    this.token = token
  }

  /** Returns how to leave. */
  join(listener: NewsListener): () => void {
    this.listeners.add(listener)
    clearTimeout(this.farewell)
    if (this.socket === undefined && this.retry === undefined) this.connect()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.farewell = setTimeout(() => this.rest(), LINGER_MS)
    }
  }

  /** The server has just answered something else: whatever pause is left is too long. */
  tryNow(): void {
    if (this.retry === undefined) return
    clearTimeout(this.retry)
    this.connect()
  }

  private connect(): void {
    this.retry = undefined
    const socket = openSocket(PATH, {
      onOpen: () => socket.send(JSON.stringify({ token: this.token, since: this.since })),
      onText: (text) => this.hear(text),
      onEnd: () => this.lose(),
    })
    this.socket = socket
    this.waitForWord()
  }

  private hear(text: string): void {
    let news: News
    try {
      news = JSON.parse(text) as News
    } catch {
      return this.lose()
    }
    this.failures = 0
    this.stopAsking()
    this.waitForWord()
    this.tell(news)
  }

  private tell({ seq, reset, hints }: News): void {
    this.since = seq
    if (reset) this.tellAll(undefined)
    else if (hints.length > 0) this.tellAll(hints)
  }

  private tellAll(hints: readonly Hint[] | undefined): void {
    for (const listener of this.listeners) listener(hints)
  }

  private waitForWord(): void {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => this.lose(), SILENCE_MS)
  }

  /** Tries again, later each time and never all phones at once: a server that came back must not drown. */
  private lose(): void {
    this.hangUp()
    if (this.listeners.size === 0) return
    this.failures += 1
    // One cut is nothing; a second failure in a row may mean that the page is offline, and it should say so.
    if (this.failures === 2) this.tellAll(undefined)
    if (this.failures > TRIES_ALONE) this.ask()
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS)
    this.retry = setTimeout(() => this.connect(), pause * (0.5 + Math.random() / 2))
  }

  /** The way around: the same hints, asked for. */
  private ask(): void {
    this.asking ??= setTimeout(async () => {
      this.asking = undefined
      try {
        const news = await call('readLive', { token: this.token, query: this.place() })
        this.askPause = ASK_EVERY_MS
        if (this.failures > 0) this.tell(news)
      } catch (error) {
        // Signed out: what is on the screen finds out by its own next reading.
        if (error instanceof ApiError && error.status === 401) return this.tellAll(undefined)
        this.askPause = Math.min(this.askPause * 2, SLOWEST_ASK_MS)
      }
      if (this.failures > TRIES_ALONE && this.listeners.size > 0) this.ask()
    }, this.askPause)
  }

  private place(): Record<string, string> {
    return this.since === undefined ? {} : { since: String(this.since) }
  }

  private stopAsking(): void {
    clearTimeout(this.asking)
    this.asking = undefined
    this.askPause = ASK_EVERY_MS
  }

  private hangUp(): void {
    clearTimeout(this.silence)
    this.socket?.close()
    this.socket = undefined
  }

  /** Nobody looks: the phone may sleep. The number is kept, so that what was missed comes with the next line. */
  private rest(): void {
    this.hangUp()
    this.stopAsking()
    clearTimeout(this.retry)
    this.retry = undefined
    this.failures = 0
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined

let current: { token: string; line: Line } | undefined

/** The line of whoever is signed in with this token. */
export function lineOf(token: string): Line {
  if (current?.token !== token) current = { token, line: new Line(token) }
  return current.line
}
