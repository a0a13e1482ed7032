import { pino, type DestinationStream, type Logger } from 'pino'

export type Log = Logger

/** Fields that a log line of the bot may carry; none holds words or names of people. */
const FIELDS = new Set([
  'ready',
  'state',
  'reason',
  'adapter',
  'account',
  'seq',
  'events',
  'retryMs',
  'ref',
  'outcome',
  'count',
  'ms',
  'port',
  'kind',
  'from',
  'to',
  'route',
  'status',
  'code',
  'untilMs',
  'err',
  'signal',
  'damaged',
])

/** Long runs of digits could be a phone number inside a foreign error text. */
function mask(text: string): string {
  return text.replace(/\d{5,}/g, '#').slice(0, 200)
}

function tellError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: mask(String(error)) }
  const code = (error as { code?: unknown }).code ?? (error.cause as { code?: unknown } | undefined)?.code
  return { name: error.name, message: mask(error.message), ...(code === undefined ? {} : { code: String(code) }) }
}

function keepKnown(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!FIELDS.has(name)) continue
    kept[name] = name === 'err' ? tellError(value) : typeof value === 'string' && name !== 'ref' ? mask(value) : value
  }
  return kept
}

/** The bot's own log: JSON lines with a closed list of fields, no message text, no names. */
export function createLog(name: string, level = 'info', destination?: DestinationStream): Log {
  const options = { name, level, formatters: { log: keepKnown } }
  return destination ? pino(options, destination) : pino(options)
}
