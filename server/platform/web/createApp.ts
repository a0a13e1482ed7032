import { setMaxListeners } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import Router from '@koa/router'
import Koa, { type Middleware } from 'koa'
import type { Db } from 'mongodb'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { pageWords } from '@yimin/shared/errors/words'
import { ApiError } from './apiError.ts'
import type { Identify } from './caller.ts'
import { addressReader } from './callerAddress.ts'
import { docsPage } from './docsPage.ts'
import { securityHeaders } from './headers.ts'
import { health, type Check } from './health.ts'
import { idempotencyKeys, type AnswerSealer } from './idempotency.ts'
import { mount, type RequestState } from './mount.ts'
import type { ApiTitle } from './openApi.ts'
import { originGate } from './origin.ts'
import { plainPage } from './plainPage.ts'
import { refuse, type Proxy } from './proxy.ts'
import { DEFAULT_RATE, rateLimit, type RateRules } from './rateLimit.ts'
import { requestLog } from './requestLog.ts'
import type { MountedRoute } from './serve.ts'

export interface AppParts {
  routes: MountedRoute[]
  identify: Identify
  /** Unset: no bot may call. */
  botToken?: string
  db: Db
  clock: Clock
  log: Logger
  /** Parts that must answer before requests are taken, by name. */
  checks: Record<string, Check>
  info: ApiTitle
  /** Seals kept answers at rest. */
  sealer?: AnswerSealer
  /** Asked before the routes: callers that keep to a form of their own. */
  callbacks?: Middleware[]
  proxies?: Proxy[]
  /** Take over first requests of WebSockets; each knows its own path. */
  doors?: SocketDoor[]
  /** Made by serveFolder; asked after everything else, in their order. */
  folders?: Middleware[]
  /** Origins besides the host's own whose pages may write. */
  origins?: string[]
  /** Proxies in front whose word about a caller's address counts: addresses and nets. */
  trustedProxies?: readonly string[]
  metricsPublic?: boolean
  rate?: RateRules
  /** Unlisted reply fields are errors (tests, development) instead of dropped and logged (production). */
  strictReplies?: boolean
  /** Milliseconds a handler may take. */
  deadlineMs?: number
}

