import { DomainError } from '../../../shared/errors/domainError.ts'
import { call, noteApp, write, type NoteApp } from './noteApp.ts'

let app: NoteApp

beforeAll(async () => {
  app = await noteApp({ rate: { burst: 10_000, perSecond: 10_000 } })
})
afterAll(() => app.close())

const rows = () => app.db.collection<{ _id: string; state: string; body?: string; at: Date }>('idempotency_keys')
const key = () => ({ key: crypto.randomUUID() as string })

/** Something a test opens and closes by hand. */
function latch(): { wait: Promise<void>; open(): void } {
  let open = () => undefined as void
  const wait = new Promise<void>((resolve) => (open = resolve))
  return { wait, open: () => open() }
}

it('gives a repetition the same status and body, and acts once', async () => {
  const once = key()
  const first = await write(app.port, '/api/notes', { text: 'a' }, once)
  const again = await write(app.port, '/api/notes', { text: 'a' }, once)
  expect(first.status).toBe(201)
  expect([again.status, again.text]).toEqual([first.status, first.text])
})

it('takes the order of fields for nothing', async () => {
  const once = key()
  const first = await write(app.port, '/api/notes', '{"text":"a","count":2}', once)
  const again = await write(app.port, '/api/notes', '{ "count": 2, "text": "a" }', once)
  expect(again.text).toBe(first.text)
})

it('refuses the same key with other content', async () => {
  const once = key()
  await write(app.port, '/api/notes', { text: 'a' }, once)
  const other = await write(app.port, '/api/notes', { text: 'b' }, once)
  expect([other.status, other.json.error]).toEqual([422, 'key_reused'])
})

it('keeps keys of different people and routes apart', async () => {
  const once = key()
  const ann = await write(app.port, '/api/notes', { text: 'a' }, once)
  const ben = await write(app.port, '/api/notes', { text: 'b' }, { ...once, as: 'ben' })
  const elsewhere = await write(app.port, '/api/acts', { what: 'a' }, once)
  expect([ann.status, ben.status, elsewhere.status]).toEqual([201, 201, 200])
})

it.each([undefined, '', 'a b', 'ключ'.normalize(), 'x'.repeat(256)])('asks for a usable key: %p', async (bad) => {
  const headers = {
    authorization: 'Bearer ann',
    'content-type': 'application/json',
    ...(bad !== undefined && { 'idempotency-key': encodeBytes(bad) }),
  }
  const heard = await call(app.port, { method: 'POST', path: '/api/notes', headers, body: '{"text":"a"}' })
  expect([heard.status, heard.json.error, heard.json.fields?.[0]?.path]).toEqual([
    400,
    'key_missing',
    'Idempotency-Key',
  ])
})

/** Header bytes as a client with another alphabet would send them. */
function encodeBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

it('lets one of several simultaneous calls act and tells the others to wait', async () => {
  const once = key()
  const gate = latch()
  app.deeds['slow'] = () => gate.wait
  const before = app.ran['act'] ?? 0
  const first = write(app.port, '/api/acts', { what: 'slow' }, once)
  await until(async () => (app.ran['act'] ?? 0) === before + 1)
  const others = await Promise.all([1, 2, 3, 4].map(() => write(app.port, '/api/acts', { what: 'slow' }, once)))
  expect(others.map((heard) => heard.json.error)).toEqual(Array(4).fill('key_in_use'))
  gate.open()
  expect((await first).status).toBe(200)
  const after = await write(app.port, '/api/acts', { what: 'slow' }, once)
  expect(after.text).toBe((await first).text)
  expect(app.ran['act']).toBe(before + 1)
})

it('acts once for a hundred calls in the same moment', async () => {
  const once = key()
  const before = app.ran['writeNote'] ?? 0
  const heard = await Promise.all(
    Array.from({ length: 100 }, () => write(app.port, '/api/notes', { text: 'rush' }, once)),
  )
  expect(app.ran['writeNote']).toBe(before + 1)
  const answers = heard.filter(({ status }) => status === 201)
  expect(answers.length).toBeGreaterThan(0)
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(heard.filter(({ status, json }) => status !== 201 && json.error !== 'key_in_use')).toEqual([])
})

