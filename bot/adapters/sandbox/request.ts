import type { IncomingMessage } from 'node:http'
import type { ErrorCode } from '@yimin/shared/errors/codes'
import type { z } from 'zod'

const BODY_MAX = 64 * 1024
const BODY_MS = 10_000

/** An answer other than success. */
export class HttpFault extends Error {
  override readonly name = 'HttpFault'
  readonly code: ErrorCode
  readonly fields: { path: string; message: string }[]

  constructor(code: ErrorCode, fields: HttpFault['fields'] = []) {
    super(code)
    this.code = code
    this.fields = fields
  }
}

function hostNameOf(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined
  return new URL(`http://${host}`).hostname
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim()
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Host names under which this request reached us: its own, and the one that the web server in front was asked for. */
function hostsOf(request: IncomingMessage): Set<string> {
  const hosts = [firstOf(request.headers.host), firstOf(request.headers['x-forwarded-host'])]
  return new Set(hosts.flatMap((host) => hostNameOf(host) ?? []))
}

/**
 * Refuses requests of foreign pages: a browser's Origin must be the host itself, and a request that came straight to this port must name
 * the loopback (no other name can be pointed at it from outside).
 */
export function checkOrigin(request: IncomingMessage): void {
  const direct = request.headers['x-forwarded-for'] === undefined && request.headers['x-forwarded-host'] === undefined
  const host = hostNameOf(firstOf(request.headers.host))
  if (direct && (host === undefined || !LOOPBACK.has(host))) throw new HttpFault('forbidden')
  const { origin } = request.headers
  if (origin === undefined) return
  const name = URL.canParse(origin) ? new URL(origin).hostname : undefined
  if (name === undefined || !hostsOf(request).has(name)) throw new HttpFault('forbidden')
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const timer = setTimeout(() => request.destroy(new Error('body too slow')), BODY_MS)
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length
      if (size > BODY_MAX) throw new HttpFault('too_large')
      chunks.push(chunk as Buffer)
    }
  } finally {
    clearTimeout(timer)
  }
  return Buffer.concat(chunks)
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new HttpFault('bad_json')
  }
}

/** Body of a request as its schema's output; every fault of every field is told. */
export async function readBody<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.output<Schema>> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new HttpFault('unsupported_media_type')
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > BODY_MAX) throw new HttpFault('too_large')
  const result = schema.safeParse(parse(await readBytes(request)))
  if (result.success) return result.data
  throw new HttpFault(
    'invalid_input',
    result.error.issues.flatMap((issue) => {
      const path = issue.path.map(String).join('.')
      if (issue.code !== 'unrecognized_keys')
        return [{ path, message: FIELD_WORDS[issue.code] ?? FIELD_WORDS.other ?? '' }]
      return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, message: '没有这一项。' }))
    }),
  )
}

/** What a person may read about a faulty field, by zod's issue code. */
const FIELD_WORDS: Record<string, string> = {
  invalid_type: '这里没填，或者填的类型不对。',
  too_small: '这里不能空着。',
  too_big: '这里太长了。',
  invalid_value: '这里只能从给出的几样里选。',
  custom: '这里不能空着。',
  other: '这里填得不对。',
}
