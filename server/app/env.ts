import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CHAT_SETTINGS } from '@yimin/shared/chat/contract'
import { z } from 'zod'
import type { WeChatSettings } from '../platform/wechat/settings.ts'
import { readTemplate, weChatFault, weChatSettingsOf } from './weChatSettings.ts'
import type { S3Place } from '../platform/files/index.ts'
import { isNet } from '../platform/web/index.ts'
import { mongoLineFault, redisLineFault } from './dataLines.ts'
import type { LineFault } from './dataLines.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const yes = z.enum(['0', '1', 'true', 'false', '']).transform((word) => word === '1' || word === 'true')
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

/** Words of neighbours go there, masked or not: nobody on the way may read them. */
function isPrivateWay(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && isHere))
}

const template = z
  .string()
  .refine(
    (text) => readTemplate(text) !== undefined,
    'must be a template id and pairs such as thing1=matter phrase2=state',
  )
const secret = z.string().regex(/^[\x21-\x7e]{1,1000}$/, 'must have printable characters only')

/** Every setting that server and worker read from the environment; README explains them in the same order. */
const fields = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: port.default(3000),
  /** Unset: this machine only. 0.0.0.0 lets others in. */
  HOST: z.string().min(1).default('127.0.0.1'),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://'),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[\w-]{1,60}$/, 'may have letters, digits, _ and - only')
    .default('yimin'),
  REDIS_URL: z.string().regex(/^(rediss?|unix):\/\/|^\//, 'must begin with redis://, rediss:// or unix://'),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w:-]{1,60}$/)
    .default('yimin'),
  DATA_DIR: z.string().refine(path.isAbsolute, 'must be an absolute path'),
  /** 32 bytes in base64; unset: the file master.key. */
  MASTER_KEY: z.base64().length(44, 'must be 32 bytes in base64 (44 characters)').optional(),
  /** The key that is to come next, in the same form; for npm run exchange-key alone. */
  MASTER_KEY_NEXT: z.base64().length(44, 'must be 32 bytes in base64 (44 characters)').optional(),
  /** Unset: the file bot.token. */
  BOT_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,512}$/, 'must have at least 32 printable characters')
    .optional(),
  CHAT_ADAPTER: z.enum(CHAT_SETTINGS).default('sandbox'),
  /** Unset: PORT + 1. */
  SANDBOX_PORT: port.optional(),
  DEMO: yes.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_PUBLIC: yes.default(false),
  /** Further origins whose pages may call, separated by commas: https://h5.example.org */
  ORIGINS: list.default([]),
  /** Proxies in front, whose X-Forwarded-For says where a call comes from: addresses and nets, separated by commas. */
  TRUSTED_PROXIES: list.refine((nets) => nets.every(isNet), 'must be addresses or nets such as 10.0.0.0/8').default([]),
  /** The way to MongoDB and Redis is a net of this machine's own, such as that of its containers: no TLS is asked for. */
  PLAIN_DATA_LINES: yes.default(false),
  /** Calls of one caller that come back each second, and how many may come at once. */
  RATE_PER_SECOND: z.coerce.number().positive().default(20),
  RATE_BURST: z.coerce.number().int().min(1).default(120),
  /** Unset: nobody is asked. The base address of an endpoint of the OpenAI form. */
  SECOND_OPINION_URL: z
    .string()
    .refine(isPrivateWay, 'must be an https:// address without user and password (http:// for this machine only)')
    .optional(),
  SECOND_OPINION_MODEL: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must have printable characters only')
    .optional(),
  SECOND_OPINION_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,1000}$/, 'must have printable characters only')
    .optional(),
  /** Unset: the product does not know WeChat's mini program. */
  WECHAT_APP_ID: z
    .string()
    .regex(/^wx[0-9a-zA-Z]{8,40}$/, 'must begin with wx')
    .optional(),
  WECHAT_APP_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{16,128}$/, 'must have at least 16 printable characters')
    .optional(),
  /** A file of mode 0600 that holds the secret, instead of the variable. */
  WECHAT_APP_SECRET_FILE: z.string().refine(path.isAbsolute, 'must be an absolute path').optional(),
  WECHAT_API_BASE: z
    .string()
    .refine(isPrivateWay, 'must be an https:// address without user and password (http:// for this machine only)')
    .default('https://api.weixin.qq.com'),
  WECHAT_PUSH_TOKEN: z
    .string()
    .regex(/^[0-9a-zA-Z]{3,32}$/, 'must have 3 to 32 letters and digits')
    .optional(),
  WECHAT_ENCODING_AES_KEY: z
    .string()
    .regex(/^[0-9a-zA-Z]{43}$/, 'must have 43 letters and digits')
    .optional(),
  /** Unset: WeChat judges no pictures. */
  WECHAT_MEDIA_BASE: z
    .string()
    .refine(isPrivateWay, 'must be an https:// address without user and password (http:// for this machine only)')
    .optional(),
  WECHAT_TEMPLATE_PROGRESS: template.optional(),
  WECHAT_TEMPLATE_OFFER: template.optional(),
  WECHAT_TEMPLATE_ALARM: template.optional(),
  WECHAT_PHONE_CALLS_PER_DAY: z.coerce.number().int().min(0).default(200),
  /** Unset: the folder `photos` in the data folder. */
  PHOTO_STORE: z
    .string()
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w./-]*)?$/, 'must be s3://bucket or s3://bucket/prefix')
    .optional(),
  PHOTO_STORE_ENDPOINT: z
    .string()
    .refine(isPrivateWay, 'must be an https:// address without user and password (http:// for this machine only)')
    .optional(),
  PHOTO_STORE_REGION: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .default('us-east-1'),
  PHOTO_STORE_KEY: secret.optional(),
  PHOTO_STORE_SECRET: secret.optional(),
})

