import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { CHAT_SETTINGS } from '@yimin/shared/chat/contract'
import { z } from 'zod'

/** Words of neighbours and the bot's own key go there: nobody on the way may read them. */
const isPrivateWay = (base: string) => /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(`${base}/`)

const port = z.coerce.number().int().min(0).max(65_535)

const variables = z.object({
  NODE_ENV: z.string().default('production'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  DATA_DIR: z.string().refine(isAbsolute, 'must be an absolute path'),
  PORT: port.default(3000),
  SERVER_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isPrivateWay, 'must be https; plain http on this machine only')
    .optional(),
  BOT_TOKEN: z.string().min(32).optional(),
  CHAT_ADAPTER: z.enum(CHAT_SETTINGS).default('sandbox'),
  SANDBOX_PORT: port.optional(),
  /** Name of this chat account in the record; stays the same when its phone logs in again. */
  CHAT_ACCOUNT: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'letters, digits, dot, dash and underscore only')
    .default('main'),
  CHAT_PUPPET: z
    .string()
    .regex(/^(@[a-z0-9-]+\/)?[a-z0-9][a-z0-9.-]*$/, 'the npm name of a Wechaty puppet, such as wechaty-puppet-padlocal')
    .optional(),
  /** `inside`: the puppet lives in the bot. `apart`: in a gateway process of its own, spoken to over local gRPC. */
  CHAT_GATEWAY: z.enum(['inside', 'apart']).default('inside'),
  CHAT_GATEWAY_PORT: port.optional(),
  /** Another address is for a stand-in: plain http on this machine only. */
  ILINK_API_BASE: z
    .url({ protocol: /^https?$/ })
    .refine(isPrivateWay, 'must be https')
    .optional(),
  /** 0 for an account that has been in use for months: its first days need no care. */
  CHAT_WARM_UP: z.enum(['0', '1']).default('1'),
  CHAT_PER_MINUTE: z.coerce.number().int().min(1).max(60).optional(),
  CHAT_PER_DAY: z.coerce.number().int().min(1).max(10_000).optional(),
  CHAT_QUIET_HOURS: z
    .string()
    .regex(/^(off|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)$/, 'like 22:00-07:00, or off')
    .optional(),
})

/** Which chat platforms are spoken to. */
export type Adapter = 'sandbox' | 'wechaty' | 'ilink'

export interface BotEnv {
  logLevel: string
  dataDir: string
  serverUrl: string
  adapters: Adapter[]
  sandboxPort: number
  account: string
  puppet: string | undefined
  gateway: 'inside' | 'apart'
  gatewayPort: number
  iLinkBase: string | undefined
  warmUp: boolean
  perMinute: number | undefined
  perDay: number | undefined
  quietHours: string | undefined
  token: string | undefined
}

/** A setting is missing or wrong; the message names it. */
export class EnvFault extends Error {
  override readonly name = 'EnvFault'
}

/** Reads the bot's settings. @throws EnvFault naming every faulty variable */
export function readEnv(source: NodeJS.ProcessEnv): BotEnv {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = variables.safeParse(given)
  if (!result.success) {
    throw new EnvFault(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  }
  const env = result.data
  const adapters = env.CHAT_ADAPTER.split(',') as Adapter[]
  if (adapters.includes('wechaty') && !env.CHAT_PUPPET && env.CHAT_GATEWAY === 'inside') {
    throw new EnvFault(
      'CHAT_PUPPET: CHAT_ADAPTER=wechaty needs the npm name of a Wechaty puppet (such as wechaty-puppet-padlocal); ' +
        'without one nothing is connected. To try the product without WeChat set CHAT_ADAPTER=sandbox.',
    )
  }
  return {
    logLevel: env.LOG_LEVEL,
    dataDir: env.DATA_DIR,
    serverUrl: env.SERVER_URL ?? `http://127.0.0.1:${env.PORT}`,
    adapters,
    sandboxPort: env.SANDBOX_PORT ?? env.PORT + 1,
    account: env.CHAT_ACCOUNT,
    puppet: env.CHAT_PUPPET,
    gateway: env.CHAT_GATEWAY,
    gatewayPort: env.CHAT_GATEWAY_PORT ?? env.PORT + 2,
    iLinkBase: env.ILINK_API_BASE,
    warmUp: env.CHAT_WARM_UP === '1',
    perMinute: env.CHAT_PER_MINUTE,
    perDay: env.CHAT_PER_DAY,
    quietHours: env.CHAT_QUIET_HOURS,
    token: env.BOT_TOKEN,
  }
}

/** The bearer token that the server knows this bot by: BOT_TOKEN, or the file that set-up has made. @throws EnvFault */
export function readToken(env: BotEnv): string {
  if (env.token) return env.token
  const path = join(env.dataDir, 'keys', 'bot.token')
  try {
    const token = readFileSync(path, 'utf8').trim()
    if (token.length >= 16) return token
  } catch (error) {
    throw new EnvFault(`BOT_TOKEN: not set, and ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  throw new EnvFault(`BOT_TOKEN: not set, and ${path} holds no token`)
}
