import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream'
import type { Context, Middleware } from 'koa'
import { pageWords } from '@yimin/shared/errors/words'
import { ApiError } from './apiError.ts'
import { isForeign } from './origin.ts'
import { plainPage } from './plainPage.ts'
import { BODY_LIMIT } from './readBody.ts'

/** A part of the product that answers from a process of its own. */
export interface Proxy {
  prefix: string
  middleware: Middleware
  /** Takes over a WebSocket's first request; true when it was meant for this proxy. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean
}

/** Only these go through: session tokens and cookies are none of the other process's business. */
const REQUEST_HEADERS = [
  'accept',
  'content-type',
  'content-length',
  'transfer-encoding',
  'if-none-match',
  'if-modified-since',
]
const SOCKET_HEADERS = [
  'connection',
  'upgrade',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-extensions',
  'sec-websocket-protocol',
]
const ANSWER_HEADERS = [
  'content-type',
  'content-length',
  'cache-control',
  'etag',
  'last-modified',
  'location',
  'retry-after',
  'allow',
]

const ANSWER_MS = 30_000

/**
 * Hands everything under `prefix` to `target` (`http://127.0.0.1:3001`), WebSockets too, the path unchanged.
 * When nobody listens there, a person gets a short page and a program the error `unavailable`.
 */
export function proxy(prefix: string, target: string, origins: readonly string[] = []): Proxy {
  const upstream = new URL(target)
  return {
    prefix,
    middleware: async (ctx, next) => {
      if (!isUnder(prefix, ctx.path)) return next()
      ctx.state['route'] = `proxy ${prefix}`
      await forward(ctx, upstream)
    },
    upgrade: (req, socket, head) => {
      const [path = ''] = (req.url ?? '').split('?', 1)
      if (!isUnder(prefix, path)) return false
      if (isForeign(req, origins)) refuse(socket, '403 Forbidden')
      else if (!isPlain(req.url ?? '')) refuse(socket, '404 Not Found')
      else forwardSocket(req, socket, head, upstream)
      return true
    },
  }
}

function isUnder(prefix: string, path: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`)
}

/** What can be written into a request line, without steps out of the prefix. */
function isPlain(url: string): boolean {
  return (
    /^[\x21-\x7e]+$/.test(url) && !/(^|[/\\]|%2f|%5c)(\.|%2e){1,2}([/\\?]|%2f|%5c|$)/i.test(url.split('?', 1)[0] ?? '')
  )
}

function pick(headers: NodeJS.Dict<string | string[]>, names: readonly string[]): OutgoingHttpHeaders {
  const entries = names.map((name) => [name, headers[name]] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

async function forward(ctx: Context, upstream: URL): Promise<void> {
  if (!isPlain(ctx.path + ctx.search)) throw new ApiError('not_found')
  if (Number(ctx.req.headers['content-length'] ?? 0) > BODY_LIMIT) throw new ApiError('too_large')
  try {
    const answer = await ask(ctx, upstream)
    ctx.status = answer.statusCode ?? 502
    for (const [name, value] of Object.entries(pick(answer.headers, ANSWER_HEADERS))) ctx.set(name, String(value))
    ctx.body = answer
  } catch (cause) {
    if (cause instanceof ApiError) throw cause
    if (ctx.accepts('json', 'html') !== 'html') throw new ApiError('unavailable', { cause })
    ctx.status = 503
    ctx.set('Retry-After', '2')
    plainPage(ctx, pageWords.downTitle, pageWords.down)
  }
}

/** One request to the other process; resolves with its answer as a stream. */
function ask(ctx: Context, upstream: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, path, search } = ctx
    const headers = { ...pick(ctx.req.headers, REQUEST_HEADERS), host: upstream.host }
    const call = http.request(upstream, { method, path: path + search, headers, timeout: ANSWER_MS }, resolve)
    call.on('timeout', () => call.destroy(new Error('the other process did not answer in time')))
    call.on('error', reject)
    ctx.res.once('close', () => call.destroy())
    let size = 0
    ctx.req.on('data', (part: Buffer) => {
      size += part.length
      if (size <= BODY_LIMIT) return
      reject(new ApiError('too_large'))
      call.destroy()
    })
    ctx.req.pipe(call)
  })
}

function forwardSocket(req: IncomingMessage, socket: Duplex, head: Buffer, upstream: URL): void {
  const headers = { ...pick(req.headers, SOCKET_HEADERS), host: upstream.host }
  const call = http.request(upstream, { method: 'GET', path: req.url, headers, timeout: ANSWER_MS })
  call.on('upgrade', (answer, other, otherHead) => {
    other.setTimeout(0)
    socket.write(answerHead(answer))
    if (otherHead.length > 0) socket.write(otherHead)
    if (head.length > 0) other.write(head)
    const end = () => undefined
    pipeline(socket, other, end)
    pipeline(other, socket, end)
  })
  call.on('response', (answer) => {
    answer.resume()
    refuse(socket, `${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}`)
  })
  call.on('timeout', () => call.destroy(new Error('the other process did not answer in time')))
  call.on('error', () => refuse(socket, '503 Service Unavailable'))
  socket.on('error', () => call.destroy())
  socket.once('close', () => call.destroy())
  call.end()
}

function answerHead(answer: IncomingMessage): string {
  const lines: string[] = []
  for (let at = 0; at < answer.rawHeaders.length; at += 2)
    lines.push(`${answer.rawHeaders[at]}: ${answer.rawHeaders[at + 1]}`)
  return `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${lines.join('\r\n')}\r\n\r\n`
}

/** Answers a WebSocket's first request with a plain HTTP status and hangs up. */
export function refuse(socket: Duplex, status: string): void {
  if (socket.destroyed) return
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
