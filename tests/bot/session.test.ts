import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createClient, ApiFault, type TransportRequest } from '@yimin/shared/route/client'
import { defineRoute } from '@yimin/shared/route/route'
import { z } from 'zod'
import { EnvFault, readEnv, readToken } from '../../bot/app/env.ts'
import { limitsOf } from '../../bot/app/runBot.ts'
import { createLog } from '../../bot/session/log.ts'
import { Presence } from '../../bot/session/presence.ts'
import { folderName } from '../../bot/session/privateFiles.ts'
import { HeldByAnother, holdAlone } from '../../bot/session/soleHolder.ts'
import { until } from './until.ts'

let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yimin-session-'))
})

afterEach(() => rm(dir, { recursive: true, force: true }))

describe('settings', () => {
  const good = { DATA_DIR: '/data', BOT_TOKEN: 'a-token-of-some-length-or-more-than-that' }

  test('defaults are the sandbox beside the server', () => {
    expect(readEnv({ ...good, PORT: '4000' })).toMatchObject({
      adapters: ['sandbox'],
      serverUrl: 'http://127.0.0.1:4000',
      sandboxPort: 4001,
      gateway: 'inside',
    })
  })

  test.each<[string, Record<string, string>, string]>([
    ['no data folder', { DATA_DIR: '' }, 'DATA_DIR'],
    ['a relative data folder', { DATA_DIR: 'data' }, 'DATA_DIR: must be an absolute path'],
    ['a port out of range', { PORT: '70000' }, 'PORT'],
    ['an unknown adapter', { CHAT_ADAPTER: 'qq' }, 'CHAT_ADAPTER'],
    ['a server that is not http', { SERVER_URL: 'file:///etc' }, 'SERVER_URL'],
    ['a server elsewhere without TLS', { SERVER_URL: 'http://help.example.org' }, 'SERVER_URL: must be https'],
    ['a short token', { BOT_TOKEN: 'a-token-of-some-length' }, 'BOT_TOKEN'],
    ['WeChat without a puppet', { CHAT_ADAPTER: 'wechaty' }, 'CHAT_PUPPET'],
    ['a puppet that is a path', { CHAT_ADAPTER: 'wechaty', CHAT_PUPPET: '../evil' }, 'CHAT_PUPPET'],
    ['an account with a slash', { CHAT_ACCOUNT: '../x' }, 'CHAT_ACCOUNT'],
    ['wrong quiet hours', { CHAT_QUIET_HOURS: '25:00-07:00' }, 'CHAT_QUIET_HOURS'],
  ])('%s is named', (_what, env, name) => {
    expect(() => readEnv({ ...good, ...env })).toThrow(name)
  })

  test('the token comes from the environment or from its file', async () => {
    const env = readEnv({ DATA_DIR: dir })
    expect(() => readToken(env)).toThrow(EnvFault)
    expect(readToken({ ...env, token: 'a-token-of-some-length' })).toBe('a-token-of-some-length')
  })

  test('a station may change the limits', () => {
    const env = readEnv({ ...good, CHAT_PER_MINUTE: '3', CHAT_QUIET_HOURS: 'off', CHAT_WARM_UP: '0' })
    expect(limitsOf(env)).toMatchObject({ perMinute: 3, perDay: 300, quiet: null, warmUp: null })
    expect(limitsOf(readEnv({ ...good, CHAT_QUIET_HOURS: '21:30-08:00' })).quiet).toEqual({
      from: '21:30',
      to: '08:00',
    })
  })
})

test('the log carries no words, names or phone numbers', () => {
  let written = ''
  const log = createLog(
    'bot',
    'info',
    new Writable({ write: (chunk, _encoding, done) => ((written += String(chunk)), done()) }) as never,
  )
  log.info(
    { text: '王阿姨住六区', name: '王阿姨', ref: 'a1234567', err: new Error('cannot send to 13812345678') },
    'said',
  )
  expect(written).not.toMatch(/王阿姨|六区|13812345678/)
  expect(written).toContain('a1234567')
})

