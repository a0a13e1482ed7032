import { guardGroupText } from '../../../server/moderation/index.ts'
import { createLogger } from '../../../server/platform/logger.ts'
import type { LoggerSettings } from '../../../server/platform/logger.ts'
import { disguised, privateValue, seeded } from '../moderation/privateValues.ts'
import { workedMs } from '../../../server/app/bench/workedMs.ts'

function listen(change: Partial<LoggerSettings> = {}) {
  const lines: string[] = []
  const log = createLogger({
    name: 'web',
    level: 'info',
    destination: { write: (line: string) => void lines.push(line) },
    guard: (text) => guardGroupText(text).text,
    ...change,
  })
  return { log, lines, last: () => JSON.parse(lines.at(-1) as string) as Record<string, unknown> }
}

it('writes one line of JSON with name, level, time and what is listed', () => {
  const { log, lines, last } = listen()
  log.info({ ready: 'web', port: 3000 }, 'ready')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^\{.*\}\n$/)
  expect(last()).toMatchObject({ level: 'info', name: 'web', ready: 'web', port: 3000, msg: 'ready', pid: process.pid })
  expect(Date.parse(String(last()['time']))).toBeGreaterThan(0)
})

it('leaves out fields that are not listed, at any depth, and counts them', () => {
  const { log, lines, last } = listen({ fields: ['orderId'] })
  log.info(
    { text: '我是孕妇', phone: '13812345678', body: { a: 1 }, orderId: 'o1', part: { redis: 'up', password: 'x' } },
    'said',
  )
  expect(last()).toMatchObject({ orderId: 'o1', part: { redis: 'up', dropped: 1 }, dropped: 3 })
  expect(lines.join()).not.toMatch(/孕妇|1381|password/)
})

it('guards messages, fields, lists, children, numbers and values put into the message', () => {
  const { log, lines } = listen()
  log.info('called 13812345678')
  log.info({ reason: '3号楼2单元501', ids: ['13812345678'], id: 13812345678 }, 'x')
  log.child({ ref: '138-1234-5678' }).warn('child')
  log.info('to %s', '13812345678')
  log.info({ part: { reason: '她有糖尿病' } }, 'deep')
  expect(lines).toHaveLength(5)
  expect(lines.join()).not.toMatch(/1381234|138-1234|2单元|糖尿病/)
})

it('reduces errors to name, message and stack, guarded', () => {
  const { log, last } = listen()
  const error = Object.assign(new TypeError('no phone 13812345678', { cause: new Error('door 3-2-501') }), {
    document: { phone: '13812345678' },
    code: 11000,
  })
  log.error({ err: error }, 'failed')
  const { err } = last() as { err: Record<string, unknown> }
  expect(err).toMatchObject({ name: 'TypeError', code: 11000, cause: { name: 'Error' } })
  expect(String(err['stack'])).toContain('createLogger.test')
  expect(JSON.stringify(err)).not.toMatch(/1381234|2-501|document/)
  log.error(error)
  expect(JSON.stringify(last())).not.toMatch(/1381234|2-501|document/)
  log.error({ err: { odd: 'thing' } }, 'no error at all')
  expect(last()).toMatchObject({ err: { name: 'object' } })
})

it('takes queries and credentials off addresses', () => {
  const { log, lines, last } = listen()
  log.info(
    { url: '/api/people?reason=secret#part' },
    'GET http://127.0.0.1:3000/api/x?token=secret and mongodb://user:secret@db:27017/yimin?x=secret',
  )
  expect(last()).toMatchObject({
    url: '/api/people',
    msg: 'GET http://127.0.0.1:3000/api/x and mongodb://db:27017/yimin',
  })
  expect(lines.join()).not.toContain('secret')
})

it('keeps ids, times and durations as they are', () => {
  const { log, last } = listen()
  const fields = {
    requestId: '550e8400-e29b-41d4-a716-446655440000',
    id: '65f1a2b3c4d5e6f7a8b9c0d1',
    ms: 1234.5,
    code: 'A102',
    at: '2026-11-22T10:00:00.000Z',
  }
  log.info(fields, 'GET /api/requests/:id 200')
  expect(last()).toMatchObject({ ...fields, msg: 'GET /api/requests/:id 200' })
})

it('makes no second line out of what somebody wrote', () => {
  const { log, lines } = listen()
  log.info({ reason: 'x\n{"level":"info","msg":"forged"}' }, 'a\r\nb')
  expect(lines).toHaveLength(1)
  expect((lines[0] as string).trimEnd()).not.toMatch(/[\r\n]/)
})

it('says nothing rather than something unjudged when the guard fails', () => {
  const { log, last } = listen({
    guard: () => {
      throw new Error('broken')
    },
  })
  log.info({ reason: 'secret' }, 'secret')
  expect(last()).toMatchObject({ reason: '[guard failed]', msg: '[guard failed]' })
})

it('cuts what is too long or too deep', () => {
  const { log, last } = listen()
  let deep: unknown = 'end'
  for (let depth = 0; depth < 50; depth++) deep = { part: deep }
  log.info({ reason: 'x'.repeat(100_000), part: deep }, 'm')
  expect(JSON.stringify(last()).length).toBeLessThan(3_000)
})

it('lets none of 2,000 private values through, wherever they are put', () => {
  const { log, lines } = listen()
  const random = seeded(3)
  const values = Array.from({ length: 2_000 }, () => disguised(privateValue(random).text, random))
  for (const value of values) {
    log.info({ reason: value, err: new Error(value), ids: [value] }, value)
    const line = JSON.parse(lines.pop() as string) as {
      msg: string
      reason: string
      ids: string[]
      err: { message: string }
    }
    for (const said of [line.msg, line.reason, line.ids[0], line.err.message]) expect(said).not.toBe(value)
  }
})

it('is quick enough for every request: 20,000 plain lines in less than 3 seconds', () => {
  const log = createLogger({
    name: 'web',
    level: 'info',
    destination: { write: () => undefined },
    guard: (text) => guardGroupText(text).text,
  })
  const start = workedMs()
  for (let line = 0; line < 20_000; line++) {
    log.info(
      { requestId: '550e8400-e29b-41d4-a716-446655440000', method: 'GET', route: 'readRequest', status: 200, ms: 3 },
      'request',
    )
  }
  const spent = workedMs() - start
  expect(spent).toBeLessThan(3_000)
})
