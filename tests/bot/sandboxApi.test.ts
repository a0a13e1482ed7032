import './silence.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import WebSocket from 'ws'
import type { LiveEvent, SandboxConversation, SandboxMessage } from '../../bot/adapters/sandbox/contract.ts'
import { runBot, type RunningBot } from '../../bot/app/runBot.ts'
import { readEnv } from '../../bot/app/env.ts'
import { createLog } from '../../bot/session/log.ts'
import { TOKEN } from './processes.ts'
import { CAST, StubServer } from './stubServer.ts'
import { until } from './until.ts'

let dataDir: string
let server: StubServer
let serverUrl: string
let bot: RunningBot
let api: string
const sockets: WebSocket[] = []

async function startBot(): Promise<RunningBot> {
  const env = readEnv({
    DATA_DIR: dataDir,
    SERVER_URL: serverUrl,
    BOT_TOKEN: TOKEN,
    SANDBOX_PORT: '0',
    CHAT_ADAPTER: 'sandbox',
  })
  const started = await runBot(env, createLog('bot', 'silent'), new AbortController().signal)
  await started.ready
  api = `http://127.0.0.1:${started.sandboxPort}/sandbox/api`
  return started
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${api}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as never as Record<string, unknown> }
}

async function say(as: string, conversationId: string, text: string, more: object = {}): Promise<SandboxMessage> {
  const { status, body } = await post('messages', {
    as,
    conversationId,
    text,
    clientId: `${as}${text}${Math.random()}`,
    ...more,
  })
  expect(status).toBe(201)
  return body['message'] as SandboxMessage
}

async function transcript(as: string): Promise<SandboxConversation[]> {
  const answer = await fetch(`${api}/transcript?as=${as}`)
  return ((await answer.json()) as { conversations: SandboxConversation[] }).conversations
}

function texts(conversations: SandboxConversation[], id: string): string[] {
  return conversations.find((one) => one.id === id)?.messages.map(({ text }) => text) ?? []
}