describe('the presence', () => {
  type Body = Record<string, unknown>

  function listen(
    answer: (body: Body) => { held: boolean } | Promise<{ held: boolean }>,
    now: () => number = Date.now,
  ) {
    const bodies: Body[] = []
    const held: boolean[] = []
    const presence = new Presence({
      adapter: 'wechaty',
      account: 'main',
      consumer: 'c1',
      log: createLog('test', 'silent'),
      now,
      beatMs: 20,
      onHeld: (value) => held.push(value),
      call: createClient(async ({ body }) => {
        const parsed = JSON.parse(body ?? '{}') as Body
        bodies.push(parsed)
        return { status: 200, body: JSON.stringify(await answer(parsed)) }
      }),
    })
    presence.start()
    return { presence, bodies, held }
  }

  test('a login code is told while it waits, and two minutes at most', async () => {
    let now = 1_000_000
    const { presence, bodies } = listen(
      () => ({ held: true }),
      () => now,
    )
    presence.change('scan', { qr: 'https://login.example/abc' })
    await until('told', () => bodies.at(-1)?.['qr'] === 'https://login.example/abc')
    now += 121_000
    await until('no longer told', () => bodies.at(-1)?.['qr'] === undefined)
    presence.change('scan', { qr: 'https://login.example/def' })
    await until('the next is told', () => bodies.at(-1)?.['qr'] === 'https://login.example/def')
    presence.change('online')
    await until('gone after the login', () => bodies.at(-1)?.['state'] === 'online')
    expect(bodies.at(-1)).not.toHaveProperty('qr')
    await presence.stop()
    expect(bodies.at(-1)).toMatchObject({ state: 'offline', reason: 'stopped' })
  })

  test('gaps are told one by one, and only the holder may tell them', async () => {
    let holds = false
    const { presence, bodies, held } = listen(() => ({ held: holds }))
    const gap = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T00:01:00.000Z' }
    const told = Promise.all([presence.tellGap(gap), presence.tellGap({ ...gap, to: '2026-11-22T00:02:00.000Z' })])
    await until('asked', () => bodies.length > 3)
    holds = true
    await told
    expect(held).toEqual([false, true])
    expect(bodies.filter(({ blind }) => blind).at(-1)?.['blind']).toMatchObject({ to: '2026-11-22T00:02:00.000Z' })
    await presence.stop()
  })

  test('a server that does not answer changes nothing', async () => {
    const { presence, held, bodies } = listen(() => Promise.reject(new Error('down')))
    await until('tried', () => bodies.length > 3)
    expect([held, presence.held]).toEqual([[], false])
    await presence.stop()
  })
})

describe('holding a folder alone', () => {
  test('a second one is refused until the first lets go', async () => {
    const path = join(dir, 'lock')
    const release = await holdAlone(path)
    await expect(holdAlone(path)).rejects.toThrow(HeldByAnother)
    await release()
    await (
      await holdAlone(path)
    )()
  })

  test('the lock of a dead process, or one that no longer touches it, is taken over', async () => {
    const path = join(dir, 'lock')
    await writeFile(path, '999999999\n')
    await (
      await holdAlone(path)
    )()
    await writeFile(path, `${process.pid}\n`)
    await utimes(path, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000))
    await (
      await holdAlone(path)
    )()
  })
})

test('any account makes a safe folder name', () => {
  for (const account of ['../x', 'a/b', '王', 'x'.repeat(500), '.', '*']) {
    expect(folderName('wechaty', account)).toMatch(/^wechaty-[\w%-]{1,80}$/)
  }
})

describe('the client', () => {
  const route = defineRoute({
    name: 'approve',
    method: 'POST',
    path: '/api/requests/:id/approval',
    caller: 'staff',
    summary: '',
    params: z.strictObject({ id: z.string() }),
    query: z.strictObject({ note: z.string().optional() }),
    body: z.strictObject({ yes: z.boolean() }),
    reply: z.strictObject({ ok: z.boolean() }),
  })

  test('fills path, query, body and headers, and parses the reply', async () => {
    const seen: TransportRequest[] = []
    const call = createClient(
      async (request) => {
        seen.push(request)
        return { status: 201, body: '{"ok":true}' }
      },
      () => ({ authorization: 'Bearer t' }),
    )
    const reply = await call(
      route,
      { params: { id: 'a/b' }, query: { note: '好 的' }, body: { yes: true } },
      { key: 'k1' },
    )
    expect(reply).toEqual({ ok: true })
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/api/requests/a%2Fb/approval?note=%E5%A5%BD%20%E7%9A%84',
      body: '{"yes":true}',
      headers: { authorization: 'Bearer t', 'idempotency-key': 'k1', 'content-type': 'application/json' },
    })
  })

  test('an answered error is a fault with its code; a reply of another shape is refused', async () => {
    const input = { params: { id: '1' }, query: {}, body: { yes: true } }
    const no = createClient(async () => ({ status: 409, body: '{"error":"conflict","message":"","fields":[]}' }))
    await expect(no(route, input)).rejects.toMatchObject({ status: 409, code: 'conflict' })
    await expect(no(route, input)).rejects.toThrow(ApiFault)
    const broken = createClient(async () => ({ status: 502, body: '<html>' }))
    await expect(broken(route, input)).rejects.toMatchObject({ status: 502, code: 'unknown' })
    const other = createClient(async () => ({ status: 200, body: '{"ok":true,"secret":1}' }))
    await expect(other(route, input)).rejects.toThrow('secret')
  })
})
