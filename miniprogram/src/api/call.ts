import Taro from '@tarojs/taro'
import { words } from '../words.ts'
import { ApiError } from './apiError.ts'
import type { Failure, Faults } from './apiError.ts'
import { earlyAnswer, takeEarly } from './early.ts'
import { noteAnswer, noteSilence } from './reach.ts'
import type { Answer } from './early.ts'
import { routes } from './routes.ts'
import type { Replies, RouteName } from './routes.ts'

const TIMEOUT_MS = 15_000

export interface CallInput {
  /** Values for the `:names` of the path. */
  params?: Record<string, string>
  query?: Record<string, string>
  body?: Record<string, unknown>
  /** Opaque session token. */
  token?: string
  /** See newIdempotencyKey; needed by every POST that writes a request. */
  key?: string
  /** A write that is laid by and goes again by itself: nobody is asked to tap once more. */
  goesAgain?: boolean
}

/**
 * Knocks at one route of the server.
 * @throws ApiError with a sentence for the person; `offline` when no answer came within 15 s.
 */
export async function call<Name extends RouteName>(name: Name, input: CallInput = {}): Promise<Replies[Name]> {
  const { method, path } = routes[name]
  try {
    const answer = await knock({
      url: address(path, input),
      method,
      data: method === 'GET' ? undefined : (input.body ?? {}),
      header: headers(input),
      timeout: TIMEOUT_MS,
      dataType: 'json',
    })
    const reply = readAnswer<Replies[Name]>(answer.statusCode, answer.data)
    noteAnswer()
    return reply
  } catch (error) {
    if (error instanceof ApiError && error.failure === 'offline') noteSilence(method !== 'GET' && !input.goesAgain)
    else noteAnswer()
    throw error
  }
}

/** What a call without params, query or body would give, where index.html asked for it and a good answer is here already. */
export function known<Name extends RouteName>(
  name: Name,
  input: Pick<CallInput, 'token'> = {},
): Replies[Name] | undefined {
  const answer = earlyAnswer(address(routes[name].path, input), headers(input).Authorization)
  return answer?.statusCode === 200 ? readAnswer<Replies[Name]>(answer.statusCode, answer.data) : undefined
}

/** What the server said, or why it refused. @throws ApiError */
export function readAnswer<Reply>(status: number, data: unknown): Reply {
  const answered = typeof data === 'object' && data !== null
  if (answered && status >= 200 && status < 300) return data as Reply
  // A page of some network in between, such as a hotel's sign-in, says 200 too and is no answer of ours.
  if (status < 400) throw new ApiError('offline', words.notSent)
  throw refusal(status, data)
}

async function knock(options: Taro.request.Option): Promise<Answer> {
  const early = await takeEarly(options)
  if (early !== undefined) return early
  try {
    return await Taro.request(options)
  } catch (error) {
    const status = statusOf(error)
    if (status !== undefined) throw refusal(status, undefined)
    throw new ApiError('offline', words.notSent)
  }
}

/** A browser's transport rejects an answer that is not JSON; that is a fault of the server, not of the line. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' && status >= 400 ? status : undefined
}

/** What is not in Chinese was said by a machine in between, and not to a person. */
const CHINESE = /[\u4e00-\u9fff]/

function refusal(status: number, data: unknown): ApiError {
  const body = (typeof data === 'object' && data !== null ? data : {}) as {
    error?: unknown
    message?: unknown
    fields?: unknown
  }
  const failure = (typeof body.error === 'string' ? body.error : 'internal') as Failure
  const message = typeof body.message === 'string' && CHINESE.test(body.message) ? body.message : words.unknownError
  return new ApiError(failure, message, status, faultsIn(body.fields))
}

/** The first fault of each field; `address.building` is the field `address.building`. */
function faultsIn(fields: unknown): Faults {
  if (!Array.isArray(fields)) return {}
  const faults: Record<string, string> = {}
  for (const { path, message } of fields as { path?: unknown; message?: unknown }[]) {
    if (typeof path === 'string' && typeof message === 'string') faults[path] ??= message
  }
  return faults
}

function address(path: string, { params = {}, query = {} }: CallInput): string {
  const filled = path.replace(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return serverAddress(`${filled}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`)
}

/** A path of the server as the platform wants it. On H5 the server is where the page came from; a mini program has no such place and gets the address at build time. */
export function serverAddress(path: string): string {
  return `${process.env.TARO_APP_API_BASE ?? ''}${path}`
}

function headers({ token, key }: CallInput): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(key === undefined ? {} : { 'Idempotency-Key': key }),
  }
}
