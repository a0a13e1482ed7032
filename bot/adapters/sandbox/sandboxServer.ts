import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ERRORS, type ErrorCode } from '@yimin/shared/errors/codes'
import type { Log } from '../../session/log.ts'
import { recallBody, sayBody } from './contract.ts'
import { ChatRefusal, type FakeChat } from './fakeChat.ts'
import { LiveFeed } from './liveFeed.ts'
import { findPageDir, readPageFile } from './pageFiles.ts'
import { checkOrigin, HttpFault, readBody } from './request.ts'

export interface SandboxServerSettings {
  port: number
  log: Log
  /** Undefined until the cast is known; then the page answers 503. */
  chat: () => FakeChat | undefined
  pageDir?: string
}

type Act = (
  request: IncomingMessage,
  chat: FakeChat,
  query: URLSearchParams,
) => Promise<{ status: number; body: unknown }>

const ROOT = '/sandbox/'
const API = `${ROOT}api/`

const ACTS: Record<string, Act> = {
  'GET cast': async (_request, chat) => {
    const { account, rooms, people } = chat.cast
    return { status: 200, body: { account, rooms, people } }
  },
  'GET transcript': async (_request, chat, query) => {
    const as = readAs(chat, query)
    return { status: 200, body: { conversations: chat.conversationsOf(as) } }
  },
  'POST messages': async (request, chat) => {
    const body = await readBody(request, sayBody)
    return { status: 201, body: { message: await chat.say(body) } }
  },
  'POST recall': async (request, chat) => {
    const body = await readBody(request, recallBody)
    return { status: 200, body: { message: await chat.recall(body.as, body.messageId) } }
  },
}

/** The demo person who looks, or `all` for the trainer's view. */
function readAs(chat: FakeChat, query: URLSearchParams): string {
  const given = query.getAll('as')
  const as = given[0]
  if (as === undefined || given.length > 1) {
    throw new HttpFault('invalid_input', [{ path: 'as', message: '请说明是哪一位。' }])
  }
  if (as !== 'all' && !chat.hasPerson(as)) throw new HttpFault('not_found')
  return as
}

function readAfter(query: URLSearchParams): number | undefined {
  const after = query.get('after')
  if (after === null || after === '') return undefined
  if (!/^\d{1,15}$/.test(after)) throw new HttpFault('invalid_input', [{ path: 'after', message: '这里要填数字。' }])
  return Number(after)
}

/** The sandbox's page, its small API and its live feed, for the loopback only; the web server in front passes `/sandbox/*` on to it. */
export class SandboxServer {
  private readonly settings: SandboxServerSettings
  private readonly http: Server
  private readonly feed: LiveFeed

  constructor(settings: SandboxServerSettings) {
    this.settings = settings
    this.feed = new LiveFeed(settings.log)
    this.http = createServer((request, response) => void this.answer(request, response))
    this.http.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      try {
        const { chat, as, after } = this.readLive(request)
        this.feed.take(request, socket, head, chat, as, after)
      } catch (error) {
        const code = error instanceof HttpFault ? error.code : 'internal'
        socket.end(`HTTP/1.1 ${ERRORS[code].status} ${code}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      }
    })
  }

  /** Listens on the loopback and gives the port (another one than asked for when that was 0). */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.http.once('error', reject)
      this.http.listen(this.settings.port, '127.0.0.1', () => resolve((this.http.address() as AddressInfo).port))
    })
  }

  async close(): Promise<void> {
    this.feed.close()
    if (!this.http.listening) return
    await new Promise<void>((resolve) => {
      this.http.close(() => resolve())
      this.http.closeAllConnections()
    })
  }

  private readLive(request: IncomingMessage): { chat: FakeChat; as: string; after: number | undefined } {
    checkOrigin(request)
    const url = new URL(request.url ?? '/', 'http://sandbox')
    if (url.pathname !== `${API}live`) throw new HttpFault('not_found')
    const chat = this.chat()
    return { chat, as: readAs(chat, url.searchParams), after: readAfter(url.searchParams) }
  }

  private chat(): FakeChat {
    const chat = this.settings.chat()
    if (!chat) throw new HttpFault('unavailable')
    return chat
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.writeHeaders(request, response)
      checkOrigin(request)
      const url = new URL(request.url ?? '/', 'http://sandbox')
      if (url.pathname.startsWith(API)) await this.act(request, response, url)
      else await this.page(request, response, url)
    } catch (error) {
      this.fail(request, response, error)
    }
  }

  private async act(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const name = url.pathname.slice(API.length)
    const act = ACTS[`${request.method} ${name}`]
    if (!act) {
      const known = Object.keys(ACTS).some((key) => key.endsWith(` ${name}`))
      throw new HttpFault(known ? 'method_not_allowed' : 'not_found')
    }
    const { status, body } = await act(request, this.chat(), url.searchParams)
    this.writeJson(response, status, body)
  }

  private async page(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpFault('method_not_allowed')
    if (url.pathname === '/sandbox') {
      response.writeHead(308, { location: ROOT }).end()
      return
    }
    const dir = this.settings.pageDir ?? findPageDir()
    const file =
      dir !== undefined && url.pathname.startsWith(ROOT)
        ? await readPageFile(dir, url.pathname.slice(ROOT.length))
        : undefined
    if (!file) throw new HttpFault('not_found')
    response.writeHead(200, {
      'content-type': file.type,
      'cache-control': 'no-cache',
      'content-length': file.bytes.length,
    })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
  }

  private writeHeaders(request: IncomingMessage, response: ServerResponse): void {
    const host = /^[\w.:[\]-]+$/.exec(request.headers.host ?? '')?.[0]
    const live = host === undefined ? '' : ` ws://${host} wss://${host}`
    response.setHeader(
      'content-security-policy',
      `default-src 'self'; connect-src 'self'${live}; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`,
    )
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'no-referrer')
    response.setHeader('cache-control', 'no-store')
  }

  private writeJson(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
  }

  private fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const code: ErrorCode = error instanceof HttpFault || error instanceof ChatRefusal ? error.code : 'internal'
    if (code === 'internal') this.settings.log.error({ err: error }, 'sandbox request failed')
    if (response.headersSent) {
      response.destroy()
      return
    }
    // What is left of a refused body is not read: the connection ends with the answer.
    if (!request.complete) response.setHeader('connection', 'close')
    const fields = error instanceof HttpFault ? error.fields : []
    this.writeJson(response, ERRORS[code].status, { error: code, message: ERRORS[code].message, fields })
  }
}
