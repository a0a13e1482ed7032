import { randomUUID } from 'node:crypto'
import type { Context, Middleware, Next } from 'koa'
import type { Logger } from 'pino'
import { histogram } from '../metrics.ts'
import { asApiError, errorBody, statusOf } from './apiError.ts'
import type { AddressOf } from './callerAddress.ts'
import type { RequestState } from './mount.ts'

const times = histogram('http_request_duration_seconds', 'Time from the first gate to the answer', [
  'route',
  'method',
  'status',
])

/**
 * The outermost gate: gives each request its id, turns errors into answers and writes one line about it.
 * Lines carry the route's name instead of its path, because ids and names may stand in paths; never a query or a body.
 */
export function requestLog(log: Logger, addressOf: AddressOf): Middleware<RequestState> {
  return async (ctx, next) => {
    const began = performance.now()
    ctx.state.requestId = randomUUID()
    ctx.state.address = addressOf(ctx.req)
    ctx.set('X-Request-Id', ctx.state.requestId)
    await answerErrors(ctx, next)
    const ms = performance.now() - began
    const { route = 'none' } = ctx.state
    times.observe({ route, method: ctx.method, status: ctx.status }, ms / 1_000)
    writeLine(log, ctx, route, ms)
  }
}

async function answerErrors(ctx: Context & { state: RequestState }, next: Next): Promise<void> {
  try {
    await next()
  } catch (thrown) {
    const error = asApiError(thrown)
    ctx.state.refusal = error.code
    ctx.state.error = error.cause ?? (error.code === 'internal' ? error : undefined)
    ctx.status = statusOf(error)
    ctx.type = 'application/json'
    ctx.set('Cache-Control', 'no-store')
    ctx.body = JSON.stringify(errorBody(error))
    if (error.code === 'too_many' || error.code === 'unavailable') ctx.set('Retry-After', '2')
    if (error.code === 'too_large') ctx.set('Connection', 'close')
    if (error.code === 'unauthenticated') ctx.set('WWW-Authenticate', 'Bearer')
  }
}

/** Doors that did not open, and things that are not there for this caller; a missing file of the page is nobody's try. */
function isRefused({ status, state }: Context & { state: RequestState }): boolean {
  return status === 401 || status === 403 || status === 429 || (status === 404 && state.route !== undefined)
}

/**
 * Who was refused what, and from where, stands in the log (ASVS 16.3); of whoever was let in the record tells. The bot's steady
 * beat and the probes of a supervisor would drown everything else.
 */
function writeLine(log: Logger, ctx: Context & { state: RequestState }, route: string, ms: number): void {
  const { requestId, caller, error, refusal } = ctx.state
  const seen = { requestId, method: ctx.method, route, status: ctx.status, ms: Math.round(ms), caller }
  const line = { ...seen, ...(refusal && { reason: refusal }), err: error }
  if (ctx.status >= 500) log.error(line, 'request failed')
  else if (isRefused(ctx)) log.warn({ ...line, personId: ctx.state.personId, ip: ctx.state.address }, 'refused')
  else if (caller === 'bot' || caller === undefined) log.debug(line, 'request')
  else log.info(line, 'request')
}
