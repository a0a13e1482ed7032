import { randomUUID } from 'node:crypto'
import { identify, openSession } from '../../server/people/index.ts'
import { createApp } from '../../server/platform/web/createApp.ts'
import type { MountedRoute } from '../../server/platform/web/serve.ts'
import type { Ground } from './people.ts'

export interface Answer {
  status: number
  headers: Headers
  bytes: Buffer
  body: Record<string, unknown>
}

export interface Web {
  /** As the bearer of a token, or as nobody. Each write has a key of its own. */
  call(method: string, path: string, token?: string, body?: unknown): Promise<Answer>
  /** A new session of this person, as sign-in gives it. */
  signIn(person: { id: string }): Promise<string>
  close(): Promise<void>
}

/** These routes behind all gates, on a free port, over the ground's own record. */
export async function openWeb(ground: Ground, routes: MountedRoute[]): Promise<Web> {
  const app = createApp({
    routes,
    identify: (token) => identify(ground, token),
    db: ground.db,
    clock: ground.clock,
    log: ground.log,
    checks: {},
    info: { title: 'test', version: '0' },
    rate: { burst: 10_000, perSecond: 10_000 },
    strictReplies: true,
  })
  const base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`
  return {
    call: async (method, path, token, body) => {
      const headers = {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(method === 'GET' ? {} : { 'Idempotency-Key': randomUUID() }),
      }
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const response = await fetch(`${base}${path}`, { method, headers, ...sent })
      const bytes = Buffer.from(await response.arrayBuffer())
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
      const parsed = isJson ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {}
      return { status: response.status, headers: response.headers, bytes, body: parsed }
    },
    signIn: async ({ id }) => (await openSession(ground, id))?.token ?? '',
    close: () => app.close(),
  }
}
