import pino from 'pino'
import type { DestinationStream, Logger } from 'pino'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

export interface LoggerSettings {
  /** Of the process: web, worker, bot. */
  name: string
  level: LogLevel
  /** Where lines go; stdout unless told. */
  destination?: DestinationStream | undefined
  /** The last step of every text: gives it back without personal data (PRIV-02). Handed in, since this floor knows no business. */
  guard: (text: string) => string
  /** Names of fields beyond the usual ones. */
  fields?: readonly string[]
}

/** Fields that may be logged (PRIV-08): ids, codes, counts and durations. All others are left out and counted in `dropped`. */
export const LOG_FIELDS: readonly string[] = [
  ...['level', 'time', 'pid', 'name', 'msg', 'err', 'error', 'cause', 'code', 'type', 'message', 'stack', 'dropped'],
  ...[
    'ready',
    'state',
    'status',
    'outcome',
    'verdict',
    'reason',
    'reasons',
    'cause',
    'kind',
    'kinds',
    'step',
    'from',
    'to',
  ],
  ...[
    'requestId',
    'reqId',
    'method',
    'route',
    'path',
    'url',
    'ms',
    'bytes',
    'ip',
    'caller',
    'role',
    'port',
    'host',
    'address',
  ],
  ...[
    'id',
    'ids',
    'key',
    'ref',
    'code',
    'stationId',
    'personId',
    'requestCode',
    'messageId',
    'eventId',
    'alarmId',
    'jobId',
    'offerId',
    'subjectId',
    'ownerId',
  ],
  ...[
    'job',
    'queue',
    'event',
    'collection',
    'handler',
    'listener',
    'attempt',
    'attempts',
    'tries',
    'delayMs',
    'waitMs',
    'lateMs',
  ],
  ...[
    'count',
    'counts',
    'total',
    'stored',
    'known',
    'sent',
    'failed',
    'leaks',
    'size',
    'seq',
    'fence',
    'version',
    'v',
    'since',
    'until',
    'at',
    'dueAt',
  ],
  ...[
    'adapter',
    'account',
    'consumer',
    'held',
    'puppet',
    'room',
    'channel',
    'template',
    'intent',
    'category',
    'confidence',
    'signal',
    'exitCode',
  ],
  ...[
    'part',
    'parts',
    'mongo',
    'redis',
    'demo',
    'level',
    'service',
    'setting',
    'settings',
    'changed',
    'removed',
    'repaired',
    'rooms',
    'people',
  ],
]

/** Longer texts are cut: a log line is no place for documents. */
const LONGEST_TEXT = 2_000
const LONGEST_STACK = 6_000
const DEEPEST = 5
const MOST_ENTRIES = 100
/** Numbers below have too few digits to be anybody's. */
const SMALLEST_DOUBTFUL_NUMBER = 1_000_000
/** Made by pino, and of a form that tells nothing. */
const OWN_FIELDS = new Set(['time', 'level', 'pid'])

/**
 * A pino logger whose every line passes a last step before it leaves the process: unlisted fields are dropped, errors
 * are name, message and stack, web addresses lose query and credentials, every text goes through the guard.
 */
export function createLogger({ name, level, destination, guard, fields = [] }: LoggerSettings): Logger {
  const out = destination ?? pino.destination({ fd: 1, sync: true })
  const clean = cleaner(new Set([...LOG_FIELDS, ...fields]), guardOrNothing(guard))
  return pino(
    {
      level,
      base: { name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: plainError, error: plainError },
    },
    { write: (line: string) => out.write(`${clean(line)}\n`) },
  )
}

interface PlainError {
  name: string
  message: string
  stack?: string
  code?: string | number
  cause?: PlainError
}

/** An error without the fields that libraries hang on it: queries, documents, answers of other servers. */
function plainError(error: unknown, depth = 0): unknown {
  if (!isErrorLike(error)) return typeof error === 'object' && error !== null ? { name: 'object' } : error
  const { name, message, stack, code, cause } = error
  return {
    name: String(name),
    message: String(message),
    ...(typeof stack === 'string' && { stack }),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(depth < 3 && isErrorLike(cause) && { cause: plainError(cause, depth + 1) as PlainError }),
  }
}

function isErrorLike(value: unknown): value is Error & { code?: unknown; cause?: unknown } {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value
}

/** A guard that fails must not let through what it could not judge, nor stop the process. */
function guardOrNothing(guard: (text: string) => string): (text: string) => string {
  return (text) => {
    try {
      return guard(text)
    } catch {
      return '[guard failed]'
    }
  }
}

function cleaner(allowed: ReadonlySet<string>, guard: (text: string) => string): (line: string) => string {
  const cleanText = (text: string, field: string): string => {
    const limit = field === 'stack' ? LONGEST_STACK : LONGEST_TEXT
    const short = text.length > limit ? `${text.slice(0, limit)}…` : text
    return guard(withoutQueries(short, field))
  }

  const cleanValue = (value: unknown, field: string, depth: number): unknown => {
    if (typeof value === 'string') return isDrawn(value, field) ? value : cleanText(value, field)
    if (typeof value === 'number') return cleanNumber(value, guard)
    if (typeof value !== 'object' || value === null) return value
    if (depth >= DEEPEST) return '[deep]'
    if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((entry) => cleanValue(entry, field, depth + 1))
    return cleanObject(value as Record<string, unknown>, depth + 1)
  }

  const cleanObject = (object: Record<string, unknown>, depth: number): Record<string, unknown> => {
    const kept: [string, unknown][] = []
    let dropped = 0
    for (const [field, value] of Object.entries(object)) {
      if (!allowed.has(field)) dropped += 1
      else kept.push([field, OWN_FIELDS.has(field) && depth === 0 ? value : cleanValue(value, field, depth)])
    }
    return { ...Object.fromEntries(kept), ...(dropped > 0 && { dropped }) }
  }

  return (line) => {
    try {
      return JSON.stringify(cleanObject(JSON.parse(line) as Record<string, unknown>, 0))
    } catch {
      return '{"level":"error","msg":"a log line could not be read and was left out"}'
    }
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Drawn by chance: it says nothing of anybody, and whoever looks for it must find it as it was given to the caller. */
function isDrawn(text: string, field: string): boolean {
  return field === 'requestId' && UUID.test(text)
}

function cleanNumber(value: number, guard: (text: string) => string): number | string {
  if (Math.abs(value) < SMALLEST_DOUBTFUL_NUMBER) return value
  const text = String(value)
  const guarded = guard(text)
  return guarded === text ? value : guarded
}

const ADDRESS = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>]+/gi
const ADDRESS_FIELDS = new Set(['url', 'path', 'route'])

/** Queries carry tokens and searches, user info carries passwords; neither is needed to find a fault. */
function withoutQueries(text: string, field: string): string {
  const plain = ADDRESS_FIELDS.has(field) ? beforeQuery(text) : text
  return plain.includes('://') ? plain.replace(ADDRESS, (address) => withoutUser(beforeQuery(address))) : plain
}

const beforeQuery = (address: string): string => address.split(/[?#]/, 1)[0] ?? ''

function withoutUser(address: string): string {
  const start = address.indexOf('://') + 3
  const path = address.indexOf('/', start)
  const at = address.slice(0, path < 0 ? undefined : path).lastIndexOf('@')
  return at < start ? address : address.slice(0, start) + address.slice(at + 1)
}
