import { createLog } from '../session/log.ts'
import { readEnv } from './env.ts'

/** Wechaty's own log would write names and ids to the terminal. */
process.env['WECHATY_LOG'] ??= 'silent'

const STOP_MS = 4_500

/** Entry of the gateway process (CHAT_GATEWAY=apart): `node bot/dist/app/gateway.js`, beside the bot, with the same settings. */
async function main(): Promise<void> {
  const log = createLog('gateway', process.env['LOG_LEVEL'] || 'info')
  try {
    const env = readEnv({ ...process.env, CHAT_ADAPTER: 'wechaty' })
    const { resolvePuppet } = await import('../adapters/wechaty/resolvePuppet.ts')
    const { runGateway } = await import('./runGateway.ts')
    const gateway = await runGateway({
      dataDir: env.dataDir,
      account: env.account,
      port: env.gatewayPort,
      makePuppet: () => resolvePuppet(env.puppet),
      log,
    })
    const stop = (signal: string): void => {
      log.info({ signal }, 'stopping')
      setTimeout(() => process.exit(1), STOP_MS).unref()
      void gateway.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    }
    process.once('SIGTERM', () => stop('SIGTERM'))
    process.once('SIGINT', () => stop('SIGINT'))
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
    log.info({ ready: 'gateway', port: env.gatewayPort }, 'ready')
  } catch (error) {
    process.stderr.write(`gateway: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

void main()
