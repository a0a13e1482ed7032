import type { z } from 'zod'
import type { ApiErrorBody } from '../errors/codes.ts'
import type { Route } from './route.ts'

/** One HTTP request in plain values. `signal` is the runtime's own AbortSignal, handed through untouched. */
export interface TransportRequest {
  method: string
  /** Path with its query, beginning with `/`. */
  path: string
  headers: Record<string, string>
  body?: string
  signal?: unknown
}

/** Carries one request to the server; rejects only when no answer came. */
export type Transport = (request: TransportRequest) => Promise<{ status: number; body: string }>

type Part<Key extends string, Schema> = Schema extends z.ZodType
  ? unknown extends z.input<Schema>
    ? { [K in Key]?: undefined }
    : { [K in Key]: z.input<Schema> }
  : object

/** What a call of this route must carry: only the parts that the route defines. */
export type RouteInput<R> =
  R extends Route<infer P, infer Q, infer B, z.ZodType> ? Part<'params', P> & Part<'query', Q> & Part<'body', B> : never

export interface CallOptions {
  /** Idempotency-Key of this write; keep it while retrying. */
  key?: string
  signal?: unknown
}

/** Calls a route and gives its parsed reply; throws ApiFault for an answered error, the transport's error otherwise. */
export type Client = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, Reply extends z.ZodType>(
  route: Route<P, Q, B, Reply>,
  input: RouteInput<Route<P, Q, B, Reply>>,
  options?: CallOptions,
) => Promise<z.output<Reply>>

/** The server answered, and the answer was no. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault'
  readonly status: number
  readonly code: string
  readonly fields: ApiErrorBody['fields']

  constructor(route: string, status: number, body: Partial<ApiErrorBody>) {
    super(`${route}: HTTP ${status} ${body.error ?? ''}`.trim())
    this.status = status
    this.code = body.error ?? 'unknown'
    this.fields = body.fields ?? []
  }
}

function fillPath(path: string, params: Record<string, unknown>): string {
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
}

function writeQuery(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`],
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * A typed client made of the Route objects. The transport (fetch, an in-process app, a fake) is handed in, so that bot and tests share it.
 * @param headers sent with every call, such as the bearer token; a function is asked anew each time
 */
export function createClient(
  transport: Transport,
  headers: Record<string, string> | (() => Record<string, string>) = {},
): Client {
  return async (route, input, options = {}) => {
    const { params, query, body } = input as { params?: object; query?: object; body?: unknown }
    const answer = await transport({
      method: route.method,
      path: fillPath(route.path, { ...params }) + writeQuery({ ...query }),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
        ...(typeof headers === 'function' ? headers() : headers),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: options.signal,
    })
    const parsed = parseJson(answer.body)
    if (answer.status < 200 || answer.status > 299) {
      throw new ApiFault(route.name, answer.status, (parsed ?? {}) as Partial<ApiErrorBody>)
    }
    return route.reply.parse(parsed) as never
  }
}
