import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Log } from '../../session/log.ts'
import type { LiveEvent } from './contract.ts'
import type { FakeChat } from './fakeChat.ts'

const PING_MS = 20_000
const BUFFER_MAX = 4 * 1024 * 1024

/** Tells open pages what happens in the conversations that their person can see. */
export class LiveFeed {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, clientTracking: true })
  private readonly alive = new WeakSet<WebSocket>()
  private readonly log: Log
  private readonly pinging: NodeJS.Timeout

  constructor(log: Log) {
    this.log = log
    this.pinging = setInterval(() => this.ping(), PING_MS)
    this.pinging.unref()
  }

  /** Takes over an upgrade request; `after` first tells what was missed since that number. */
  take(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    chat: FakeChat,
    as: string,
    after: number | undefined,
  ): void {
    this.sockets.handleUpgrade(request, socket, head, (page) => this.follow(page, chat, as, after))
  }

  close(): void {
    clearInterval(this.pinging)
    for (const page of this.sockets.clients) page.close(1001)
    for (const page of this.sockets.clients) page.terminate()
    this.sockets.close()
  }

  private follow(page: WebSocket, chat: FakeChat, as: string, after: number | undefined): void {
    const tell = (event: LiveEvent): void => {
      if (!chat.canSee(as, event.conversationId)) return
      // A page that does not read is cut off; it comes back with `after` and misses nothing.
      if (page.bufferedAmount > BUFFER_MAX) page.terminate()
      else page.send(JSON.stringify(event))
    }
    if (after !== undefined) for (const event of chat.transcript.since(after)) tell(event)
    const leave = chat.transcript.onLive(tell)
    this.alive.add(page)
    page.on('pong', () => this.alive.add(page))
    page.on('close', leave)
    page.on('error', (error) => this.log.debug({ err: error }, 'page connection failed'))
  }

  private ping(): void {
    for (const page of this.sockets.clients) {
      if (!this.alive.delete(page)) page.terminate()
      else page.ping()
    }
  }
}
