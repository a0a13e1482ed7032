import type { z } from 'zod'
import { parseWeChatJson } from './json.ts'
import { faultOf, WeChatFault } from './faults.ts'

/** One kind of call to WeChat. */
export interface Call<T> {
  /** Our own short name of it, for logs, pauses and alarms. */
  api: string
  method: 'GET' | 'POST'
  path: string
  query?: Readonly<Record<string, string>>
  body?: Readonly<Record<string, unknown>>
  /** The shape of a good answer; `image` for bytes. */
  reply: z.ZodType<T> | 'image'
  withToken: boolean
  /** How long one try may take; QUICK where a person waits. */
  patience: Patience
}

export interface Patience {
  tries: number
  /** All tries and pauses together. */
  withinMs: number
  /** One try. */
  tryMs: number
}

/** A person looks at the screen. */
export const QUICK: Patience = { tries: 2, withinMs: 9_000, tryMs: 4_000 }
/** Nobody looks, but a person of the station must know within a minute when nothing works. */
export const STEADY: Patience = { tries: 6, withinMs: 20_000, tryMs: 5_000 }

/** Bytes of the largest answer: a mini code is about 100 kB. */
const LARGEST_ANSWER = 2 * 1024 * 1024

/** One call, one answer. Throws WeChatFault; no address, token or text of the call is in it. */
export async function exchange<T>(base: string, call: Call<T>, token?: string): Promise<T> {
  const bytes = await carry(base, call, token)
  if (call.reply === 'image' && isImage(bytes)) return bytes as T
  const answer = parse(call.api, bytes)
  const code = answer['errcode']
  if (typeof code === 'number' && code !== 0)
    throw faultOf(call.api, code, String(answer['errmsg'] ?? ''), call.withToken)
  const parsed = call.reply === 'image' ? undefined : call.reply.safeParse(answer)
  if (!parsed?.success) throw new WeChatFault(call.api, 'transient', { inDoubt: true })
  return parsed.data
}

/** How a JPEG and a PNG begin. A page of some gateway in between is neither, and JSON is a refusal. */
const IMAGE_BEGINS = [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from([0x89, 0x50, 0x4e, 0x47])]

function isImage(bytes: Buffer): boolean {
  return IMAGE_BEGINS.some((begin) => bytes.subarray(0, begin.length).equals(begin))
}

async function carry<T>(base: string, call: Call<T>, token?: string): Promise<Buffer> {
  const query = new URLSearchParams({ ...call.query, ...(token !== undefined && { access_token: token }) }).toString()
  try {
    const response = await fetch(`${base}${call.path}${query && `?${query}`}`, {
      method: call.method,
      redirect: 'error',
      signal: AbortSignal.timeout(call.patience.tryMs),
      ...(call.body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(call.body) }),
    })
    const bytes = await readAll(call.api, response)
    if (response.status === 200) return bytes
    const { status: httpStatus } = response
    throw new WeChatFault(call.api, isTheirs(httpStatus) ? 'transient' : 'bug', { httpStatus, inDoubt: true })
  } catch (error) {
    if (error instanceof WeChatFault) throw error
    // The error of fetch may quote the address, and with it the token.
    throw new WeChatFault(call.api, 'transient', { inDoubt: !neverArrived(error) })
  }
}

const isTheirs = (status: number): boolean => status >= 500 || status === 429

function neverArrived(error: unknown): boolean {
  const code = (error as { cause?: { code?: unknown } }).cause?.code
  return (
    typeof code === 'string' && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)
  )
}

async function readAll(api: string, response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength
    if (size > LARGEST_ANSWER) {
      await reader?.cancel()
      throw new WeChatFault(api, 'transient', { inDoubt: true })
    }
    chunks.push(read.value)
  }
  return Buffer.concat(chunks)
}

function parse(api: string, bytes: Buffer): Record<string, unknown> {
  try {
    const answer: unknown = parseWeChatJson(bytes.toString('utf8'))
    if (typeof answer === 'object' && answer !== null) return answer as Record<string, unknown>
  } catch {
    // The parser's message quotes the answer.
  }
  throw new WeChatFault(api, 'transient', { inDoubt: true })
}
