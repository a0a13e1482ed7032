import { setFlagsFromString } from 'node:v8'
import { createLog } from '../session/log.ts'
import { EnvFault, readEnv } from './env.ts'
import { runBot, type RunningBot } from './runBot.ts'

/** Wechaty's own log would write names and ids to the terminal. */
process.env['WECHATY_LOG'] ??= 'silent'

/** The bot waits for the network nearly all the time: a small heap matters more than speed (about 30 MB less). Set before Wechaty is loaded. */
setFlagsFromString('--optimize-for-size')
setFlagsFromString('--max-semi-space-size=1')

const STOP_MS = 4_500

async function main(): Promise<void> {
  const log = createLog('bot', process.env['LOG_LEVEL'] || 'info')
  const stopping = new AbortController()
  let running: RunningBot | undefined

  const stop = (signal: string): void => {
    if (stopping.signal.aborted) return
    stopping.abort()
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOP_MS).unref()
    void (running?.stop() ?? Promise.resolve())
      .catch((error: unknown) => log.error({ err: error }, 'stop failed'))
      .then(() => process.exit(0))
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  // A puppet's background failure must not take the inbox down with it.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))

  try {
    running = await runBot(readEnv(process.env), log, stopping.signal)
    await running.ready
    log.info({ ready: 'bot' }, 'ready')
  } catch (error) {
    if (stopping.signal.aborted) return
    log.fatal({ err: error }, describe(error))
    process.stderr.write(`${describe(error)}\n`)
    process.exit(1)
  }
}

function describe(error: unknown): string {
  if (error instanceof EnvFault) return `bot: wrong setting: ${error.message}`
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return 'bot: the port is taken; set SANDBOX_PORT to a free one'
  }
  return `bot: cannot start: ${error instanceof Error ? error.message : String(error)}`
}

void main()
