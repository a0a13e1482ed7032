import { createClient } from '@yimin/shared/route/client'
import { SANDBOX_LIMITS, WECHAT_LIMITS, type PacerLimits } from '../outbound/limits.ts'
import { fetchTransport } from '../session/fetchTransport.ts'
import type { Log } from '../session/log.ts'
import { makePrivateDir } from '../session/privateFiles.ts'
import { ChatLink, gatewayDir } from './chatLink.ts'
import { readToken, type BotEnv } from './env.ts'

export interface RunningBot {
  ready: Promise<void>
  /** Port of the sandbox's page; undefined with other adapters. */
  sandboxPort?: number
  stop(): Promise<void>
}

/** The limits of trust in personal accounts, with the station's own numbers where it has set any. */
export function limitsOf(env: Pick<BotEnv, 'perMinute' | 'perDay' | 'quietHours' | 'warmUp'>): PacerLimits {
  const [from, to] = (env.quietHours ?? '').split('-')
  return {
    ...WECHAT_LIMITS,
    ...(env.perMinute === undefined ? {} : { perMinute: env.perMinute }),
    ...(env.perDay === undefined ? {} : { perDay: env.perDay }),
    ...(env.quietHours === 'off' ? { quiet: null } : from && to ? { quiet: { from, to } } : {}),
    ...(env.warmUp ? {} : { warmUp: null }),
  }
}

async function startSandboxBot(env: BotEnv, log: Log, signal: AbortSignal): Promise<RunningBot> {
  const token = readToken(env)
  const call = createClient(fetchTransport(env.serverUrl), { authorization: `Bearer ${token}` })
  // Loaded only when it is used: Wechaty and its mock cost memory and a second of start-up.
  const { startSandbox } = await import('../adapters/sandbox/startSandbox.ts')
  const sandbox = await startSandbox({
    dataDir: env.dataDir,
    port: env.sandboxPort,
    call,
    log,
    now: () => new Date(),
    signal,
  })
  const link = new ChatLink({
    gateway: sandbox.gateway,
    dataDir: env.dataDir,
    call,
    log,
    limits: SANDBOX_LIMITS,
    echoMs: 1_000,
    hold: 100,
    parallel: 16,
  })
  await link.start()
  return {
    ready: link.ready,
    sandboxPort: sandbox.port,
    stop: async () => {
      await link.stop()
      await sandbox.close()
    },
  }
}

async function startWechatyBot(env: BotEnv, log: Log): Promise<RunningBot> {
  const token = readToken(env)
  const call = createClient(fetchTransport(env.serverUrl), { authorization: `Bearer ${token}` })
  const { createWechatGateway } = await import('../adapters/wechaty/createWechatGateway.ts')
  const { showQr } = await import('../session/showQr.ts')
  const gateway = await createWechatGateway(env, gatewayDir(env.dataDir, 'wechaty', env.account), log)
  const link = new ChatLink({
    gateway,
    dataDir: env.dataDir,
    call,
    log,
    limits: limitsOf(env),
    echoMs: 10_000,
    hold: 4,
    parallel: 1,
    showQr,
  })
  await link.start()
  return { ready: link.ready, stop: () => link.stop() }
}

/** Starts the bot with the adapter of its settings. `signal` ends a start that still waits for the server. */
export async function runBot(env: BotEnv, log: Log, signal: AbortSignal): Promise<RunningBot> {
  process.umask(0o077)
  await makePrivateDir(env.dataDir)
  return env.adapter === 'sandbox' ? startSandboxBot(env, log, signal) : startWechatyBot(env, log)
}
