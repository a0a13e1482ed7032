import { createHash, randomUUID } from 'node:crypto'
import { appendFile, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { FIRST_ORDER, playFirstOrder } from '../factories/firstOrder.ts'
import { Stack } from '../factories/stack.ts'
import { residentFor } from './chance.ts'
import { expectWellDone, inboundEventOf } from './expected.ts'
import { settleAndCheck } from './invariants.ts'

jest.setTimeout(120_000)

let stack: Stack

beforeAll(async () => {
  stack = await Stack.start({ ownServices: true })
})
afterAll(() => stack?.stop())

/** The chat platform takes a message while the assistant is not there: it stands in the platform's own history. */
async function platformTakes(person: { id: string; name: string }, text: string): Promise<void> {
  const file = path.join(stack.dataDir, 'bot', 'sandbox', 'transcript.log')
  const seqs = (await readFile(file, 'utf8')).split('\n').map((line) => Number(/"seq":(\d+)/.exec(line)?.[1] ?? 0))
  const seq = Math.max(...seqs) + 1
  const message = {
    id: randomUUID(),
    seq,
    at: new Date().toISOString(),
    from: person,
    kind: 'text',
    text,
    mentions: [],
  }
  const json = JSON.stringify({ type: 'said', seq, conversationId: 'g1', message })
  const check = createHash('sha1').update(json).digest('hex').slice(0, 8)
  await appendFile(file, `${check} ${json}\n`)
}

const openRequests = (requesterId: string) =>
  stack.db.collection('requests').find({ requesterId, status: { $ne: 'cancelled' } }).toArray() // prettier-ignore

test('what is said while the bot is away is heard when it is back', async () => {
  await stack.kill('bot')
  await platformTakes({ id: 'wang', name: '王阿姨' }, FIRST_ORDER)
  await platformTakes({ id: 'liu', name: '刘大姐' }, '麻烦帮我取个快递，送到七区8栋')
  await stack.begin('bot')
  await stack.untilHeard('wang', 'g1', /^王阿姨，记下了/)
  await stack.untilHeard('liu', 'g1', /^刘大姐，/)
  expect(await settleAndCheck(stack)).toEqual([])
  expect(await openRequests('wang')).toHaveLength(1)
  expect(await openRequests('liu')).toHaveLength(1)
})

test('what is said while the web process is away is heard when it is back', async () => {
  await stack.kill('web')
  const asked = await stack.say('zhou', FIRST_ORDER)
  await stack.begin('web')
  await stack.untilHeard('zhou', 'g1', /^周大爷，记下了/, { after: asked.seq })
  expect(await settleAndCheck(stack)).toEqual([])
  expect(await openRequests('zhou')).toHaveLength(1)
})

test('what is said while Redis is away is heard without it being missed', async () => {
  await stack.killService('redis')
  const asked = await stack.say('wu', FIRST_ORDER)
  await stack.untilHeard('wu', 'g1', /^吴奶奶，记下了/, { after: asked.seq })
  expect(await settleAndCheck(stack)).toEqual([])
  expect(await openRequests('wu')).toHaveLength(1)
})

test('what is said while the worker is away is answered when it is back', async () => {
  await stack.kill('worker')
  const asked = await stack.say('huang', FIRST_ORDER)
  await stack.say('huang', '对')
  await stack.begin('worker')
  await stack.untilHeard('huang', 'g1', /正在找人/, { after: asked.seq })
  expect(await settleAndCheck(stack)).toEqual([])
  expect(await openRequests('huang')).toMatchObject([{ status: 'open' }])
})

test('the same message five times is one request', async () => {
  const clientId = randomUUID()
  const copies = await Promise.all([1, 2, 3, 4, 5].map(() => stack.say('sun', FIRST_ORDER, { clientId })))
  expect(new Set(copies.map((copy) => copy.id)).size).toBe(1)
  await stack.untilHeard('sun', 'g1', /^孙师傅，记下了/)
  const token = (await readFile(path.join(stack.dataDir, 'keys', 'bot.token'), 'utf8')).trim()
  const event = inboundEventOf(copies[0], FIRST_ORDER)
  const later = inboundEventOf(copies[0], '对')
  for (const events of [[event], [event, event, event], [{ ...later, messageId: randomUUID() }, event]]) {
    const response = await fetch(`${stack.url}/api/bot/inbound`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ events }),
    })
    expect(response.status).toBe(200)
  }
  await stack.untilHeard('sun', 'g1', /正在找人/, { after: copies[0]?.seq ?? 0 })
  const requests = await openRequests('sun')
  expect(requests).toMatchObject([{ status: 'open' }])
  expect((await settleAndCheck(stack)).filter((line) => !line.startsWith('I-10'))).toEqual([])
})

test('a bot that lost its inbox hears everything again, and nothing comes of it', async () => {
  const order = await playFirstOrder(stack, { resident: residentFor(6) })
  await stack.kill('bot')
  const spool = path.join(stack.dataDir, 'bot', 'sandbox-yimin')
  const names = await readdir(spool)
  await Promise.all(names.map((name) => rm(path.join(spool, name), { recursive: true })))
  const before = await stack.db.collection('inbound').countDocuments()
  await stack.begin('bot')
  const next = await playFirstOrder(stack, { resident: residentFor(6) })
  expect(await settleAndCheck(stack)).toEqual([])
  await expectWellDone(stack, order)
  await expectWellDone(stack, next)
  expect(await stack.db.collection('inbound').countDocuments()).toBeGreaterThan(before)
})
