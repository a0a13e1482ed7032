import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { proxy } from '../../../server/platform/web/index.ts'
import { call, noteApp, raw, write } from './noteApp.ts'

const bearer = { authorization: 'Bearer ann' }

describe('health', () => {
  it('lives, and is ready when all parts answer within a second', async () => {
    let redis: () => Promise<unknown> = async () => 'PONG'
    const app = await noteApp({ checks: { mongo: async () => undefined, redis: () => redis() } })
    try {
      expect((await call(app.port, { path: '/healthz' })).json).toEqual({ alive: true })
      const ready = await call(app.port, { path: '/readyz' })
      expect([ready.status, ready.json]).toEqual([200, { ready: true, parts: { mongo: 'up', redis: 'up' } }])
      redis = async () => Promise.reject(new Error('gone'))
      const gone = await call(app.port, { path: '/readyz' })
      expect([gone.status, gone.json]).toEqual([503, { ready: false, parts: { mongo: 'up', redis: 'down' } }])
      redis = () => new Promise(() => undefined)
      const began = performance.now()
      expect((await call(app.port, { path: '/readyz' })).status).toBe(503)
      expect(performance.now() - began).toBeLessThan(2_000)
    } finally {
      await app.close()
    }
  })

  it('shows figures to its own machine only', async () => {
    const app = await noteApp()
    try {
      await call(app.port, { path: '/api/notes/mine', headers: bearer })
      const heard = await call(app.port, { path: '/metrics' })
      expect(heard.text).toContain('http_request_duration_seconds_count{route="readNote",method="GET",status="200"}')
      expect(heard.text).toContain('process_cpu_seconds_total')
      expect((await call(app.port, { path: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(
        404,
      )
    } finally {
      await app.close()
    }
    const open = await noteApp({ metricsPublic: true })
    try {
      expect((await call(open.port, { path: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(
        200,
      )
    } finally {
      await open.close()
    }
  })
})

describe('the door to another process', () => {
  const html = { accept: 'text/html' }

  async function other() {
    const seen: http.IncomingHttpHeaders[] = []
    const server = http.createServer((req, res) => {
      seen.push(req.headers)
      const parts: Buffer[] = []
      req.on('data', (part: Buffer) => parts.push(part))
      req.on('end', () => {
        res.writeHead(req.url?.includes('missing') ? 404 : 200, {
          'content-type': 'application/json',
          'set-cookie': 'a=b',
          'content-security-policy': 'none',
        })
        res.end(JSON.stringify({ method: req.method, url: req.url, body: Buffer.concat(parts).toString() }))
      })
    })
    const sockets = new WebSocketServer({ server })
    sockets.on('connection', (socket, req) => {
      socket.send(`hello ${req.url}`)
      socket.on('message', (text: Buffer) => socket.send(`echo ${text.toString()}`))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return {
      seen,
      target: `http://127.0.0.1:${port}`,
      close: () =>
        new Promise((resolve) => {
          sockets.close()
          server.closeAllConnections()
          server.close(resolve)
        }),
    }
  }

  it('carries calls and their answers, and keeps tokens to itself', async () => {
    const behind = await other()
    const app = await noteApp({ proxies: [proxy('/side', behind.target)] })
    try {
      const headers = { ...bearer, cookie: 'a=b', 'content-type': 'application/json' }
      const heard = await call(app.port, { method: 'POST', path: '/side/api/x?as=%E7%8E%8B', headers, body: '{"a":1}' })
      expect(heard.json).toEqual({ method: 'POST', url: '/side/api/x?as=%E7%8E%8B', body: '{"a":1}' })
      expect(behind.seen[0]?.authorization ?? behind.seen[0]?.cookie).toBeUndefined()
      expect(heard.headers['set-cookie']).toBeUndefined()
      expect(heard.headers['content-security-policy']).toContain("default-src 'self'")
      expect((await call(app.port, { path: '/side/missing' })).status).toBe(404)
      expect((await call(app.port, { path: '/sideways' })).status).toBe(404)
      const large = { method: 'POST', path: '/side/x', headers, body: 'a'.repeat(400_000) }
      expect((await call(app.port, large)).status).toBe(413)
      expect((await call(app.port, { ...large, chunked: true })).status).toBe(413)
      expect(
        (await call(app.port, { ...large, body: '{}', headers: { ...headers, origin: 'https://evil.example' } }))
          .status,
      ).toBe(403)
    } finally {
      await app.close()
      await behind.close()
    }
  })

  it('carries WebSockets, and none from pages of other sites', async () => {
    const behind = await other()
    const app = await noteApp({ proxies: [proxy('/side', behind.target)] })
    try {
      const socket = new WebSocket(`ws://127.0.0.1:${app.port}/side/live?as=a`)
      const heard: string[] = []
      await new Promise<void>((resolve, reject) => {
        socket.on('error', reject)
        socket.on('message', (text: Buffer) => {
          heard.push(text.toString())
          if (heard.length === 1) socket.send('there')
          else resolve()
        })
      })
      expect(heard).toEqual(['hello /side/live?as=a', 'echo there'])
      const status = (url: string, origin?: string) =>
        new Promise<number>((resolve) => {
          const refused = new WebSocket(url, { origin })
          refused.on('error', () => undefined)
          refused.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
        })
      expect(await status(`ws://127.0.0.1:${app.port}/side/live`, 'https://evil.example')).toBe(403)
      expect(await status(`ws://127.0.0.1:${app.port}/elsewhere`)).toBe(404)
      const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()))
      await app.app.close(100)
      await ended
    } finally {
      await app.close()
      await behind.close()
    }
  })

  it('hands no odd paths through and survives them', async () => {
    const behind = await other()
    const app = await noteApp({ proxies: [proxy('/side', behind.target)] })
    try {
      for (const where of ['/side/../api', '/side/%2e%2e/api', '/side/..%2fapi', '/side/.']) {
        expect((await call(app.port, { path: where })).status).toBe(404)
      }
      const socketTo = (where: string) =>
        raw(
          app.port,
          `GET ${where} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
        )
      for (const where of ['//', '//:', '*', 'http://[', '/side/\u00e9', '/side/../api', '/%', '?']) {
        expect(await socketTo(where)).toMatch(/^HTTP\/1\.1 4/)
      }
      expect(behind.seen).toEqual([])
      expect((await call(app.port, { path: '/healthz' })).status).toBe(200)
    } finally {
      await app.close()
      await behind.close()
    }
  })

  it('says so when nobody is behind it', async () => {
    const behind = await other()
    await behind.close()
    const app = await noteApp({ proxies: [proxy('/side', behind.target)] })
    try {
      const page = await call(app.port, { path: '/side/', headers: html })
      expect([page.status, page.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8'])
      expect(page.text).toContain('请过一会儿')
      const program = await call(app.port, { path: '/side/api/x' })
      expect([program.status, program.json.error]).toEqual([503, 'unavailable'])
    } finally {
      await app.close()
    }
  })
})

describe('stopping', () => {
  it('lets a running call finish and ends long polls at once', async () => {
    const app = await noteApp()
    let open = () => undefined as void
    const gate = new Promise<void>((resolve) => (open = resolve))
    const started = new Promise<void>((resolve) => {
      app.deeds['slow'] = () => (resolve(), gate)
    })
    const polled = new Promise<void>((resolve) => {
      app.deeds['poll'] = (signal) => (
        resolve(),
        new Promise((end) => signal.addEventListener('abort', () => end(undefined)))
      )
    })
    const slow = write(app.port, '/api/acts', { what: 'slow' })
    const poll = write(app.port, '/api/acts', { what: 'poll' })
    await Promise.all([started, polled])
    const closing = app.app.close(5_000)
    expect((await poll).status).toBe(200)
    open()
    expect((await slow).status).toBe(200)
    await closing
    await expect(call(app.port, { path: '/healthz' })).rejects.toThrow('ECONNREFUSED')
    await app.close()
  })

  it('hangs up on what takes too long', async () => {
    const app = await noteApp()
    const started = new Promise<void>((resolve) => {
      app.deeds['hang'] = () => (resolve(), new Promise(() => undefined))
    })
    const hanging = write(app.port, '/api/acts', { what: 'hang' }).catch((error: Error) => error)
    await started
    const began = performance.now()
    await app.app.close(100)
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(await hanging).toHaveProperty('code', 'ECONNRESET')
    await app.close()
  })

  it('tells when its port is taken', async () => {
    const app = await noteApp()
    const other = await noteApp()
    try {
      await expect(other.app.close().then(() => other.app.listen(app.port, '127.0.0.1'))).rejects.toThrow('EADDRINUSE')
    } finally {
      await app.close()
      await other.close()
    }
  })
})
