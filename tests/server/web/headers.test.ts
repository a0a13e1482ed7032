import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serveFolder } from '../../../server/platform/web/index.ts'
import { call, noteApp, type NoteApp } from './noteApp.ts'

let app: NoteApp
let room: string

beforeAll(async () => {
  room = mkdtempSync(path.join(tmpdir(), 'web-'))
  const folder = path.join(room, 'pages')
  mkdirSync(path.join(folder, 'js'), { recursive: true })
  writeFileSync(path.join(room, 'secret.txt'), 'secret')
  writeFileSync(path.join(folder, '.hidden'), 'secret')
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><script src="/js/app.0123abcd.js"></script><script>let a = 1</script>',
  )
  writeFileSync(path.join(folder, 'js', 'app.0123abcd.js'), 'export {}')
  writeFileSync(path.join(folder, 'plain.css'), 'body{}')
  symlinkSync(path.join(room, 'secret.txt'), path.join(folder, 'link.txt'))
  app = await noteApp({ folders: [serveFolder('/', folder, { indexFallback: true })] })
})
afterAll(async () => {
  await app.close()
  rmSync(room, { recursive: true })
})

const html = { accept: 'text/html,application/xhtml+xml' }
const SECURITY = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

describe('every answer', () => {
  it.each([
    '/api/greeting',
    '/api/nowhere',
    '/api/notes/mine',
    '/healthz',
    '/readyz',
    '/metrics',
    '/docs',
    '/docs/openapi.json',
    '/js/app.0123abcd.js',
    '/nothing.png',
  ])('carries the security headers: %s', async (where) => {
    const { headers } = await call(app.port, { path: where })
    const seen = Object.fromEntries(SECURITY.map((name) => [name, headers[name]]))
    const port = `127.0.0.1:${app.port}`
    expect({
      ...seen,
      'content-security-policy': String(seen['content-security-policy']).replaceAll(port, 'HOST'),
    }).toEqual({
      'content-security-policy':
        "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data: blob:;font-src 'self' data:;" +
        "connect-src 'self' ws://HOST wss://HOST;object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'x-download-options': 'noopen',
      'x-frame-options': 'DENY',
      'x-permitted-cross-domain-policies': 'none',
      'x-xss-protection': '0',
    })
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
    expect(headers['x-powered-by']).toBeUndefined()
  })

  it('keeps answers of the API out of every cache', async () => {
    for (const where of ['/api/greeting', '/api/nowhere', '/healthz']) {
      expect((await call(app.port, { path: where })).headers['cache-control']).toBe('no-store')
    }
  })

  it('keeps answers of the API out of every search engine', async () => {
    for (const where of ['/api/greeting', '/api/nowhere'])
      expect((await call(app.port, { path: where })).headers['x-robots-tag']).toBe('noindex, nofollow')
  })

  it('says what it is, with its characters', async () => {
    const types = await Promise.all(
      ['/api/greeting', '/api/nowhere', '/healthz', '/metrics', '/docs', '/docs/style.css', '/plain.css', '/'].map(
        async (path) => (await call(app.port, { path, headers: html })).headers['content-type'],
      ),
    )
    for (const type of types) expect(type).toMatch(/^(application\/json|text\/(html|css|plain)).*; ?charset=utf-8/)
  })

  it('opens itself to no other site: no word of CORS, and nobody before whom a browser may ask ahead', async () => {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    for (const method of ['OPTIONS', 'GET'])
      for (const path of ['/api/notes/mine', '/api/greeting', '/docs', '/plain.css']) {
        const heard = await call(app.port, { method, path, headers })
        expect(Object.keys(heard.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
        if (method === 'OPTIONS') expect(heard.status).toBeGreaterThanOrEqual(400)
      }
  })

  it('sets no cookie, and gives nothing back of what a TRACE sends', async () => {
    for (const method of ['GET', 'TRACE'])
      for (const path of ['/', '/api/greeting', '/docs', '/plain.css']) {
        const heard = await call(app.port, { method, path, headers: { ...html, 'x-secret': 'hunter2' } })
        expect(heard.headers['set-cookie']).toBeUndefined()
        expect(heard.text).not.toContain('hunter2')
        if (method === 'TRACE') expect(heard.status).toBeGreaterThanOrEqual(400)
      }
  })

  it('leads nobody from one address to another', async () => {
    for (const path of ['/docs/', '/js', '//evil.example', '/api', '/healthz/'])
      expect((await call(app.port, { path, headers: html })).headers.location).toBeUndefined()
  })

  it('lets no host name write into the policy', async () => {
    const { headers } = await call(app.port, { path: '/healthz', headers: { host: 'a; script-src *' } })
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers['content-security-policy']).not.toContain('script-src *')
  })
})

describe('a folder', () => {
  it('gives its index with the hash of the script inside', async () => {
    const heard = await call(app.port, { path: '/', headers: html })
    expect([heard.status, heard.headers['content-type'], heard.headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ])
    expect(heard.headers['content-security-policy']).toMatch(
      /script-src 'self' 'sha256-[\w+/]{43}=';style-src 'self' 'unsafe-inline'/,
    )
  })

  it('gives its index for ways inside the page, and not for missing files', async () => {
    expect((await call(app.port, { path: '/some/way', headers: html })).text).toContain('<!doctype html>')
    expect((await call(app.port, { path: '/gone.js', headers: html })).status).toBe(404)
    expect((await call(app.port, { path: '/api/gone', headers: html })).headers['content-type']).toBe(
      'application/json; charset=utf-8',
    )
  })

  it('lets browsers keep files with a hash in their name for good', async () => {
    const heard = await call(app.port, { path: '/js/app.0123abcd.js' })
    expect([heard.text, heard.headers['cache-control'], heard.headers['content-type']]).toEqual([
      'export {}',
      'public, max-age=31536000, immutable',
      'text/javascript; charset=utf-8',
    ])
  })

  it('says the policy of a page again when the browser has the page already: it would take the bare one', async () => {
    const first = await call(app.port, { path: '/', headers: html })
    const again = await call(app.port, { path: '/', headers: { ...html, 'if-none-match': String(first.headers.etag) } })
    expect([again.status, again.text]).toEqual([304, ''])
    expect(again.headers['content-security-policy']).toBe(first.headers['content-security-policy'])
  })

  it('says when nothing has changed', async () => {
    const first = await call(app.port, { path: '/plain.css' })
    const again = await call(app.port, { path: '/plain.css', headers: { 'if-none-match': String(first.headers.etag) } })
    expect([first.status, again.status, again.text]).toEqual([200, 304, ''])
  })

  it('answers HEAD without the content', async () => {
    const heard = await call(app.port, { method: 'HEAD', path: '/plain.css' })
    expect([heard.status, heard.headers['content-length'], heard.text]).toEqual([200, '6', ''])
  })

  it.each([
    '/../secret.txt',
    '/js/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/js/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/link.txt',
    '/.hidden',
    '/.git/config',
    '/.env',
    '/js/',
    '/%00',
    '/%ff',
    '//etc/passwd',
  ])('never leaves: %s', async (where) => {
    const heard = await call(app.port, { path: where })
    expect(heard.status).toBe(404)
    expect(heard.text).not.toBe('secret')
  })

  it('takes no writes', async () => {
    expect((await call(app.port, { method: 'POST', path: '/plain.css' })).status).toBe(404)
  })
})