const LINE_WORDS: Record<NonNullable<LineFault>, string> = {
  plain:
    'names another machine without TLS (mongodb://…/?tls=true, rediss://…); PLAIN_DATA_LINES=1 allows it in a net of your own machine',
  blind: 'must not switch off the look at the certificate',
}

const environment = fields
  .refine((env) => env.SECOND_OPINION_URL === undefined || env.SECOND_OPINION_MODEL, {
    path: ['SECOND_OPINION_MODEL'],
    error: 'is not set, though SECOND_OPINION_URL is',
  })
  .superRefine((env, context) => {
    const fault = weChatFault(env)
    if (fault) context.addIssue({ code: 'custom', path: [fault.name], message: fault.sentence })
  })
  .superRefine((env, context) => {
    const lines = { MONGODB_URI: mongoLineFault(env.MONGODB_URI), REDIS_URL: redisLineFault(env.REDIS_URL) }
    for (const [name, fault] of Object.entries(lines)) {
      if (fault === undefined || (fault === 'plain' && env.PLAIN_DATA_LINES)) continue
      context.addIssue({ code: 'custom', path: [name], message: LINE_WORDS[fault] })
    }
  })
  .superRefine((env, ctx) => {
    const needed = ['PHOTO_STORE_ENDPOINT', 'PHOTO_STORE_KEY', 'PHOTO_STORE_SECRET'] as const
    for (const name of env.PHOTO_STORE === undefined ? [] : needed.filter((one) => env[one] === undefined))
      ctx.addIssue({ code: 'custom', path: [name], message: 'is not set, though PHOTO_STORE is' })
  })

type Environment = z.infer<typeof environment>

/** Typed settings of one process. Paths are absolute. */
export interface Settings {
  mode: Environment['NODE_ENV']
  port: number
  host: string
  mongodbUri: string
  database: string
  redisUrl: string
  redisPrefix: string
  dataDir: string
  masterKey?: string
  masterKeyNext?: string
  botToken?: string
  chatAdapter: Environment['CHAT_ADAPTER']
  sandboxPort: number
  demo: boolean
  logLevel: Environment['LOG_LEVEL']
  metricsPublic: boolean
  origins: string[]
  trustedProxies: string[]
  rate: { perSecond: number; burst: number }
  /** Absent: nobody is asked. */
  secondOpinion?: { url: string; model: string; key?: string }
  /** Absent: WeChat is off. */
  wechat?: WeChatSettings
  /** Absent: a folder of this machine. */
  photoStore?: S3Place
}

