import { ERRORS } from '../../../shared/errors/codes.ts'
import { BOT_TOKEN, call, noteApp, raw, write, type Call, type NoteApp } from './noteApp.ts'

let app: NoteApp

beforeAll(async () => {
  app = await noteApp({ rate: { burst: 10_000, perSecond: 10_000 } })
})
afterAll(() => app.close())

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const jsonType = { 'content-type': 'application/json' }

describe('who may knock', () => {
  const cases: [string, Call, number, string | undefined][] = [
    ['no session', { path: '/api/notes/mine' }, 401, 'unauthenticated'],
    ['a session that nobody has', { path: '/api/notes/mine', headers: bearer('nobody') }, 401, 'unauthenticated'],
    [
      'another scheme',
      { path: '/api/notes/mine', headers: { authorization: 'Basic YW5uOmFubg==' } },
      401,
      'unauthenticated',
    ],
    [
      'a token with control characters',
      { path: '/api/notes/mine', headers: { authorization: 'Bearer an\tn' } },
      401,
      'unauthenticated',
    ],
    ['an endless token', { path: '/api/notes/mine', headers: bearer('a'.repeat(600)) }, 401, 'unauthenticated'],
    ['the owner', { path: '/api/notes/mine', headers: bearer('ann') }, 200, undefined],
    [
      'a person at a door for staff',
      { method: 'POST', path: '/api/staff/closing', headers: { ...bearer('ann'), 'idempotency-key': 'k' } },
      403,
      'forbidden',
    ],
    [
      'staff',
      { method: 'POST', path: '/api/staff/closing', headers: { ...bearer('sue'), 'idempotency-key': 'k' } },
      200,
      undefined,
    ],
    [
      'a person at the bot’s door',
      { method: 'POST', path: '/api/bot/feed', headers: { ...bearer('ann'), ...jsonType }, body: '{"lines":[]}' },
      403,
      'forbidden',
    ],
    [
      'the bot',
      { method: 'POST', path: '/api/bot/feed', headers: { ...bearer(BOT_TOKEN), ...jsonType }, body: '{"lines":[]}' },
      200,
      undefined,
    ],
    [
      'the bot’s token with one letter wrong',
      {
        method: 'POST',
        path: '/api/bot/feed',
        headers: { ...bearer(`${BOT_TOKEN.slice(1)}c`), ...jsonType },
        body: '{"lines":[]}',
      },
      401,
      'unauthenticated',
    ],
    ['the bot at a person’s door', { path: '/api/notes/mine', headers: bearer(BOT_TOKEN) }, 403, 'forbidden'],
    ['anyone where all may enter', { path: '/api/greeting' }, 200, undefined],
    [
      'somebody with an ended session where all may enter',
      { path: '/api/greeting', headers: bearer('ended') },
      200,
      undefined,
    ],
  ]

  it.each(cases)('%s', async (_name, request, status, error) => {
    const heard = await call(app.port, request)
    expect([heard.status, heard.json.error]).toEqual([status, error])
  })

  it('tells the same for what is not yours and what is not there', async () => {
    const theirs = await call(app.port, { path: '/api/notes/theirs', headers: bearer('ann') })
    const nothing = await call(app.port, { path: '/api/notes/nothing', headers: bearer('ann') })
    const noRoute = await call(app.port, { path: '/api/nowhere', headers: bearer('ann') })
    expect(theirs.status).toBe(404)
    expect(theirs.text).toBe(nothing.text)
    expect(theirs.text).toBe(noRoute.text)
  })

  it('answers without a session before it reads anything else', async () => {
    const heard = await call(app.port, { method: 'POST', path: '/api/notes?x=1&x=2', headers: jsonType, body: '{"bad' })
    expect(heard.status).toBe(401)
  })
})

describe('which calls there are', () => {
  it('names the methods of a path that knows other ones', async () => {
    const heard = await call(app.port, { method: 'DELETE', path: '/api/notes/mine', headers: bearer('ann') })
    expect([heard.status, heard.json.error, heard.headers.allow]).toEqual([405, 'method_not_allowed', 'HEAD, GET'])
  })

  it.each(['/api', '/api/', '/api/notes/%ff', '/api/notes/mine/more', '/api/../etc/passwd', '/API2'])(
    'knows nothing at %s',
    async (path) => {
      const heard = await call(app.port, { path, headers: bearer('ann') })
      expect([heard.status, heard.json.error]).toEqual([404, 'not_found'])
    },
  )

  it('refuses writes from pages of other sites', async () => {
    const headers = { ...bearer('ann'), ...jsonType, 'idempotency-key': 'o1', origin: 'https://evil.example' }
    const heard = await call(app.port, { method: 'POST', path: '/api/notes', headers, body: '{"text":"a"}' })
    expect([heard.status, heard.json.error]).toEqual([403, 'forbidden'])
    const own = await call(app.port, {
      method: 'POST',
      path: '/api/notes',
      headers: { ...headers, origin: app.base },
      body: '{"text":"a"}',
    })
    expect(own.status).toBe(201)
  })
})

