import http from 'node:http'
import { connect } from 'node:net'
import { randomUUID } from 'node:crypto'
import { MongoClient, type Db } from 'mongodb'
import pino from 'pino'
import { z } from 'zod'
import { defineRoute } from '@yimin/shared/route/route'
import { DomainError } from '@yimin/shared/errors/domainError'
import { virtualClock, type VirtualClock } from '../../../server/platform/clock.ts'
import {
  createApp,
  found,
  serve,
  type App,
  type AppParts,
  type CallerIdentity,
} from '../../../server/platform/web/index.ts'

export const BOT_TOKEN = 'b'.repeat(40)

/** Sessions of the tests: the token is the name. */
const PEOPLE: Record<string, CallerIdentity> = {
  ann: { kind: 'person', personId: 'ann', roles: ['member'] },
  ben: { kind: 'person', personId: 'ben', roles: ['member'] },
  sue: { kind: 'staff', personId: 'sue', roles: ['keeper'], stationId: 's1' },
}

const note = z.strictObject({ id: z.string(), text: z.string() })

export const writeNote = defineRoute({
  name: 'writeNote',
  method: 'POST',
  path: '/api/notes',
  caller: 'person',
  summary: 'Write a note',
  status: 201,
  body: z.strictObject({
    text: z.string().min(1).max(50),
    count: z.int().min(1).max(9).optional(),
    kind: z.enum(['plain', 'loud']).optional(),
    at: z.iso.datetime({ offset: true }).optional(),
    items: z
      .array(z.strictObject({ name: z.string().min(1) }))
      .max(3)
      .optional(),
  }),
  reply: z.strictObject({ id: z.string(), text: z.string(), times: z.int() }),
})

export const readNote = defineRoute({
  name: 'readNote',
  method: 'GET',
  path: '/api/notes/:id',
  caller: 'person',
  summary: 'Read a note',
  params: z.strictObject({ id: z.string().max(40) }),
  query: z.strictObject({ long: z.enum(['yes', 'no']).optional() }),
  reply: note,
})

export const closeNotes = defineRoute({
  name: 'closeNotes',
  method: 'POST',
  path: '/api/staff/closing',
  caller: 'staff',
  summary: 'Close the book',
  reply: z.strictObject({ closed: z.boolean() }),
})

export const feed = defineRoute({
  name: 'feed',
  method: 'POST',
  path: '/api/bot/feed',
  caller: 'bot',
  summary: 'Feed lines',
  idempotencyKey: false,
  body: z.strictObject({ lines: z.array(z.string()) }),
  reply: z.strictObject({ stored: z.int(), first: z.string().optional() }),
})

export const greet = defineRoute({
  name: 'greet',
  method: 'GET',
  path: '/api/greeting',
  caller: 'anyone',
  summary: 'Say hello',
  reply: z.strictObject({ hello: z.string(), who: z.string() }),
})

/** One route that does whatever a test wants. */
export const act = defineRoute({
  name: 'act',
  method: 'POST',
  path: '/api/acts',
  caller: 'person',
  summary: 'Act',
  body: z.strictObject({ what: z.string() }),
  reply: z.strictObject({ done: z.string(), times: z.int() }),
})

export type Deed = (signal: AbortSignal) => unknown

export interface NoteApp {
  app: App
  db: Db
  clock: VirtualClock
  base: string
  port: number
  /** Lines of the log, parsed. */
  lines: Record<string, unknown>[]
  /** What `act` does, by the word in its body. */
  deeds: Record<string, Deed>
  /** How often a handler ran, by its route. */
  ran: Record<string, number>
  close(): Promise<void>
}

/** A small app without any business, on a free port and a database of its own. */
export async function noteApp(changes: Partial<AppParts> = {}): Promise<NoteApp> {
  const client = await MongoClient.connect(process.env['MONGODB_URI'] ?? '', { retryWrites: false })
  const db = client.db(`web_${randomUUID().slice(0, 8)}`)
  const clock = virtualClock(new Date('2026-11-22T02:00:00Z'))
  const lines: Record<string, unknown>[] = []
  const log = pino(
    { level: 'debug' },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const deeds: Record<string, Deed> = {}
  const ran: Record<string, number> = {}
  const count = (name: string) => (ran[name] = (ran[name] ?? 0) + 1)
  const routes = [
    serve(writeNote, [], async ({ body }) => ({ id: 'n1', text: body.text, times: count('writeNote') })),
    serve(readNote, [], async ({ params, caller }) => {
      const owners: Record<string, string> = { mine: 'ann', theirs: 'ben' }
      const owner = found(owners[params.id])
      if (owner !== caller.personId) throw new DomainError('not_found')
      return { id: params.id, text: 'hello' }
    }),
    serve(closeNotes, [], async () => ({ closed: true })),
    serve(feed, [], async ({ body }) => ({ stored: body.lines.length, first: body.lines[0] })),
    serve(greet, [], async ({ caller }) => ({ hello: 'world', who: caller.kind })),
    serve(
      act,
      [
        ({ body }) => {
          if (body.what === 'gated') throw new DomainError('forbidden')
        },
      ],
      async ({ body, request }) => {
        const times = count('act')
        const said = await deeds[body.what]?.(request.signal)
        return (said ?? { done: body.what, times }) as { done: string; times: number }
      },
    ),
  ]
  const identify = async (token: string) => PEOPLE[token] ?? null
  const info = { title: 'Notes', version: '1' }
  const app = createApp({
    routes,
    identify,
    botToken: BOT_TOKEN,
    db,
    clock,
    log,
    checks: {},
    info,
    strictReplies: true,
    ...changes,
  })
  const { port } = await app.listen(0, '127.0.0.1')
  const close = async () => {
    await app.close(500)
    await db.dropDatabase()
    await client.close()
  }
  return { app, db, clock, base: `http://127.0.0.1:${port}`, port, lines, deeds, ran, close }
}

export interface Heard {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
  json: { error?: string; message?: string; fields?: { path: string; message: string }[] } & Record<string, unknown>
}

export interface Call {
  method?: string
  path: string
  headers?: Record<string, string | string[]>
  body?: string | Buffer
  /** Sent in pieces without a length. */
  chunked?: boolean
}

/** One raw call: what fetch would tidy up stays as it is. */
export function call(port: number, { method = 'GET', path, headers = {}, body, chunked }: Call): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const length = body !== undefined && !chunked ? { 'content-length': String(Buffer.byteLength(body)) } : {}
    const request = http.request(
      { port, host: '127.0.0.1', method, path, headers: { ...length, ...headers }, agent: false },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString()
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: jsonOf(text) })
        })
      },
    )
    request.on('error', reject)
    if (body !== undefined) request.write(body)
    request.end()
  })
}

function jsonOf(text: string): Heard['json'] {
  try {
    return JSON.parse(text) as Heard['json']
  } catch {
    return {}
  }
}

/** A JSON write by a person with a key of its own. */
export function write(
  port: number,
  path: string,
  body: unknown,
  { as = 'ann', key = randomUUID() as string } = {},
): Promise<Heard> {
  const headers = { authorization: `Bearer ${as}`, 'content-type': 'application/json', 'idempotency-key': key }
  return call(port, { method: 'POST', path, headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
}

/** Bytes as no client would send them; resolves with all that came back once the server hung up. */
export function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (part) => (heard += part.toString()))
    socket.on('close', () => resolve(heard))
    socket.on('error', () => resolve(heard))
  })
}