/** Names each faulty variable and what it must be; never its value, which may be a secret. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError'
}

/** Reads `.env` of the working directory where there is one (what is set already wins), then the environment. Throws EnvironmentError. */
export function loadSettings(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return readSettings(process.env)
}

/** Settings from variables. An empty variable counts as unset. Throws EnvironmentError. */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const result = environment.safeParse(given)
  if (!result.success) throw new EnvironmentError(result.error.issues.map(faultOf).join('\n'))
  return settingsOf(result.data)
}

function faultOf(issue: z.core.$ZodIssue): string {
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  return `${issue.path.join('.')}: ${missing ? 'is not set' : issue.message}`
}

function settingsOf(env: Environment): Settings {
  return {
    mode: env.NODE_ENV,
    port: env.PORT,
    host: env.HOST,
    mongodbUri: env.MONGODB_URI,
    database: env.MONGODB_DATABASE,
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    dataDir: env.DATA_DIR,
    masterKey: env.MASTER_KEY,
    masterKeyNext: env.MASTER_KEY_NEXT,
    botToken: env.BOT_TOKEN,
    chatAdapter: env.CHAT_ADAPTER,
    sandboxPort: env.SANDBOX_PORT ?? env.PORT + 1,
    demo: env.DEMO,
    logLevel: env.LOG_LEVEL,
    metricsPublic: env.METRICS_PUBLIC,
    origins: env.ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    rate: { perSecond: env.RATE_PER_SECOND, burst: env.RATE_BURST },
    ...secondOpinionOf(env),
    ...weChatOf(env),
    ...photoStoreOf(env),
  }
}

function secondOpinionOf(env: Environment): Pick<Settings, 'secondOpinion'> {
  const { SECOND_OPINION_URL: url, SECOND_OPINION_MODEL: model, SECOND_OPINION_KEY: key } = env
  return url && model ? { secondOpinion: { url, model, ...(key && { key }) } } : {}
}

function weChatOf(env: Environment): Pick<Settings, 'wechat'> {
  const wechat = weChatSettingsOf(env)
  return wechat ? { wechat } : {}
}

function photoStoreOf(env: Environment): Pick<Settings, 'photoStore'> {
  const { PHOTO_STORE: place, PHOTO_STORE_ENDPOINT: endpoint, PHOTO_STORE_REGION: region } = env
  const { PHOTO_STORE_KEY: accessKeyId, PHOTO_STORE_SECRET: secretAccessKey } = env
  if (!place || !endpoint || !accessKeyId || !secretAccessKey) return {}
  const [bucket = '', ...prefix] = place.slice('s3://'.length).split('/')
  return { photoStore: { endpoint, bucket, prefix: prefix.join('/'), region, accessKeyId, secretAccessKey } }
}

/**
 * The secret by which the bot is known: BOT_TOKEN, or the file `keys/bot.token` in the data folder, made by whoever needs it first.
 * Throws EnvironmentError when others may read the file or it is too short.
 */
export function readBotToken(settings: Pick<Settings, 'botToken' | 'dataDir'>): string {
  if (settings.botToken !== undefined) return settings.botToken
  const file = path.join(settings.dataDir, 'keys', 'bot.token')
  makeToken(file)
  if ((statSync(file).mode & 0o077) !== 0)
    throw new EnvironmentError(`${file}: others may read it; run chmod 600 on it`)
  const token = readFileSync(file, 'utf8').trim()
  if (token.length < 32)
    throw new EnvironmentError(`${file}: must hold at least 32 characters; remove it to get a new one`)
  return token
}

/** Linked into place whole: of two processes that come at the same moment both find one and the same full file. */
function makeToken(file: string): void {
  if (existsSync(file)) return
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
}
