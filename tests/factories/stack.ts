import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { MongoClient, type Db } from 'mongodb'
import { createClient } from 'redis'
import { openVault, type Vault } from '../../server/platform/vault/index.ts'
import { startDataServices, type DataServices } from './dataServices.ts'
import { until } from './until.ts'

/** The product's own processes; `redis` and `mongo` can be killed too where the stack has services of its own. */
export const PARTS = ['web', 'worker', 'bot'] as const
export type Part = (typeof PARTS)[number]

const ROOT = path.join(__dirname, '..', '..')
const SCRIPTS: Record<Part, string> = {
  web: 'server/dist/app/web.js',
  worker: 'server/dist/app/worker.js',
  bot: 'bot/dist/app/bot.js',
}
/** As `npm start` runs them. */
const NODE_FLAGS = JSON.parse(readFileSync(path.join(ROOT, 'setup', 'nodeFlags.json'), 'utf8')) as string[]
const READY_MS = 40_000

export interface StackOptions {
  /** An engine and a Redis of its own, so that they may be killed; otherwise databases of its own on the tests' shared ones. */
  ownServices?: boolean
  env?: Record<string, string>
  /** Settings that follow from where the services are, such as lines to them that can be cut. */
  lines?: (services: DataServices) => Promise<Record<string, string>>
}

export interface Said {
  id: string
  seq: number
  at: string
  from: { id: string; name: string }
  kind: string
  text: string
  recalled?: true
}

export interface Conversation {
  id: string
  kind: 'room' | 'private'
  title: string
  messages: Said[]
}

export interface Saying {
  /** `g1` unless told otherwise; `private` is the chat with the assistant. */
  in?: string
  mention?: boolean
  kind?: string
  clientId?: string
  /** How long to try while nobody takes it, as the page does. */
  withinMs?: number
}

interface Running {
  child: ChildProcess
  gone: Promise<void>
}

/** The id of the assistant's account in the sandbox. */
export const ASSISTANT = 'yimin'

/** A whole product for one test file: web, worker and bot as processes from `dist`, the demo community, the sandbox chat. */
export class Stack {
  readonly url: string
  readonly sandboxUrl: string
  readonly dataDir: string
  readonly database: string
  readonly redisPrefix: string
  /** All that the three processes printed so far. */
  readonly output: Record<Part, string> = { web: '', worker: '', bot: '' }
  private readonly services: DataServices
  private readonly env: NodeJS.ProcessEnv
  private readonly running = new Map<Part, Running>()
  private client!: MongoClient
  private stopped: Promise<void> | undefined

