import type { Logger } from 'pino'

const PATIENCE_MS = 5_000

/** Stops in order on SIGTERM or SIGINT; whatever still hangs after five seconds is left behind. */
export function runUntilStopped(log: Logger, stop: () => Promise<void>): void {
  let stopping = false
  const finish = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(0), PATIENCE_MS).unref()
    stop()
      .catch((error: unknown) => log.warn({ err: error }, 'stopping'))
      .finally(() => process.exit(0))
  }
  process.on('SIGTERM', finish)
  process.on('SIGINT', finish)
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
}

/**
 * What a start leaves behind, such as the texts of lexicons and the sources of modules, would lie in memory for hours at a quiet
 * station. It is collected once, before the first message (Node's `--expose-gc`, setup/nodeFlags.json).
 */
export function clearUpAfterStart(): void {
  globalThis.gc?.()
}
