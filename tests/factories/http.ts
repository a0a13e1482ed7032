import { randomUUID } from 'node:crypto'
import { identify, openSession } from '../../server/people/index.ts'
import type { Platform } from '../../server/platform/platform.ts'
import { createApp } from '../../server/platform/web/createApp.ts'
import type { MountedRoute } from '../../server/platform/web/serve.ts'

export interface Reply {
  status: number
  body: Record<string, unknown>
}

/** Routes behind a real port, knocked at by people who are signed in. */
export interface Door {
  /** A call by this person, or by nobody. A write without a key gets one of its own. */
  call(who: { id: string } | undefined, method: string, path: string, body?: unknown, key?: string): Promise<Reply>
  close(): Promise<void>
}

export async function openDoor(platform: Platform, routes: MountedRoute[]): Promise<Door> {
  const app = createApp({
    routes,
    identify: (token) => identify(platform, token),
    db: platform.db,
    clock: platform.clock,
    log: platform.log,
    checks: {},
    info: { title: 'test', version: '0' },
    strictReplies: true,
  })
  const base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`
  // A session for each call: a test may turn the clock by hours.
  const tokenOf = async (id: string) => (await openSession(platform, id))?.token ?? ''
  return {
    call: async (who, method, path, body, key = randomUUID()) => {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(who ? { Authorization: `Bearer ${await tokenOf(who.id)}` } : {}),
          ...(method === 'GET' ? {} : { 'Idempotency-Key': key }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    close: () => app.close(),
  }
}
