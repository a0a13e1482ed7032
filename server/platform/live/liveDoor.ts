import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Db } from 'mongodb'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { gauge } from '../metrics.ts'
import type { Identify } from '../web/caller.ts'
import { addressReader } from '../web/callerAddress.ts'
import { isForeign } from '../web/origin.ts'
import { refuse } from '../web/proxy.ts'
import { rateLimit } from '../web/rateLimit.ts'
import { closeCodes, LivePage } from './livePage.ts'
import { openHub } from './hub.ts'

export interface LiveParts {
  db: Db
  log: Logger
  identify: Identify
  /** Which of these sessions still hold, for what they counted when they came in. Asked for all sockets together; it must not prolong them. */
  stillOpen(listening: { sessionId: string; asStaff: boolean }[]): Promise<Set<string>>
  /** Further origins whose pages may knock. */
  origins?: readonly string[]
  /** Proxies in front whose word about a caller's address counts. */
  trustedProxies?: readonly string[]
  limits?: Partial<LiveLimits>
}

export interface LiveLimits {
  /** Sockets of this process, signed in or not. */
  sockets: number
  /** Sockets that have not signed in yet. */
  strangers: number
  /** Of one person: phone, tablet, desk. The oldest gives way. */
  perPerson: number
  /** Milliseconds between two looks into the log while somebody listens. */
  everyMs: number
  /** Milliseconds until a stranger must have signed in. */
  signInMs: number
  /** Milliseconds between two looks whether the sessions still hold. */
  checkMs: number
  /** Every so many checks the page hears that the line is alive. */
  checksPerBeat: number
  /** Milliseconds in which a page answers that it is alive, too; looked at with each beat. */
  answerMs: number
  /** Bytes that may wait for one reader. */
  waitingBytes: number
}

const LIMITS: LiveLimits = {
  sockets: 5_000,
  strangers: 200,
  perPerson: 6,
  everyMs: 300,
  signInMs: 10_000,
  checkMs: 5_000,
  checksPerBeat: 5,
  answerMs: 20_000,
  waitingBytes: 64 * 1024,
}

/** A sign-in is all that ever comes. */
const LONGEST_MESSAGE = 1_024
const PATH = '/api/live'

/** The WebSocket at /api/live: what is new reaches a page as a hint at once. */
export interface LiveDoor {
  /** Takes over a WebSocket's first request; true when it was meant for this door. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean
  close(): void
}

/** Opens the door. No timer runs and the record is not asked until somebody is there. */
export function openLiveDoor(parts: LiveParts): LiveDoor {
  const limits = { ...LIMITS, ...parts.limits }
  const { db, log } = parts
  const hub = openHub({ db, log }, limits.everyMs)
  const guesses = rateLimit()
  const addressOf = addressReader(parts.trustedProxies)
  const pages = new Set<LivePage>()
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: LONGEST_MESSAGE,
  })
  let checking: NodeJS.Timeout | undefined
  let checks = 0
  let isChecking = false

  const welcome = (socket: WebSocket, address: string) => {
    const page = new LivePage(socket, address, { ...parts, hub, limits, guesses, makeRoom })
    pages.add(page)
    socket.once('close', () => {
      pages.delete(page)
      if (pages.size === 0) stopChecking()
    })
    checking ??= setInterval(() => void check(), limits.checkMs).unref()
  }

  /** A person's oldest pages give way to the newest. */
  const makeRoom = (personId: string) => {
    const theirs = [...pages].filter((page) => page.personId === personId)
    for (const page of theirs.slice(0, Math.max(0, theirs.length - limits.perPerson))) page.end(closeCodes.replaced)
  }

  /** One at a time: rounds that waited for a slow record would all end, and beat, in the same moment. */
  const check = async () => {
    if (isChecking) return
    isChecking = true
    checks += 1
    const beats = checks % limits.checksPerBeat === 0
    try {
      await endSignedOut()
      if (beats) await hub.check()
    } catch (error) {
      log.warn({ err: error }, 'live sessions')
    }
    if (beats) for (const page of pages) page.beat(hub.seq)
    isChecking = false
  }

  const endSignedOut = async () => {
    const signedIn = [...pages].filter((page) => page.sessionId !== undefined)
    if (signedIn.length === 0) return
    const listening = signedIn.map(({ sessionId = '', stationId }) => ({ sessionId, asStaff: stationId !== undefined }))
    const open = await parts.stillOpen(listening)
    for (const page of signedIn) if (!open.has(page.sessionId ?? '')) page.end(closeCodes.signedOut)
  }

  const stopChecking = () => {
    clearInterval(checking)
    checking = undefined
  }

  const isFull = () =>
    pages.size >= limits.sockets || [...pages].filter((page) => page.isStranger).length >= limits.strangers

  gauge('live_sockets', 'Pages that hear of news at once', [], async (figure) => figure.set(pages.size))

  return {
    upgrade(req, socket, head) {
      if ((req.url ?? '').split('?', 1)[0] !== PATH) return false
      if (isForeign(req, parts.origins)) refuse(socket, '403 Forbidden')
      else if (isFull()) refuse(socket, '503 Service Unavailable')
      else server.handleUpgrade(req, socket, head, (made) => welcome(made, addressOf(req)))
      return true
    },
    close() {
      stopChecking()
      hub.close()
      for (const page of pages) page.end(closeCodes.goingAway)
      server.close()
    },
  }
}
