import type { IncomingMessage } from 'node:http'
import { ApiError } from './apiError.ts'

/** Bytes of a JSON body. OWASP API4:2023 (unrestricted resource consumption). */
export const BODY_LIMIT = 256 * 1024

/** What is still read and thrown away after the limit, so that an honest client hears the answer instead of a broken pipe. */
const DRAIN_LIMIT = 8 * 1024 * 1024

/**
 * Reads one JSON body: UTF-8, application/json, not compressed, at most `limit` bytes.
 * Returns undefined when no body was sent. Throws ApiError `unsupported_media_type`, `too_large` or `bad_json`.
 */
export async function readBody(req: IncomingMessage, limit = BODY_LIMIT): Promise<unknown> {
  if (!hasBody(req)) return undefined
  checkType(req)
  const bytes = await readBytes(req, limit)
  if (bytes.length === 0) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    // The parser's own message quotes the body, so it is not kept as a cause.
    throw new ApiError('bad_json')
  }
}

function hasBody(req: IncomingMessage): boolean {
  const length = req.headers['content-length']
  return req.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

function checkType(req: IncomingMessage): void {
  const [type = '', ...parameters] = (req.headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase())
  const encoding = req.headers['content-encoding'] ?? 'identity'
  const plain = parameters.every((parameter) => parameter === '' || /^charset="?utf-8"?$/.test(parameter))
  if (type !== 'application/json' || !plain || encoding !== 'identity') throw new ApiError('unsupported_media_type')
}

/** The bytes of a body, whatever they are. Throws ApiError `too_large` or `bad_json`. */
export async function readBytes(req: IncomingMessage, limit: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of req as AsyncIterable<Buffer>) {
      size += part.length
      if (size <= limit) parts.push(part)
      if (size > limit + DRAIN_LIMIT) break
    }
  } catch (cause) {
    throw new ApiError('bad_json', { cause })
  }
  if (size > limit) throw new ApiError('too_large')
  return Buffer.concat(parts)
}
