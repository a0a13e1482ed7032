import type { IncomingMessage, ServerResponse } from 'node:http'
import type multer from '@koa/multer'
import type { Context } from 'koa'
import { photoWords } from '@yimin/shared/photos/words'
import { ApiError } from './apiError.ts'

/** Bytes of one picture as it is sent. OWASP API4:2023 (unrestricted resource consumption). */
export const PHOTO_LIMIT = 10 * 1024 * 1024

/** Pictures that are read into memory at the same moment. */
const MOST_AT_ONCE = 12

const FIELD = 'photo'

// The types of the wrapper are older than multer itself, which reads names as UTF-8 with this option.
const options: multer.Options & { defParamCharset: string } = {
  defParamCharset: 'utf8',
  limits: { fileSize: PHOTO_LIMIT, files: 1, fields: 0, parts: 1, headerPairs: 20 },
}

let reader: Promise<multer.Instance> | undefined

/** Opened with the first photo. */
function openReader(): Promise<multer.Instance> {
  reader ??= import('@koa/multer').then(({ default: open }) => open({ ...options, storage: open.memoryStorage() }))
  return reader
}

let underWay = 0

/** What a route that takes a photo gets as its body. Names and types that the caller gives are not even looked at. */
export interface PhotoBody {
  photo: Uint8Array
}

/**
 * Reads one picture file: multipart/form-data, in the field `photo`, alone, at most 10 MB.
 * Returns undefined when no body was sent. Throws ApiError `unsupported_media_type`, `too_large`, `invalid_input`, `bad_json` or `unavailable`.
 */
export async function readPhoto(ctx: { req: IncomingMessage; res: ServerResponse }): Promise<PhotoBody | undefined> {
  const { headers } = ctx.req
  if (headers['content-type'] === undefined) return undefined
  const encoding = headers['content-encoding'] ?? 'identity'
  if (!/^multipart\/form-data\s*;/i.test(headers['content-type']) || encoding !== 'identity')
    throw new ApiError('unsupported_media_type')
  if (underWay >= MOST_AT_ONCE) throw new ApiError('unavailable')
  underWay += 1
  try {
    return { photo: await readFile(ctx) }
  } finally {
    underWay -= 1
  }
}

async function readFile({ req, res }: { req: IncomingMessage; res: ServerResponse }): Promise<Uint8Array> {
  // multer asks a context for no more than these.
  const bare = { req, res, request: {} } as unknown as Context
  try {
    const upload = await openReader()
    await upload.single(FIELD)(bare as never, () => Promise.resolve())
  } catch (cause) {
    throw refusalOf(cause)
  }
  const file = (bare as { file?: { buffer: Buffer } }).file
  if (!file) throw missing()
  const { buffer, byteOffset, length } = file.buffer
  return new Uint8Array(buffer, byteOffset, length)
}

/** The parser's own sentences quote names that the caller chose. */
function refusalOf(cause: unknown): ApiError {
  const code = (cause as { code?: unknown }).code
  if (code === 'LIMIT_FILE_SIZE') return new ApiError('too_large', { say: photoWords.tooLarge, cause })
  if (typeof code === 'string' && code.startsWith('LIMIT_')) return missing()
  return new ApiError('bad_json')
}

function missing(): ApiError {
  return new ApiError('invalid_input', { fields: [{ path: FIELD, message: photoWords.oneFile }] })
}
