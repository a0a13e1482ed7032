import type { IncomingMessage } from 'node:http'
import type { Middleware } from 'koa'
import { ApiError } from './apiError.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * True when a browser says that the call comes from a page of another site. Callers that are no browser send no Origin.
 * `extra` are further origins that may call (`https://h5.example.org`), e.g. where a proxy in front renames the host.
 */
export function isForeign(req: IncomingMessage, extra: readonly string[] = []): boolean {
  const { origin, host } = req.headers
  if (origin === undefined || extra.includes(origin)) return false
  try {
    return new URL(origin).host !== host?.toLowerCase()
  } catch {
    return true
  }
}

/** Writes from pages of other sites are refused (OWASP ASVS 5.0, 3.5). */
export function originGate(extra: readonly string[]): Middleware {
  return (ctx, next) => {
    if (!READS.has(ctx.method) && isForeign(ctx.req, extra)) throw new ApiError('forbidden')
    return next()
  }
}
