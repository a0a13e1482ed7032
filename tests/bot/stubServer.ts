import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  claimOutgoing,
  receiveMessages,
  readSandboxCast,
  reportOutgoing,
  reportPresence,
  type InboundEvent,
  type OutgoingMessage,
} from '@yimin/shared/chat/contract'
import type { z } from 'zod'
import { TOKEN } from './processes.ts'

export const CAST: z.output<typeof readSandboxCast.reply> = {
  account: { id: 'assistant', name: '益民助手' },
  rooms: [
    { id: 'g1', topic: '海威益民一群', members: ['wang', 'li', 'zhao'] },
    { id: 'g2', topic: '海威益民二群', members: ['li', 'sun'] },
  ],
  people: [
    { id: 'wang', name: '王阿姨', role: 'resident', about: '住六区', canBeWrittenTo: true },
    { id: 'li', name: '小李', role: 'volunteer', about: '常送菜', canBeWrittenTo: true },
    { id: 'zhao', name: '赵社工', role: 'station_worker', about: '值班', canBeWrittenTo: true },
    { id: 'sun', name: '孙师傅', role: 'resident', about: '住九区', canBeWrittenTo: false },
  ],
}

export type Outcome = z.output<typeof reportOutgoing.body & z.ZodType>

interface Row {
  message: OutgoingMessage
  state: 'queued' | 'leased' | 'done'
  consumer?: string
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString())
}

/** The server's bot routes with the record in memory: inbox with unique message ids, leases with fences, one consumer for a gateway. */
export class StubServer {
  readonly events: InboundEvent[] = []
  readonly outcomes: { id: string; fence: number; outcome: string; reason?: string | undefined }[] = []
  readonly presences: z.output<NonNullable<typeof reportPresence.body>>[] = []
  /** Calls that fail with 503 while true. */
  down = false
  leaseMs = 30_000
  /** How long the consumer's lease runs (ms). */
  presenceMs = 15_000
  /** Runs before an outcome is taken; throwing loses the report. */
  beforeOutcomes: (() => void) | undefined
  calls = 0
  private readonly known = new Set<string>()
  private readonly rows = new Map<string, Row>()
  private holder: { consumer: string; until: number } | undefined
  private waiters: (() => void)[] = []
  private readonly http: Server

  constructor() {
    this.http = createServer((request, response) => {
      void this.answer(request)
        .catch((error: unknown) => ({
          status: 400,
          body: { error: 'invalid_input', message: String(error), fields: [] },
        }))
        .then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
        })
    })
  }

  listen(port = 0): Promise<string> {
    return new Promise((resolve) =>
      this.http.listen(port, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.http.address() as AddressInfo).port}`),
      ),
    )
  }

  async close(): Promise<void> {
    this.wake()
    await new Promise<void>((resolve) => {
      this.http.close(() => resolve())
      this.http.closeAllConnections()
    })
  }

  /** Queues words to say. */
  queue(message: Partial<OutgoingMessage> & Pick<OutgoingMessage, 'id' | 'text' | 'channel'>): void {
    this.rows.set(message.id, {
      state: 'queued',
      message: {
        ref: message.id,
        to: [],
        urgent: false,
        tries: 0,
        inDoubt: false,
        queuedAt: new Date().toISOString(),
        leaseUntil: new Date().toISOString(),
        fence: 0,
        ...message,
      },
    })
    this.wake()
  }

  /** Leases end at once, as after a killed consumer. */
  expireLeases(): void {
    for (const row of this.rows.values()) {
      if (row.state !== 'leased') continue
      row.state = 'queued'
      row.message = { ...row.message, inDoubt: true }
    }
    this.wake()
  }

  holdBy(consumer: string): void {
    this.holder = { consumer, until: Date.now() + this.presenceMs }
  }

  get holderName(): string | undefined {
    return this.holder?.consumer
  }

  private wake(): void {
    for (const waiter of this.waiters.splice(0)) waiter()
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    this.calls += 1
    const body = await bodyOf(request)
    if (this.down) return { status: 503, body: { error: 'unavailable', message: '', fields: [] } }
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      return { status: 401, body: { error: 'unauthenticated', message: '', fields: [] } }
    }
    switch (`${request.method} ${request.url}`) {
      case 'GET /api/bot/sandbox-cast':
        return { status: 200, body: CAST }
      case 'POST /api/bot/inbound':
        return { status: 200, body: this.receive(receiveMessages.body?.parse(body) as { events: InboundEvent[] }) }
      case 'POST /api/bot/outgoing/claim':
        return { status: 200, body: { items: await this.claim(claimOutgoing.body?.parse(body) as ClaimBody, request) } }
      case 'POST /api/bot/outgoing/outcomes':
        this.beforeOutcomes?.()
        return { status: 200, body: this.report(reportOutgoing.body?.parse(body) as OutcomeBody) }
      case 'POST /api/bot/presence':
        return { status: 200, body: this.presence(reportPresence.body?.parse(body) as (typeof this.presences)[number]) }
      default:
        return { status: 404, body: { error: 'not_found', message: '', fields: [] } }
    }
  }

  private receive({ events }: { events: InboundEvent[] }): { stored: number; known: number } {
    const fresh = events.filter(({ messageId }) => !this.known.has(messageId))
    for (const event of fresh) {
      this.known.add(event.messageId)
      this.events.push(event)
    }
    return { stored: fresh.length, known: events.length - fresh.length }
  }

  private async claim({ consumer, max, waitMs }: ClaimBody, request: IncomingMessage): Promise<OutgoingMessage[]> {
    const until = Date.now() + waitMs
    for (;;) {
      // Nothing is leased to a consumer that has hung up.
      if (request.socket.destroyed) return []
      const now = Date.now()
      const free = [...this.rows.values()]
        .filter((row) => row.state === 'queued' || (row.state === 'leased' && Date.parse(row.message.leaseUntil) < now))
        .sort((a, b) => Number(b.message.urgent) - Number(a.message.urgent))
        .slice(0, max)
      for (const row of free) {
        row.message = {
          ...row.message,
          inDoubt: row.message.inDoubt || row.state === 'leased',
          fence: row.message.fence + 1,
          tries: row.message.tries + 1,
          leaseUntil: new Date(now + this.leaseMs).toISOString(),
        }
        row.state = 'leased'
        row.consumer = consumer
      }
      if (free.length > 0 || now >= until || !this.http.listening) return free.map(({ message }) => message)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(until - now, 500))
        this.waiters.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  private report({ outcomes }: OutcomeBody): { accepted: number; stale: number } {
    let accepted = 0
    for (const outcome of outcomes) {
      const row = this.rows.get(outcome.id)
      if (!row || row.state !== 'leased' || row.message.fence !== outcome.fence) continue
      accepted += 1
      this.outcomes.push(outcome)
      row.state = outcome.outcome === 'failed' ? 'queued' : 'done'
    }
    return { accepted, stale: outcomes.length - accepted }
  }

  private presence(body: (typeof this.presences)[number]): { held: boolean } {
    this.presences.push(body)
    const now = Date.now()
    if (this.holder && this.holder.consumer !== body.consumer && this.holder.until > now) return { held: false }
    this.holder = { consumer: body.consumer, until: now + this.presenceMs }
    return { held: true }
  }
}

interface ClaimBody {
  consumer: string
  max: number
  waitMs: number
}

interface OutcomeBody {
  outcomes: { id: string; fence: number; outcome: string; reason?: string }[]
}
