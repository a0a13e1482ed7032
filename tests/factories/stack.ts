import { randomBytes } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { MongoClient, type Db } from 'mongodb'
import { openVault, type Vault } from '../../server/platform/vault/index.ts'
import { borrowDatabase, type BorrowedDatabase } from './databases.ts'
import { startDataServices, type DataServices } from './dataServices.ts'
import { describeStack } from './describeStack.ts'
import { Processes } from './processes.ts'
import { SandboxTalk, type Conversation, type Said, type Saying } from './sandboxTalk.ts'
import { freePorts, sharedServices, withRedis, type RedisClient } from './stackServices.ts'
import { until } from './until.ts'

export { PARTS, type Part } from './processes.ts'
export { ASSISTANT, type Conversation, type Said } from './sandboxTalk.ts'

export interface StackOptions {
  /** An engine and a Redis of its own, so that they may be killed; otherwise databases of its own on the tests' shared ones. */
  ownServices?: boolean
  env?: Record<string, string>
  /** Settings that follow from where the services are, such as lines to them that can be cut. */
  lines?: (services: DataServices) => Promise<Record<string, string>>
}

/** What belongs to one stack alone, on services that others may share. */
interface Own {
  dataDir: string
  database: string
  redisPrefix: string
  borrowed?: BorrowedDatabase | undefined
}

/** A whole product for one test file: its processes, the demo community, the sandbox chat, and the record behind them. */
export class Stack extends Processes {
  readonly url: string
  readonly sandboxUrl: string
  readonly dataDir: string
  readonly database: string
  readonly redisPrefix: string
  private readonly services: DataServices
  private readonly talk: SandboxTalk
  private readonly borrowed: BorrowedDatabase | undefined
  private client!: MongoClient
  private stopped: Promise<void> | undefined

  private constructor(
    services: DataServices,
    ports: { web: number; sandbox: number },
    own: Own,
    env: Record<string, string>,
  ) {
    const url = `http://127.0.0.1:${ports.web}`
    super({
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      DEMO: '1',
      CHAT_ADAPTER: 'sandbox',
      MONGODB_URI: services.mongodbUri,
      MONGODB_DATABASE: own.database,
      REDIS_URL: services.redisUrl,
      REDIS_PREFIX: own.redisPrefix,
      DATA_DIR: own.dataDir,
      HOST: '127.0.0.1',
      PORT: String(ports.web),
      SANDBOX_PORT: String(ports.sandbox),
      SERVER_URL: url,
      LOG_LEVEL: 'info',
      ...env,
    })
    this.services = services
    this.dataDir = own.dataDir
    this.database = own.database
    this.redisPrefix = own.redisPrefix
    this.borrowed = own.borrowed
    this.url = url
    this.sandboxUrl = `http://127.0.0.1:${ports.sandbox}`
    this.talk = new SandboxTalk(this.sandboxUrl)
  }

  /** Starts everything and waits until all three are ready; what has started is stopped again when one fails. */
  static async start({ ownServices = false, env = {}, lines }: StackOptions = {}): Promise<Stack> {
    const services = ownServices ? await startDataServices() : sharedServices()
    const [web, sandbox] = await freePorts()
    const borrowed = services.own ? undefined : await borrowDatabase('house')
    const stack = new Stack(services, { web, sandbox }, ownPlaces(borrowed), { ...env, ...(await lines?.(services)) })
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

  /** kill -9 of a data service; its keeper starts it again by itself. */
  async killService(name: 'mongo' | 'redis'): Promise<void> {
    await this.services.kill(name)
  }

  /** Empties Redis whole (FLUSHALL) where it is this stack's own. */
  async flushRedis(): Promise<void> {
    if (!this.services.own) throw new Error('this Redis is shared')
    await this.withRedis((redis) => redis.flushAll())
  }

  withRedis<T>(use: (redis: RedisClient) => Promise<T>): Promise<T> {
    return withRedis(this.services.redisUrl, use)
  }

  /** Someone of the demo community says something, and tries until it is taken (the same clientId is one message). */
  say(person: string, text: string, saying: Saying = {}): Promise<Said> {
    return this.talk.say(person, text, saying)
  }

  /** What a person has on the screen; `all` sees every conversation. */
  sees(person: string): Promise<Conversation[]> {
    return this.talk.sees(person)
  }

  /** The assistant's words to a person, in a room or (`private`) alone, oldest first. */
  heard(person: string, where: string): Promise<Said[]> {
    return this.talk.heard(person, where)
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
      throw new Error(`${(error as Error).message}\n${await describeStack(this)}`, { cause: error })
    }
  }

  /** Ends everything, also what is stopped or has hung; the databases and the data directory go with it. */
  stop(): Promise<void> {
    this.stopped ??= this.end()
    return this.stopped
  }

  private async end(): Promise<void> {
    await this.kill('bot', 'worker', 'web')
    if (!this.services.own) {
      await this.borrowed?.giveBack().catch(() => undefined)
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

function ownPlaces(borrowed: BorrowedDatabase | undefined): Own {
  const mark = randomBytes(5).toString('hex')
  const dataDir = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'yimin-stack-'))
  return { dataDir, database: borrowed?.name ?? `stack_${mark}`, redisPrefix: `stack-${mark}`, borrowed }
}