describe('hostile bodies', () => {
  const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`
  const bodies: [string, string | Buffer, number, string, string[]][] = [
    ['nothing', '', 400, 'bad_json', []],
    ['half an object', '{"text":"a"', 400, 'bad_json', []],
    ['not JSON', 'text=a', 400, 'bad_json', []],
    ['NaN', '{"text":"a","count":NaN}', 400, 'bad_json', []],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400, 'bad_json', []],
    [
      'an overlong UTF-8 form',
      Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
      400,
      'bad_json',
      [],
    ],
    ['UTF-16', Buffer.from('{"text":"a"}', 'utf16le'), 400, 'bad_json', []],
    ['null', 'null', 400, 'invalid_input', ['']],
    ['a list', '[]', 400, 'invalid_input', ['']],
    ['a number', '7', 400, 'invalid_input', ['']],
    ['a string', '"text"', 400, 'invalid_input', ['']],
    ['an empty object', '{}', 400, 'invalid_input', ['text']],
    ['unknown fields', '{"text":"a","admin":true,"role":"x"}', 400, 'invalid_input', ['admin', 'role']],
    ['a database operator', '{"text":{"$gt":""}}', 400, 'invalid_input', ['text']],
    ['__proto__', '{"text":"a","__proto__":{"admin":true}}', 400, 'invalid_input', ['__proto__']],
    ['constructor', '{"text":"a","constructor":{"prototype":{"admin":true}}}', 400, 'invalid_input', ['constructor']],
    [
      '__proto__ within',
      '{"text":"a","items":[{"name":"b","__proto__":{}}]}',
      400,
      'invalid_input',
      ['items.0.__proto__'],
    ],
    ['a well of objects', deep, 400, 'invalid_input', ['a', 'a.a.a', 'text']],
    ['a well of lists', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'invalid_input', ['', '0.0.0']],
    ['a number too large to be one', '{"text":"a","count":1e999}', 400, 'invalid_input', ['count']],
    [
      'everything wrong at once',
      '{"text":"","count":1.5,"kind":"odd","at":"yesterday","items":[{"name":""},{},{"name":1,"x":2}],"more":1}',
      400,
      'invalid_input',
      ['at', 'count', 'items.0.name', 'items.1.name', 'items.2.name', 'items.2.x', 'kind', 'more', 'text'],
    ],
    ['a text over its limit', JSON.stringify({ text: '字'.repeat(51) }), 400, 'invalid_input', ['text']],
    ['more than 256 kB', JSON.stringify({ text: 'a'.repeat(300_000) }), 413, 'too_large', []],
  ]

  it.each(bodies)('%s', async (_name, body, status, error, paths) => {
    const headers = { ...bearer('ann'), ...jsonType, 'idempotency-key': 'hostile' }
    const heard = await call(app.port, { method: 'POST', path: '/api/notes', headers, body })
    expect([heard.status, heard.json.error]).toEqual([status, error])
    expect((heard.json.fields ?? []).map((fault) => fault.path).sort()).toEqual(paths)
    expect(heard.json.message).toBe(ERRORS[error as keyof typeof ERRORS].message)
    for (const fault of heard.json.fields ?? []) expect(fault.message).toMatch(/\p{Script=Han}/u)
    expect(app.ran['writeNote'] ?? 0).toBeLessThanOrEqual(1)
  })

  it('hears the refusal of an endless body without a length', async () => {
    const headers = { ...bearer('ann'), ...jsonType, 'idempotency-key': 'endless' }
    const heard = await call(app.port, {
      method: 'POST',
      path: '/api/notes',
      headers,
      body: 'a'.repeat(2_000_000),
      chunked: true,
    })
    expect(heard.status).toBe(413)
  })

  it('leaves the language’s own objects as they were', () => {
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })

  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=gbk',
    'application/jsonp',
    '',
  ]
  it.each(types)('does not read %s', async (type) => {
    const headers = { ...bearer('ann'), 'idempotency-key': 'type', ...(type && { 'content-type': type }) }
    const heard = await call(app.port, { method: 'POST', path: '/api/notes', headers, body: '{"text":"a"}' })
    expect([heard.status, heard.json.error]).toEqual([415, 'unsupported_media_type'])
  })

  it('does not unpack compressed bodies', async () => {
    const headers = { ...bearer('ann'), ...jsonType, 'idempotency-key': 'gzip', 'content-encoding': 'gzip' }
    const heard = await call(app.port, { method: 'POST', path: '/api/notes', headers, body: '{"text":"a"}' })
    expect(heard.status).toBe(415)
  })

  it('reads a marked UTF-8 body and mends a broken emoji', async () => {
    const headers = { ...bearer(BOT_TOKEN), 'content-type': 'application/json; charset=UTF-8' }
    const heard = await call(app.port, {
      method: 'POST',
      path: '/api/bot/feed',
      headers,
      body: '\ufeff{"lines":["a\\ud83d"]}',
    })
    expect(heard.json).toEqual({ stored: 1, first: 'a\ufffd' })
  })

  it('takes no body where none is awaited', async () => {
    const heard = await call(app.port, { path: '/api/greeting', headers: jsonType, body: '{"a":1}' })
    expect([heard.status, heard.json.fields]).toEqual([400, [{ path: 'a', message: '没有这一项。' }]])
  })
})

describe('queries', () => {
  const queries: [string, string[]][] = [
    ['long=yes&long=no', ['long']],
    ['long=yes&long=yes', ['long']],
    ['long=%ff', ['long']],
    ['%ff=yes', ['query']],
    ['long=maybe', ['long']],
    ['long[]=yes', ['long[]']],
    ['__proto__=1&constructor=2&toString=3', ['__proto__', 'constructor', 'toString']],
    ['other=1', ['other']],
  ]

  it.each(queries)('refuses %s', async (query, paths) => {
    const heard = await call(app.port, { path: `/api/notes/mine?${query}`, headers: bearer('ann') })
    expect([heard.status, heard.json.error]).toEqual([400, 'invalid_input'])
    expect(heard.json.fields?.map((fault) => fault.path)).toEqual(paths)
  })

  it('names a path parameter that does not fit', async () => {
    const heard = await call(app.port, { path: `/api/notes/${'x'.repeat(50)}`, headers: bearer('ann') })
    expect(heard.json.fields).toEqual([{ path: 'id', message: '最多写 40 个字。' }])
  })
})

describe('broken HTTP', () => {
  const requests: [string, string][] = [
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['two lengths', 'POST /api/notes HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc'],
    [
      'length and chunks',
      'POST /api/notes HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no host', 'GET /api/greeting HTTP/1.1\r\n\r\n'],
    ['endless headers', `GET /api/greeting HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`],
  ]

  it.each(requests)('refuses %s', async (_name, request) => {
    expect(await raw(app.port, request)).toMatch(/^HTTP\/1\.1 4\d\d /)
  })

  it('still answers afterwards', async () => {
    expect((await call(app.port, { path: '/api/greeting' })).json).toEqual({ hello: 'world', who: 'anyone' })
  })
})

describe('limits', () => {
  it('slows one caller down and nobody else', async () => {
    const small = await noteApp({ rate: { burst: 5, perSecond: 0.001 } })
    try {
      const asAnn = () => call(small.port, { path: '/api/notes/mine', headers: bearer('ann') })
      const statuses = []
      for (let turn = 0; turn < 7; turn += 1) statuses.push((await asAnn()).status)
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
      const refused = await asAnn()
      expect([refused.json.error, refused.headers['retry-after']]).toEqual(['too_many', '2'])
      expect((await call(small.port, { path: '/api/notes/mine', headers: bearer('ben') })).status).toBe(404)
    } finally {
      await small.close()
    }
  })

  it('stops who guesses tokens long before who has one', async () => {
    const small = await noteApp({ rate: { burst: 50, perSecond: 0.001 } })
    try {
      const guess = (turn: number) => call(small.port, { path: '/api/notes/mine', headers: bearer(`guess${turn}`) })
      const statuses = []
      for (let turn = 0; turn < 7; turn += 1) statuses.push((await guess(turn)).status)
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
      expect((await write(small.port, '/api/notes', { text: 'a' })).status).toBe(201)
    } finally {
      await small.close()
    }
  })
})