it('does not remember what failed at a gate', async () => {
  const once = key()
  const bad = await write(app.port, '/api/notes', { text: '' }, once)
  const good = await write(app.port, '/api/notes', { text: 'now right' }, once)
  expect([bad.status, good.status]).toEqual([400, 201])
  const gated = key()
  expect((await write(app.port, '/api/acts', { what: 'gated' }, gated)).status).toBe(403)
  expect((await write(app.port, '/api/acts', { what: 'free' }, gated)).status).toBe(200)
})

it('remembers a refusal that the command gave', async () => {
  const once = key()
  app.deeds['taken'] = () => {
    throw new DomainError('already_taken')
  }
  const first = await write(app.port, '/api/acts', { what: 'taken' }, once)
  app.deeds['taken'] = () => undefined
  const again = await write(app.port, '/api/acts', { what: 'taken' }, once)
  expect([first.status, first.json.error]).toEqual([409, 'already_taken'])
  expect([again.status, again.text]).toEqual([first.status, first.text])
})

it('remembers an internal fault, and frees the key when a service was away', async () => {
  const broken = key()
  app.deeds['broken'] = () => {
    throw new Error('secret detail')
  }
  const first = await write(app.port, '/api/acts', { what: 'broken' }, broken)
  app.deeds['broken'] = () => undefined
  const again = await write(app.port, '/api/acts', { what: 'broken' }, broken)
  expect([first.status, again.status, again.text]).toEqual([500, 500, first.text])
  const away = key()
  app.deeds['away'] = () => {
    throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  }
  expect((await write(app.port, '/api/acts', { what: 'away' }, away)).status).toBe(503)
  app.deeds['away'] = () => undefined
  expect((await write(app.port, '/api/acts', { what: 'away' }, away)).status).toBe(200)
})

it('gives the key of a killed process to exactly one successor', async () => {
  const once = key()
  await rows().deleteMany({})
  await write(app.port, '/api/acts', { what: 'killed' }, once)
  const row = (await rows().findOne({ state: 'done' }))!
  const soon = new Date(app.clock.now().getTime() + 15_000)
  await rows().updateOne(
    { _id: row._id },
    { $set: { state: 'running', leaseUntil: soon }, $unset: { body: '', status: '' } },
  )
  expect((await write(app.port, '/api/acts', { what: 'killed' }, once)).json.error).toBe('key_in_use')
  app.clock.turnTo(new Date(soon.getTime() + 1))
  const before = app.ran['act'] ?? 0
  const heard = await Promise.all([1, 2, 3].map(() => write(app.port, '/api/acts', { what: 'killed' }, once)))
  expect(app.ran['act']).toBe(before + 1)
  expect(heard.some(({ status }) => status === 200)).toBe(true)
})

it('forgets a key after 24 hours', async () => {
  const once = key()
  await write(app.port, '/api/notes', { text: 'old' }, once)
  app.clock.turnTo(new Date(app.clock.now().getTime() + 24 * 3_600_000))
  expect((await write(app.port, '/api/notes', { text: 'new' }, once)).status).toBe(201)
})

it('keeps neither the raw key nor, with a sealer, the answer in clear', async () => {
  const sealer = {
    seal: (text: string, id: string) => Buffer.from(`${id}|${text}`).toString('base64'),
    open: (sealed: string, id: string) =>
      Buffer.from(sealed, 'base64')
        .toString()
        .slice(id.length + 1),
  }
  const sealed = await noteApp({ sealer })
  try {
    const once = key()
    const first = await write(sealed.port, '/api/notes', { text: 'door 402' }, once)
    const again = await write(sealed.port, '/api/notes', { text: 'door 402' }, once)
    expect(again.text).toBe(first.text)
    const stored = JSON.stringify(await sealed.db.collection('idempotency_keys').find().toArray())
    expect(stored).not.toContain('door 402')
    expect(stored).not.toContain(once.key)
  } finally {
    await sealed.close()
  }
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it never came true')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
