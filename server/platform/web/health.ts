import type { Middleware } from 'koa'
import { readMetrics } from '../metrics.ts'
import { ApiError } from './apiError.ts'

/** One part that must answer before requests are taken; it rejects when it is down. */
export type Check = () => Promise<unknown>

const CHECK_MS = 1_000

export interface HealthRules {
  checks: Record<string, Check>
  /** Figures are for the machine itself unless told otherwise. */
  metricsPublic: boolean
  closing: AbortSignal
}

/** `/healthz`: the process lives. `/readyz`: all parts answer, else 503 with the names of those that do not. `/metrics`: Prometheus. */
export function health(rules: HealthRules): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    if (ctx.path === '/healthz') {
      ctx.body = { alive: true }
    } else if (ctx.path === '/readyz') {
      const parts = await askParts(rules.checks)
      const ready = !rules.closing.aborted && Object.values(parts).every((state) => state === 'up')
      ctx.status = ready ? 200 : 503
      ctx.body = { ready, parts }
    } else if (ctx.path === '/metrics') {
      if (!rules.metricsPublic && !isOwnMachine(ctx.req.socket.remoteAddress, ctx.req.headers))
        throw new ApiError('not_found')
      const { type, text } = await readMetrics()
      ctx.type = type
      ctx.body = text
    } else return next()
    ctx.set('Cache-Control', 'no-store')
  }
}

async function askParts(checks: Record<string, Check>): Promise<Record<string, 'up' | 'down'>> {
  const states = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await askPart(check)] as const),
  )
  return Object.fromEntries(states)
}

async function askPart(check: Check): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), CHECK_MS)
  })
  const asked = Promise.resolve()
    .then(check)
    .then(
      () => 'up' as const,
      () => 'down' as const,
    )
  const state = await Promise.race([asked, late])
  clearTimeout(timer)
  return state
}

/** Behind a proxy of this machine every caller looks local, so a forwarded call never counts as one. */
function isOwnMachine(address: string | undefined, headers: NodeJS.Dict<string | string[]>): boolean {
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined)
  return !forwarded && address !== undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address)
}
