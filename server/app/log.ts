import type { Logger } from 'pino'
import { guardGroupText } from '../moderation/index.ts'
import { createLogger, type LogLevel } from '../platform/logger.ts'

/** A process's log. Every string passes the same guard as words in a group do (PRIV-02, PRIV-08). */
export function openLog(name: string, level: LogLevel): Logger {
  return createLogger({ name, level, guard: (text) => guardGroupText(text).text })
}
