import { MongoServerSelectionError, MongoClient } from 'mongodb'
import { ERRORS, type ErrorCode } from '../../../shared/errors/codes.ts'
import { DomainError } from '../../../shared/errors/domainError.ts'
import { ApiError, isOutage } from '../../../server/platform/web/index.ts'
import { call, noteApp, write, type NoteApp } from './noteApp.ts'

let app: NoteApp

beforeAll(async () => {
  app = await noteApp({ deadlineMs: 200 })
})
afterAll(() => app.close())

const throws = (error: unknown) => {
  app.deeds['fail'] = () => {
    throw error
  }
  return write(app.port, '/api/acts', { what: 'fail' })
}

it.each(Object.keys(ERRORS) as ErrorCode[])('sends %s with its status and sentence', async (code) => {
  const heard = await throws(new ApiError(code))
  expect(heard.status).toBe(ERRORS[code].status)
  expect(heard.json).toEqual({ error: code, message: ERRORS[code].message, fields: [] })
  expect(heard.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(heard.headers['cache-control']).toBe('no-store')
})

it('lets a domain say it in its own words and name fields', async () => {
  const heard = await throws(
    new DomainError('conflict', { say: '今天已经写了五条。', fields: [{ path: 'what', message: '明天再写。' }] }),
  )
  expect(heard.json).toEqual({
    error: 'conflict',
    message: '今天已经写了五条。',
    fields: [{ path: 'what', message: '明天再写。' }],
  })
})

it.each([
  new Error('password=hunter2 at /srv/app.js:3'),
  'hunter2',
  null,
  { status: 418, expose: true, message: 'hunter2' },
])('lets nothing of the inside out: %p', async (thrown) => {
  const heard = await throws(thrown)
  expect(heard.status).toBe(500)
  expect(heard.text).not.toMatch(/hunter2|srv|stack/)
})

it('says 503 when the record is away', async () => {
  const lost = new MongoClient('mongodb://127.0.0.1:9', { serverSelectionTimeoutMS: 50 })
  const error = await lost
    .db('x')
    .collection('x')
    .findOne({})
    .catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(MongoServerSelectionError)
  const heard = await throws(error)
  expect([heard.status, heard.json.error, heard.headers['retry-after']]).toEqual([503, 'unavailable', '2'])
  await lost.close()
})

it('tells outages from faults', () => {
  const named = (name: string, message = '') => Object.assign(new Error(message), { name })
  expect(isOutage(named('ClientOfflineError'))).toBe(true)
  const bulk = Object.assign(named('MongoBulkWriteError', 'x'), { errorResponse: named('MongoNetworkError') })
  expect(isOutage(bulk)).toBe(true)
  expect(isOutage(new Error('LOADING Redis is loading the dataset in memory'))).toBe(true)
  expect(isOutage(new Error('wrapped', { cause: Object.assign(new Error(), { code: 'ENOSPC' }) }))).toBe(true)
  expect(isOutage(Object.assign(new Error(), { code: 'ENOENT', syscall: 'connect' }))).toBe(true)
  expect(isOutage(Object.assign(new Error(), { code: 'ENOENT', syscall: 'open' }))).toBe(false)
  expect(isOutage(named('MongoServerError', 'E11000 duplicate key'))).toBe(false)
  expect(isOutage(new TypeError('x is not a function'))).toBe(false)
  expect(isOutage('text')).toBe(false)
})

it('does not wait for ever for a handler', async () => {
  let stopped = false
  app.deeds['hang'] = (signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        stopped = true
        resolve(undefined)
      })
    })
  const heard = await write(app.port, '/api/acts', { what: 'hang' })
  expect([heard.status, heard.json.error, stopped]).toEqual([503, 'unavailable', true])
})

describe('replies', () => {
  const leaky = () => ({ done: 'x', times: 1, door: '402' })

  it('are refused with an unlisted field while we develop', async () => {
    app.deeds['leak'] = leaky
    const heard = await write(app.port, '/api/acts', { what: 'leak' })
    expect(heard.status).toBe(500)
    expect(heard.text).not.toContain('402')
  })

  it('lose it in production, and the log names the field without its value', async () => {
    const production = await noteApp({ strictReplies: false })
    try {
      production.deeds['leak'] = leaky
      const heard = await write(production.port, '/api/acts', { what: 'leak' })
      expect(heard.json).toEqual({ done: 'x', times: 1 })
      const line = production.lines.find(({ msg }) => msg === 'reply had unlisted fields')
      expect(line).toMatchObject({ route: 'act', removed: ['door'] })
      expect(JSON.stringify(production.lines)).not.toContain('402')
    } finally {
      await production.close()
    }
  })

  it('never go out with a wrong type', async () => {
    const production = await noteApp({ strictReplies: false })
    try {
      production.deeds['wrong'] = () => ({ done: 'x', times: 'many' })
      expect((await write(production.port, '/api/acts', { what: 'wrong' })).status).toBe(500)
    } finally {
      await production.close()
    }
  })
})

it('writes one line for each request, without path, query or body', async () => {
  app.lines.length = 0
  const heard = await call(app.port, { path: '/api/notes/mine?long=yes', headers: { authorization: 'Bearer ann' } })
  expect(app.lines).toHaveLength(1)
  expect(app.lines[0]).toMatchObject({
    route: 'readNote',
    method: 'GET',
    status: 200,
    caller: 'person',
    requestId: heard.headers['x-request-id'],
  })
  expect(JSON.stringify(app.lines)).not.toMatch(/mine|long=|ann/)
})

describe('whoever is refused', () => {
  const refusalsOf = async (request: Parameters<typeof call>[1]) => {
    app.lines.length = 0
    await call(app.port, request)
    return app.lines.filter(({ msg }) => msg === 'refused')
  }

  it.each([
    [
      'a token that nobody has',
      { path: '/api/notes/mine', headers: { authorization: 'Bearer nobody' } },
      401,
      'unauthenticated',
      undefined,
    ],
    [
      'a door for others',
      { method: 'POST', path: '/api/bot/feed', headers: { authorization: 'Bearer ann' } },
      403,
      'forbidden',
      'ann',
    ],
    [
      'what is another’s',
      { path: '/api/notes/theirs', headers: { authorization: 'Bearer ann' } },
      404,
      'not_found',
      'ann',
    ],
    [
      'a page of another site',
      { method: 'POST', path: '/api/notes', headers: { origin: 'https://evil.example' } },
      403,
      'forbidden',
      undefined,
    ],
  ])('stands in the log with who, what, why and from where: %s', async (_what, request, status, reason, personId) => {
    const lines = await refusalsOf(request)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ level: 40, status, reason, ip: '127.0.0.1', ...(personId && { personId }) })
    expect(JSON.stringify(lines)).not.toMatch(/nobody"|theirs|evil/)
  })

  it('who writes what fits no shape is told by the reason, without what he wrote', async () => {
    app.lines.length = 0
    await write(app.port, '/api/notes', { text: { $gt: '' } })
    expect(app.lines).toMatchObject([{ status: 400, reason: 'invalid_input', route: 'writeNote' }])
    expect(JSON.stringify(app.lines)).not.toContain('$gt')
  })

  it('who is let in stands there without a name', async () => {
    expect(await refusalsOf({ path: '/api/notes/mine', headers: { authorization: 'Bearer ann' } })).toEqual([])
    expect(JSON.stringify(app.lines)).not.toMatch(/ann|127\.0/)
  })
})
