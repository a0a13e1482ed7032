import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Koa from 'koa'
import { serveFolder } from '../../../server/platform/web/index.ts'

const SCRIPT = `${'export const words = "你好";\n'.repeat(200)}`
let room: string
let server: Server

beforeAll(async () => {
  room = mkdtempSync(path.join(tmpdir(), 'compress-'))
  writeFileSync(path.join(room, 'app.0123abcd.js'), SCRIPT)
  writeFileSync(path.join(room, 'small.js'), 'export {}')
  writeFileSync(path.join(room, 'picture.png'), Buffer.alloc(5_000, 1))
  server = createServer(new Koa().use(serveFolder('/', room)).callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  rmSync(room, { recursive: true })
})

interface Heard {
  status: number | undefined
  headers: IncomingMessage['headers']
  bytes: Buffer
}

function get(file: string, accepts: string, more: Record<string, string> = {}, method = 'GET'): Promise<Heard> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': accepts, ...more }
    request({ port, path: file, method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

it.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
])('sends a script to a browser that takes %s as %s, and it is the same script', async (accepts, encoding, open) => {
  const { headers, bytes } = await get('/app.0123abcd.js', accepts)
  expect(headers).toMatchObject({
    'content-encoding': encoding,
    'content-length': String(bytes.length),
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(headers.vary).toMatch(/accept-encoding/i)
  expect(bytes.length).toBeLessThan(SCRIPT.length / 5)
  expect(open(bytes).toString()).toBe(SCRIPT)
})

it('sends it as it is to a browser that takes nothing else', async () => {
  const { headers, bytes } = await get('/app.0123abcd.js', 'identity')
  expect(headers['content-encoding']).toBeUndefined()
  expect(headers.vary).toMatch(/accept-encoding/i)
  expect(bytes.toString()).toBe(SCRIPT)
})

it('leaves small files and pictures as they are', async () => {
  for (const file of ['/small.js', '/picture.png']) {
    expect((await get(file, 'br, gzip')).headers['content-encoding']).toBeUndefined()
  }
})

it('answers 304 to what the browser has in the same encoding, and not to another', async () => {
  const { headers } = await get('/app.0123abcd.js', 'br')
  const known = { 'if-none-match': String(headers.etag) }
  expect((await get('/app.0123abcd.js', 'br', known)).status).toBe(304)
  expect((await get('/app.0123abcd.js', 'gzip', known)).status).toBe(200)
})

it('tells the length to HEAD, without a body', async () => {
  const { headers, bytes } = await get('/app.0123abcd.js', 'gzip', {}, 'HEAD')
  expect(Number(headers['content-length'])).toBeGreaterThan(0)
  expect(bytes).toHaveLength(0)
})

it('sends the new file when a build changed it', async () => {
  const file = path.join(room, 'app.css')
  writeFileSync(file, 'a{color:red}'.repeat(200))
  await get('/app.css', 'gzip')
  writeFileSync(file, 'b{color:red}'.repeat(200))
  utimesSync(file, new Date(), new Date(Date.now() + 5_000))
  expect(gunzipSync((await get('/app.css', 'gzip')).bytes).toString()).toMatch(/^b/)
})
