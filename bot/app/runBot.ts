import { createClient, type Client } from '@yimin/shared/route/client'
import { openSpoolSeal, spoolKeyFile } from '../inbound/spoolSeal.ts'
import { ILINK_LIMITS, SANDBOX_LIMITS, WECHAT_LIMITS, type PacerLimits } from '../outbound/limits.ts'
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

type OwnNumbers = Pick<BotEnv, 'perMinute' | 'perDay' | 'quietHours' | 'warmUp'>

/** The limits of trust in personal accounts (or `usual` ones), with the station's own numbers where it has set any. */
export function limitsOf(env: OwnNumbers, usual: PacerLimits = WECHAT_LIMITS): PacerLimits {
  const [from, to] = (env.quietHours ?? '').split('-')
  return {
    ...usual,
    ...(env.perMinute === undefined ? {} : { perMinute: env.perMinute }),
    ...(env.perDay === undefined ? {} : { perDay: env.perDay }),
    ...(env.quietHours === 'off' ? { quiet: null } : from && to ? { quiet: { from, to } } : {}),
    ...(env.warmUp ? {} : { warmUp: null }),
  }
}

async function startSandboxBot(env: BotEnv, call: Client, log: Log, signal: AbortSignal): Promise<RunningBot> {
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

async function startWechatyBot(env: BotEnv, call: Client, log: Log): Promise<RunningBot> {
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

async function startILinkBot(env: BotEnv, call: Client, log: Log): Promise<RunningBot> {
  const { ILinkGateway } = await import('../adapters/ilink/iLinkGateway.ts')
  const { ILINK_HOME } = await import('../adapters/ilink/protocol.ts')
  const { Bindings } = await import('../adapters/ilink/bindings.ts')
  const { showQr } = await import('../session/showQr.ts')
  const dir = await makePrivateDir(gatewayDir(env.dataDir, 'ilink', env.account))
  const seal = await openSpoolSeal(spoolKeyFile(env.dataDir))
  // With a wrong key nothing starts, rather than everybody having to scan anew.
  await Bindings.open(dir, seal)
  const gateway = new ILinkGateway({
    account: env.account,
    dir,
    seal,
    home: env.iLinkBase ?? ILINK_HOME,
    log,
    now: Date.now,
  })
  const link = new ChatLink({
    gateway,
    dataDir: env.dataDir,
    call,
    log,
    limits: limitsOf(env, ILINK_LIMITS),
    echoMs: 0,
    hold: 20,
    parallel: 4,
    showQr,
  })
  await link.start()
  return { ready: link.ready, stop: () => link.stop() }
}

/** Several adapters in one process; ready as soon as one of them is. One that cannot start stops the others. */
async function together(starting: Promise<RunningBot>[]): Promise<RunningBot> {
  const results = await Promise.allSettled(starting)
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const stop = async (): Promise<void> => void (await Promise.all(running.map((one) => one.stop())))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  return { ready: Promise.race(running.map(({ ready }) => ready)), stop }
}

/** Starts the bot with the adapters of its settings. `signal` ends a start that still waits for the server. */
export async function runBot(env: BotEnv, log: Log, signal: AbortSignal): Promise<RunningBot> {
  process.umask(0o077)
  await makePrivateDir(env.dataDir)
  const call = createClient(fetchTransport(env.serverUrl), { authorization: `Bearer ${readToken(env)}` })
  if (env.adapters.includes('sandbox')) return startSandboxBot(env, call, log, signal)
  return together(
    env.adapters.map((adapter) => (adapter === 'ilink' ? startILinkBot : startWechatyBot)(env, call, log)),
  )
}