/** Opens a live feed; resolves once it is open. */
async function listen(as: string, after?: number): Promise<LiveEvent[]> {
  const heard: LiveEvent[] = []
  const socket = new WebSocket(
    `${api.replace('http', 'ws')}/live?as=${as}${after === undefined ? '' : `&after=${after}`}`,
  )
  sockets.push(socket)
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as LiveEvent))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return heard
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yimin-bot-'))
  server = new StubServer()
  serverUrl = await server.listen()
  bot = await startBot()
})

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await bot.stop()
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('the sandbox API', () => {
  test('tells the cast', async () => {
    const answer = await fetch(`${api}/cast`)
    expect(await answer.json()).toEqual(CAST)
  })

  test('a word said in the group reaches the server once, with its mention', async () => {
    const said = await say('wang', 'g1', '帮我买两斤西红柿', { mention: true })
    expect(said).toMatchObject({ from: { id: 'wang', name: '王阿姨' }, kind: 'text', mentions: ['assistant'] })
    await until('the server has it', () => server.events.length === 1)
    expect(server.events[0]).toMatchObject({
      adapter: 'sandbox',
      account: 'assistant',
      messageId: said.id,
      kind: 'text',
      room: { id: 'g1', topic: '海威益民一群' },
      from: { id: 'wang', name: '王阿姨' },
      self: false,
      mentionsMe: true,
      text: '@益民助手\u2005帮我买两斤西红柿',
    })
  })

  test('the same clientId is one message', async () => {
    const body = { as: 'wang', conversationId: 'g1', text: '在吗', clientId: 'c1' }
    const first = await post('messages', body)
    const [second, third] = await Promise.all([post('messages', body), post('messages', body)])
    expect((second.body['message'] as SandboxMessage).id).toBe((first.body['message'] as SandboxMessage).id)
    expect(third.status).toBe(201)
    expect(texts(await transcript('wang'), 'g1')).toEqual(['在吗'])
  })

  test('words of the assistant appear in the group and in the private chat of the one meant, and nowhere else', async () => {
    server.queue({
      id: 'o1',
      channel: 'room',
      room: { id: 'g1' },
      to: [{ contactId: 'wang', name: '王阿姨' }],
      text: '王阿姨，记下了。〔A102〕',
    })
    server.queue({ id: 'o2', channel: 'private', to: [{ contactId: 'li', name: '小李' }], text: '六区9栋，送菜上楼。' })
    await until('both are reported', () => server.outcomes.length === 2)
    expect(server.outcomes.map(({ outcome }) => outcome)).toEqual(['sent', 'sent'])
    expect(texts(await transcript('wang'), 'g1')).toEqual(['王阿姨，记下了。〔A102〕'])
    expect(texts(await transcript('wang'), 'private:wang')).toEqual([])
    expect(texts(await transcript('li'), 'private:li')).toEqual(['六区9栋，送菜上楼。'])
    await until('both echoes are in the record', () => server.events.filter(({ self }) => self).length === 2)
  })

  test('nobody sees the private chats and rooms of others; the trainer sees all', async () => {
    await say('li', 'private:li', '接A102')
    expect((await transcript('wang')).map(({ id }) => id)).toEqual(['g1', 'private:wang'])
    expect((await transcript('all')).map(({ id }) => id)).toEqual(['g1', 'g2', 'private:li'])
    expect(
      (await post('messages', { as: 'wang', conversationId: 'private:li', text: 'x', clientId: 'c' })).status,
    ).toBe(404)
    expect((await post('messages', { as: 'wang', conversationId: 'g2', text: 'x', clientId: 'c' })).status).toBe(404)
    expect((await post('messages', { as: 'all', conversationId: 'g1', text: 'x', clientId: 'c' })).status).toBe(404)
  })

  test('who cannot be written to is refused until they write first', async () => {
    const to = [{ contactId: 'sun', name: '孙师傅' }]
    server.queue({ id: 'o1', channel: 'private', to, text: '您好' })
    await until('refused', () => server.outcomes.length === 1)
    expect(server.outcomes[0]).toMatchObject({ outcome: 'refused', reason: 'not_a_contact' })
    await say('sun', 'private:sun', '我在')
    server.queue({ id: 'o2', channel: 'private', to, text: '您好' })
    await until('sent', () => server.outcomes.length === 2)
    expect(server.outcomes[1]).toMatchObject({ outcome: 'sent' })
  })

  test('a recall is told to pages and to the server', async () => {
    const heard = await listen('li')
    const said = await say('wang', 'g1', '说错了')
    expect((await post('recall', { as: 'li', messageId: said.id })).status).toBe(403)
    expect((await post('recall', { as: 'wang', messageId: said.id })).status).toBe(200)
    await until('told live', () => heard.length === 2)
    expect(heard[1]).toMatchObject({
      type: 'recall',
      conversationId: 'g1',
      message: { id: said.id, recalled: true, text: '' },
    })
    await until('told the server', () => server.events.some(({ kind }) => kind === 'recalled'))
    expect(server.events.at(-1)).toMatchObject({ kind: 'recalled', recalledId: said.id, from: { id: 'wang' } })
  })

  test('special kinds carry no words', async () => {
    await say('wang', 'g1', '', { kind: 'red_envelope' })
    await say('wang', 'private:wang', '', { kind: 'voice' })
    await until('both are in the record', () => server.events.length === 2)
    expect(server.events.map(({ kind, text, mentionsMe }) => [kind, text, mentionsMe])).toEqual([
      ['red_envelope', '', false],
      ['voice', '', true],
    ])
  })

  test('the live feed tells only what its person can see, and resumes after a number', async () => {
    const wang = await listen('wang')
    const all = await listen('all')
    await say('li', 'g1', '一')
    await say('li', 'g2', '二')
    await say('li', 'private:li', '三')
    const last = await say('li', 'g1', '四')
    await until('all told', () => all.length === 4)
    expect(wang.map(({ message }) => message.text)).toEqual(['一', '四'])
    const resumed = await listen('li', last.seq - 2)
    await until('the rest is told', () => resumed.length === 2)
    expect(resumed.map(({ message }) => message.text)).toEqual(['三', '四'])
  })

  test('after a restart the history is the same, and nothing is said or heard twice', async () => {
    await say('wang', 'g1', '帮我买米')
    server.queue({ id: 'o1', channel: 'room', room: { id: 'g1' }, text: '好' })
    await until('sent and heard', () => server.outcomes.length === 1 && server.events.length === 2)
    const before = await transcript('wang')
    await bot.stop()
    bot = await startBot()
    expect(await transcript('wang')).toEqual(before)
    await say('wang', 'g1', '谢谢')
    await until('heard', () => server.events.length >= 3)
    expect(server.events).toHaveLength(3)
  })

  test.each([
    ['not JSON', 'messages', '{"as":', 400, 'bad_json'],
    ['an array', 'messages', '[]', 400, 'invalid_input'],
    [
      'an unknown field',
      'messages',
      { as: 'wang', conversationId: 'g1', text: 'x', clientId: 'c', role: 'staff' },
      400,
      'invalid_input',
    ],
    ['a wrong type', 'messages', { as: 1, conversationId: 'g1', text: 'x', clientId: 'c' }, 400, 'invalid_input'],
    ['an empty text', 'messages', { as: 'wang', conversationId: 'g1', text: '', clientId: 'c' }, 400, 'invalid_input'],
    ['a stranger', 'messages', { as: 'nobody', conversationId: 'g1', text: 'x', clientId: 'c' }, 404, 'not_found'],
    [
      'too large',
      'messages',
      { as: 'wang', conversationId: 'g1', text: 'x'.repeat(70_000), clientId: 'c' },
      413,
      'too_large',
    ],
    ['an unknown message', 'recall', { as: 'wang', messageId: 'nothing' }, 404, 'not_found'],
    ['an unknown act', 'messages/all', {}, 404, 'not_found'],
  ])('%s is answered with a fault', async (_what, path, body, status, error) => {
    const answer = await post(path, body)
    expect([answer.status, answer.body['error']]).toEqual([status, error])
  })

  test('every faulty field is named', async () => {
    const { body } = await post('messages', { as: '', conversationId: 3, kind: 'bomb', extra: 1 })
    expect((body['fields'] as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      'as',
      'clientId',
      'conversationId',
      'extra',
      'kind',
    ])
  })

  test('foreign pages are refused', async () => {
    const body = { as: 'wang', conversationId: 'g1', text: 'x', clientId: 'c' }
    expect((await post('messages', body, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('messages', JSON.stringify(body), { 'content-type': 'text/plain' })).status).toBe(415)
    const socket = new WebSocket(`${api.replace('http', 'ws')}/live?as=wang`, { origin: 'https://evil.example' })
    await expect(new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))).rejects.toThrow(
      '403',
    )
  })

  test('the page is served with a strict policy, and nothing outside its folder', async () => {
    const root = api.replace('/api', '/')
    const page = await fetch(root)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    for (const path of ['..%2f..%2fpackage.json', '%2e%2e/contract.ts', 'contract.ts', '.env']) {
      expect((await fetch(root + path)).status).toBe(404)
    }
  })
})