/** A part that speaks over WebSockets. */
export interface SocketDoor {
  /** True when the request was meant for this door. */
  upgrade(req: http.IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Says goodbye to all; nothing is sent after it. */
  close(): void
}

export interface App {
  koa: Koa<RequestState>
  server: http.Server
  /** Listens on `host` (all interfaces when unset; port 0 takes a free one) and tells where. Rejects with the system's error, e.g. EADDRINUSE. */
  listen(port: number, host?: string): Promise<AddressInfo>
  /** Takes no new calls, ends long polls, lets running ones finish for up to `graceMs`, then hangs up. */
  close(graceMs?: number): Promise<void>
}

const DEADLINE_MS = 30_000
const GRACE_MS = 4_500

/** The whole HTTP side of the product from its parts. Listens to nothing until told. */
export function createApp(parts: AppParts): App {
  const closing = new AbortController()
  // Every running call listens to it.
  setMaxListeners(0, closing.signal)
  const koa = new Koa<RequestState>()
  const addressOf = addressReader(parts.trustedProxies)
  koa.proxy = false
  koa.on('error', (error: unknown) => parts.log.warn({ err: error }, 'connection failed'))
  const ground: Middleware[] = [
    requestLog(parts.log, addressOf),
    securityHeaders(),
    health({ checks: parts.checks, metricsPublic: parts.metricsPublic ?? false, closing: closing.signal }),
    originGate(parts.origins ?? []),
    docsPage(
      parts.routes.map(({ route }) => route),
      parts.info,
    ),
  ]
  for (const middleware of ground) koa.use(middleware)
  for (const callback of parts.callbacks ?? []) koa.use(callback)
  koa.use(apiRoutes(parts, closing.signal))
  for (const { middleware } of parts.proxies ?? []) koa.use(middleware)
  for (const folder of parts.folders ?? []) koa.use(folder)
  koa.use(nothingHere)
  return { koa, ...serverOf(koa, parts, closing) }
}

function apiRoutes(parts: AppParts, closing: AbortSignal): Middleware {
  const router = new Router()
  const floor = {
    identify: parts.identify,
    botToken: parts.botToken,
    keys: idempotencyKeys(parts.db, parts.clock, parts.sealer),
    limit: rateLimit(parts.rate ?? DEFAULT_RATE),
    replies: { strict: parts.strictReplies ?? process.env['NODE_ENV'] !== 'production', log: parts.log },
    deadlineMs: parts.deadlineMs ?? DEADLINE_MS,
    closing,
  }
  for (const mounted of parts.routes) mount(router, mounted, floor)
  const routes = router.routes() as unknown as Middleware
  return async (ctx, next) => {
    if (ctx.path !== '/api' && !ctx.path.startsWith('/api/')) return next()
    ctx.set('Cache-Control', 'no-store')
    // A link that opens a picture for half an hour shall not live on in a search engine.
    ctx.set('X-Robots-Tag', 'noindex, nofollow')
    checkPath(ctx.path)
    if (closing.aborted) throw new ApiError('unavailable')
    await routes(ctx, async () => {
      const allowed = allowedMethods(parts.routes, router, ctx.path)
      if (allowed.length === 0) throw new ApiError('not_found')
      ctx.set('Allow', allowed.join(', '))
      throw new ApiError('method_not_allowed')
    })
  }
}

function allowedMethods(routes: MountedRoute[], router: Router, path: string): string[] {
  const methods = router.match(path, '').path.flatMap((layer) => layer.methods)
  const ours = routes.map(({ route }) => route.method)
  return [...new Set(methods)].filter((method) => method === 'HEAD' || ours.some((known) => known === method))
}

/** Percent-encoding that is no UTF-8 names nothing we have. */
function checkPath(path: string): void {
  try {
    decodeURIComponent(path)
  } catch {
    throw new ApiError('not_found')
  }
}

const nothingHere: Middleware = (ctx) => {
  const page = (ctx.method === 'GET' || ctx.method === 'HEAD') && ctx.accepts('json', 'html') === 'html'
  if (!page) throw new ApiError('not_found')
  ctx.status = 404
  plainPage(ctx, pageWords.notFoundTitle, pageWords.notFound)
}

function serverOf(koa: Koa<RequestState>, parts: AppParts, closing: AbortController): Omit<App, 'koa'> {
  // A call that sends slowly must not hold a place: headers within 10 s, all of it within 20 s.
  const limits = {
    headersTimeout: 10_000,
    requestTimeout: 20_000,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: 30_000,
  }
  const handle = koa.callback()
  const server = http.createServer(limits, (req, res) => {
    if (closing.signal.aborted) res.setHeader('Connection', 'close')
    void handle(req, res)
  })
  const sockets = new Set<Duplex>()
  server.on('upgrade', (req: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const doors = [...(parts.proxies ?? []), ...(parts.doors ?? [])]
    const taken = !closing.signal.aborted && doors.some((door) => door.upgrade(req, socket, head))
    if (!taken) refuse(socket, '404 Not Found')
  })
  return {
    server,
    listen: (port, host) => listen(server, port, host),
    close: (graceMs = GRACE_MS) => {
      closing.abort()
      for (const door of parts.doors ?? []) door.close()
      return closeServer(server, sockets, graceMs)
    },
  }
}

function listen(server: http.Server, port: number, host?: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve(server.address() as AddressInfo)
    })
  })
}

/** Open sockets keep the server open: what was said last still goes out on them, for as long as calls may take. */
async function closeServer(server: http.Server, sockets: Set<Duplex>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  for (const socket of sockets) socket.end(() => socket.destroy())
  const patience = setTimeout(() => {
    server.closeAllConnections()
    for (const socket of sockets) socket.destroy()
  }, graceMs)
  await closed
  clearTimeout(patience)
}