  private constructor(services: DataServices, ports: { web: number; sandbox: number }, env: Record<string, string>) {
    const mark = randomBytes(5).toString('hex')
    this.services = services
    this.dataDir = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'yimin-stack-'))
    this.database = `stack_${mark}`
    this.redisPrefix = `stack-${mark}`
    this.url = `http://127.0.0.1:${ports.web}`
    this.sandboxUrl = `http://127.0.0.1:${ports.sandbox}`
    this.env = {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      DEMO: '1',
      CHAT_ADAPTER: 'sandbox',
      MONGODB_URI: services.mongodbUri,
      MONGODB_DATABASE: this.database,
      REDIS_URL: services.redisUrl,
      REDIS_PREFIX: this.redisPrefix,
      DATA_DIR: this.dataDir,
      HOST: '127.0.0.1',
      PORT: String(ports.web),
      SANDBOX_PORT: String(ports.sandbox),
      SERVER_URL: this.url,
      LOG_LEVEL: 'info',
      ...env,
    }
  }

  /** Starts everything and waits until all three are ready; what has started is stopped again when one fails. */
  static async start({ ownServices = false, env = {}, lines }: StackOptions = {}): Promise<Stack> {
    const services = ownServices ? await startDataServices() : sharedServices()
    const [web, sandbox] = await freePorts()
    const stack = new Stack(services, { web, sandbox }, { ...env, ...(await lines?.(services)) })
    try {
      stack.client = await MongoClient.connect(services.mongodbUri, {
        retryWrites: false,
        serverSelectionTimeoutMS: 2_000,
      })
      await stack.begin('web')
      // Tests run at any hour: every helper is free all day.
      await stack.db
        .collection('people')
        .updateMany({ helper: { $exists: true } }, { $set: { 'helper.freeHours': [] } })
      await Promise.all([stack.begin('worker'), stack.begin('bot')])
      return stack
    } catch (error) {
      await stack.stop()
      throw error
    }
  }

  get db(): Db {
    return this.client.db(this.database)
  }

  /** Opens what this stack has sealed. */
  get vault(): Vault {
    return openVault({ keyFile: path.join(this.dataDir, 'keys', 'master.key') })
  }

  /** Where the engine and Redis keep their files, where they are this stack's own. */
  get servicesDir(): string {
    if (this.services.dir === undefined) throw new Error('these services are shared')
    return this.services.dir
  }

  /** A connection to the record, for looking at all its databases. */
  get mongo(): MongoClient {
    return this.client
  }

  pidOf(part: Part): number {
    const pid = this.running.get(part)?.child.pid
    if (pid === undefined) throw new Error(`${part} does not run`)
    return pid
  }

  /** Starts one part and waits for its `ready`. */
  async begin(part: Part, env: Record<string, string> = {}): Promise<void> {
    const lifeline = pathToFileURL(path.join(ROOT, 'setup', 'lifeline.mjs')).href
    const child = spawn(process.execPath, [...NODE_FLAGS, '--import', lifeline, SCRIPTS[part]], {
      cwd: ROOT,
      env: { ...this.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.on('error', () => undefined)
    const keep = (chunk: Buffer): void => {
      this.output[part] += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => {
        if (this.running.get(part)?.child === child) this.running.delete(part)
        resolve()
      })
    })
    this.running.set(part, { child, gone })
    const from = this.output[part].length
    let isGone = false
    void gone.then(() => (isGone = true))
    const isReady = () => this.output[part].slice(from).includes(`"ready":"${part}"`)
    await until(`${part} is ready`, () => isReady() || isGone, READY_MS)
    if (!isReady()) throw new Error(`${part} ended before it was ready:\n${this.output[part].slice(-2_000)}`)
  }

  /** kill -9, and waits until the process is gone. */
  async kill(...parts: Part[]): Promise<void> {
    await Promise.all(
      parts.map(async (part) => {
        const one = this.running.get(part)
        one?.child.kill('SIGKILL')
        await one?.gone
      }),
    )
  }

  async restart(...parts: Part[]): Promise<void> {
    await this.kill(...parts)
    for (const part of parts) await this.begin(part)
  }

  signal(part: Part, signal: NodeJS.Signals): void {
    process.kill(this.pidOf(part), signal)
  }

  /** kill -9 of a data service; its keeper starts it again by itself. */
  async killService(name: 'mongo' | 'redis'): Promise<void> {
    await this.services.kill(name)
  }

  /** Empties Redis whole (FLUSHALL) where it is this stack's own. */
  async flushRedis(): Promise<void> {
    if (!this.services.own) throw new Error('this Redis is shared')
    await this.withRedis((redis) => redis.flushAll())
  }

  /** A short connection to Redis. */
  async withRedis<T>(use: (redis: ReturnType<typeof createClient>) => Promise<T>): Promise<T> {
    const redis = openRedis(this.services.redisUrl)
    redis.on('error', () => undefined)
    await redis.connect()
    try {
      return await use(redis)
    } finally {
      redis.destroy()
    }
  }

  /** Someone of the demo community says something, and tries until it is taken (the same clientId is one message). */
  async say(person: string, text: string, saying: Saying = {}): Promise<Said> {
    const { clientId = randomUUID(), mention = false, kind = 'text', withinMs = 30_000 } = saying
    const conversationId = conversationOf(person, saying.in ?? 'g1')
    const body = JSON.stringify({ as: person, conversationId, text, mention, kind, clientId })
    const deadline = Date.now() + withinMs
    for (;;) {
      try {
        const response = await fetch(`${this.sandboxUrl}/sandbox/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          signal: AbortSignal.timeout(5_000),
        })
        if (response.status === 201) return ((await response.json()) as { message: Said }).message
        if (response.status < 500) throw new Refused(`${response.status} ${await response.text()}`)
      } catch (error) {
        if (error instanceof Refused || Date.now() > deadline) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** What a person has on the screen; `all` sees every conversation. */
  async sees(person: string): Promise<Conversation[]> {
    const response = await fetch(`${this.sandboxUrl}/sandbox/api/transcript?as=${person}`, {
      signal: AbortSignal.timeout(5_000),
    })
    if (!response.ok) throw new Error(`transcript: ${response.status}`)
    return ((await response.json()) as { conversations: Conversation[] }).conversations
  }

  /** The assistant's words to a person, in a room or (`private`) alone, oldest first. */
  async heard(person: string, where: string): Promise<Said[]> {
    const id = conversationOf(person, where)
    const conversation = (await this.sees(person)).find((one) => one.id === id)
    return (conversation?.messages ?? []).filter((message) => message.from.id === ASSISTANT)
  }

  /** Waits until the assistant has said something that fits, later than `after` (a message's seq). */
  async untilHeard(
    person: string,
    where: string,
    fits: RegExp,
    { after = 0, withinMs = 60_000 }: { after?: number; withinMs?: number } = {},
  ): Promise<Said> {
    let found: Said | undefined
    await this.until(`${person} reads ${fits} in ${where}`, async () => {
      found = (await this.heard(person, where)).find((message) => message.seq > after && fits.test(message.text))
      return found !== undefined
    }, withinMs) // prettier-ignore
    return found as Said
  }

  /** As `until`; a part that is away just now counts as "not yet", and the logs' ends come with a failure. */
  async until(what: string, fact: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
    try {
      await until(what, () => fact().catch(() => false), withinMs, 40)
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${await this.describe()}`, { cause: error })
    }
  }

  /** The end of the talk, what waits in the record, and the end of the logs: for whoever reads a failed test. */
  async describe(): Promise<string> {
    const talk = (await this.sees('all').catch(() => []))
      .flatMap(({ id: where, messages }) => messages.map((message) => ({ where, ...message })))
      .sort((a, b) => a.seq - b.seq)
      .slice(-16)
      .map(({ where, seq, at, from, text }) => `${at.slice(11, 23)} ${seq} ${where} ${from.id}: ${text}`)
    const look = (name: string, filter: object, fields: string[]) =>
      this.db
        .collection(name)
        .find(filter, { projection: Object.fromEntries(fields.map((field) => [field, 1])) })
        .sort({ _id: -1 })
        .limit(12)
        .toArray()
        .catch((error: Error) => [error.message])
    const waits = {
      inbound: await look('inbound', { state: { $ne: 'handled' } }, ['state', 'tries', 'receivedAt', 'lane']),
      outgoing: await look('outgoing', { state: { $ne: 'sent' } }, ['key', 'state', 'tries', 'leaseUntil', 'reason']),
      requests: await look('requests', {}, ['code', 'status', 'v', 'outbox', 'requesterId', 'assignee.personId']),
    }
    const jobs = await this.withRedis((redis) => describeJobs(redis, this.redisPrefix)).catch(() => [])
    const logs = PARTS.map((part) => `--- ${part}\n${this.output[part].slice(-1_200)}`)
    return [...talk, JSON.stringify(waits), ...jobs, ...logs].join('\n')
  }

  /** Resident memory of one process in MB (Linux). */
  async memoryOf(part: Part): Promise<number> {
    const { readFile } = await import('node:fs/promises')
    const status = await readFile(`/proc/${this.pidOf(part)}/status`, 'utf8')
    return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
  }

  /** Ends everything, also what is stopped or has hung; the databases and the data directory go with it. */
  stop(): Promise<void> {
    this.stopped ??= this.end()
    return this.stopped
  }

  private async end(): Promise<void> {
    await this.kill('bot', 'worker', 'web')
    if (!this.services.own) {
      await this.db.dropDatabase().catch(() => undefined)
      await this.withRedis(async (redis) => {
        const keys = await redis.keys(`${this.redisPrefix}:*`)
        if (keys.length > 0) await redis.del(keys)
      }).catch(() => undefined)
    }
    await this.client?.close(true).catch(() => undefined)
    await this.services.stop()
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Where the queues' jobs stand: one line for each list and job. */
async function describeJobs(redis: ReturnType<typeof createClient>, prefix: string): Promise<string[]> {
  const lines: string[] = []
  for (const key of (await redis.keys(`${prefix}:*`)).sort()) {
    const type = await redis.type(key)
    if (type === 'list') lines.push(`${key} ${(await redis.lRange(key, 0, -1)).join(' ')}`)
    if (type === 'set') lines.push(`${key} ${(await redis.sMembers(key)).join(' ')}`)
    if (type === 'zset') lines.push(`${key} ${(await redis.zRange(key, 0, -1)).join(' ')}`)
    if (type === 'string') lines.push(`${key} ${await redis.get(key)} ttl ${await redis.pTTL(key)}`)
    if (type === 'hash' && !key.endsWith(':meta')) lines.push(`${key} ${JSON.stringify(await redis.hGetAll(key))}`)
  }
  return lines
}

function openRedis(url: string): ReturnType<typeof createClient> {
  if (!url.startsWith('unix://')) return createClient({ url }) as ReturnType<typeof createClient>
  const path = decodeURIComponent(url.slice('unix://'.length))
  return createClient({ socket: { path, tls: false } }) as ReturnType<typeof createClient>
}

class Refused extends Error {}

function conversationOf(person: string, where: string): string {
  return where === 'private' ? `private:${person}` : where
}

function sharedServices(): DataServices {
  const { MONGODB_URI, REDIS_URL } = process.env
  if (!MONGODB_URI || !REDIS_URL) throw new Error('run the tests through npm test')
  return {
    mongodbUri: MONGODB_URI,
    redisUrl: REDIS_URL,
    own: false,
    kill: () => Promise.reject(new Error('these services are shared')),
    stop: () => Promise.resolve(),
  }
}

/** Two ports that nobody listens on now. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()]
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
        }),
    ),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports as [number, number]
}
