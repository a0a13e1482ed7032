import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'

export interface StubMessage {
  id: string
  seq: number
  at: string
  from: { id: string; name: string }
  kind: string
  text: string
  mentions: string[]
  recalled?: true
}
interface StubConversation {
  id: string
  kind: 'room' | 'private'
  title: string
  members: string[]
  messages: StubMessage[]
}
interface LiveEvent {
  type: 'message' | 'recall'
  seq: number
  conversationId: string
  message: StubMessage
}

const PAGE = join(process.cwd(), 'bot/adapters/sandbox/page')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}
const ACCOUNT = { id: 'yimin', name: '益民助手' }

/** A small community: two who ask, two who help, one worker. */
const PEOPLE = [
  { id: 'wang', name: '王阿姨', role: 'resident', about: '六区9栋，怀孕七个月', canBeWrittenTo: true },
  { id: 'sun', name: '孙师傅', role: 'resident', about: '常不在家，妈妈一个人住', canBeWrittenTo: false },
  { id: 'li', name: '小李', role: 'volunteer', about: '六区，送菜跑腿，全天有空', canBeWrittenTo: true },
  { id: 'he', name: '小何', role: 'volunteer', about: '六区、七区，陪诊，周末有空', canBeWrittenTo: true },
  { id: 'qin', name: '勤务员小店', role: 'enterprise', about: '米面粮油、新鲜蔬菜', canBeWrittenTo: true },
  { id: 'zhao', name: '赵社工', role: 'station_worker', about: '今天值班', canBeWrittenTo: true },
]

/** Stands in for the bot's sandbox server: the same routes, an assistant who only says what the test says, and a line that can be cut. */
export class SandboxStub {
  readonly conversations: StubConversation[]
  /** Bodies of all POSTs to `messages`, also of those whose reply was lost. */
  readonly posts: { clientId: string; text: string; mention: boolean; kind: string }[] = []
  /** `after` of every live connection that was opened. */
  readonly resumes: { as: string; after: number }[] = []
  /** The next message is kept, but its reply never arrives. */
  losesReply = false
  /** The clock of new messages. */
  now = (): Date => new Date()
  private readonly byClientId = new Map<string, StubMessage>()
  private readonly events: LiveEvent[] = []
  private readonly pages = new Map<WebSocket, string>()
  private readonly sockets = new WebSocketServer({ noServer: true })
  private server: Server | undefined
  private port = 0
  private seq = 0

  readonly people: typeof PEOPLE

  constructor(people = PEOPLE) {
    this.people = people
    const everybody = people.map(({ id }) => id)
    this.conversations = [
      { id: 'g1', kind: 'room', title: '海威益民一群', members: everybody, messages: [] },
      ...people.map((person): StubConversation => ({
        id: `private:${person.id}`,
        kind: 'private',
        title: ACCOUNT.name,
        members: [person.id],
        messages: [],
      })),
    ]
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/sandbox/`
  }

  async start(port = this.port): Promise<void> {
    const server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.writeHead(500).end())
    })
    server.on('upgrade', (request, socket, head) => {
      this.sockets.handleUpgrade(request, socket, head, (page) =>
        this.follow(page, new URL(request.url ?? '', this.url)),
      )
    })
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
    this.server = server
    this.port = (server.address() as AddressInfo).port
  }

  /** Cuts every line and refuses new ones until `start`. */
  async stop(): Promise<void> {
    for (const page of this.pages.keys()) page.terminate()
    const server = this.server
    this.server = undefined
    if (!server) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }

  say(from: string, conversationId: string, text: string, more: Partial<StubMessage> = {}): StubMessage {
    const speaker = from === ACCOUNT.id ? ACCOUNT : this.people.find(({ id }) => id === from)
    if (!speaker) throw new Error(`no such person: ${from}`)
    const seq = ++this.seq
    const { id, name } = speaker
    const message: StubMessage = {
      id: `m${seq}`,
      seq,
      at: this.now().toISOString(),
      from: { id, name },
      kind: 'text',
      text,
      mentions: [],
      ...more,
    }
    this.conversation(conversationId).messages.push(message)
    this.tell({ type: 'message', seq, conversationId, message })
    return message
  }

  assistant(conversationId: string, text: string): StubMessage {
    return this.say(ACCOUNT.id, conversationId, text)
  }

  private conversation(id: string): StubConversation {
    const found = this.conversations.find((one) => one.id === id)
    if (!found) throw new Error(`no such conversation: ${id}`)
    return found
  }

  private tell(event: LiveEvent): void {
    this.events.push(structuredClone(event))
    for (const [page, as] of this.pages) if (this.sees(as, event.conversationId)) page.send(JSON.stringify(event))
  }

  private sees(as: string, conversationId: string): boolean {
    return as === 'all' || this.conversation(conversationId).members.includes(as)
  }

  private follow(page: WebSocket, url: URL): void {
    const as = url.searchParams.get('as') ?? ''
    const after = Number(url.searchParams.get('after') ?? 0)
    this.resumes.push({ as, after })
    for (const event of this.events)
      if (event.seq > after && this.sees(as, event.conversationId)) page.send(JSON.stringify(event))
    this.pages.set(page, as)
    page.on('close', () => this.pages.delete(page))
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.url)
    const act = `${request.method} ${url.pathname.replace('/sandbox/', '')}`
    const json = (status: number, body: unknown): unknown =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (act === 'GET api/cast') {
      const rooms = this.conversations
        .filter(({ kind }) => kind === 'room')
        .map(({ id, title, members }) => ({ id, topic: title, members }))
      return void json(200, { account: ACCOUNT, rooms, people: this.people })
    }
    if (act === 'GET api/transcript')
      return void json(200, { conversations: this.transcriptOf(url.searchParams.get('as') ?? '') })
    if (act === 'POST api/messages') {
      const message = this.take(await readJson(request))
      if (!this.losesReply) return void json(201, { message })
      this.losesReply = false
      return void request.socket.destroy()
    }
    if (act === 'POST api/recall') return void this.recall(await readJson(request), json)
    await servePage(url.pathname.replace('/sandbox/', '') || 'index.html', response)
  }

  private transcriptOf(as: string): Omit<StubConversation, 'members'>[] {
    return this.conversations
      .filter(({ id, messages }) => this.sees(as, id) && (as !== 'all' || id === 'g1' || messages.length > 0))
      .map(({ id, kind, title, messages }) => ({ id, kind, title, messages }))
  }

  private take(body: {
    as: string
    conversationId: string
    text: string
    kind: string
    mention: boolean
    clientId: string
  }): StubMessage {
    this.posts.push(body)
    const earlier = this.byClientId.get(body.clientId)
    if (earlier) return earlier
    const message = this.say(body.as, body.conversationId, body.text, {
      kind: body.kind,
      mentions: body.mention ? [ACCOUNT.id] : [],
    })
    this.byClientId.set(body.clientId, message)
    return message
  }

  private recall(body: { as: string; messageId: string }, json: (status: number, body: unknown) => unknown): void {
    for (const { id, messages } of this.conversations) {
      const message = messages.find((one) => one.id === body.messageId && one.from.id === body.as)
      if (!message) continue
      Object.assign(message, { recalled: true, text: '' })
      this.tell({ type: 'recall', seq: ++this.seq, conversationId: id, message })
      return void json(200, { message })
    }
    json(404, { error: 'not_found', message: '没有这条消息。', fields: [] })
  }
}

async function readJson(request: IncomingMessage): Promise<never> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as never
}

async function servePage(name: string, response: ServerResponse): Promise<void> {
  const bytes = await readFile(join(PAGE, name)).catch(() => undefined)
  if (!bytes) return void response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'",
  })
  response.end(bytes)
}
