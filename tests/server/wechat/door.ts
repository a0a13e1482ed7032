import { identify } from '../../../server/people/index.ts'
import type { Platform } from '../../../server/platform/platform.ts'
import { createApp } from '../../../server/platform/web/index.ts'
import { pushDoor } from '../../../server/platform/wechat/index.ts'
import type { MountedRoute } from '../../../server/platform/web/index.ts'

export interface Answer {
  status: number
  body: Record<string, unknown>
}

export interface Door {
  url: string
  /** All answers so far, as text. */
  said: string[]
  call(method: string, path: string, more?: { token?: string; body?: unknown; key?: string }): Promise<Answer>
  close(): Promise<void>
}

let keys = 0

/** The product's own door over HTTP, with these routes behind it. */
export async function openDoor(platform: Platform, routes: MountedRoute[]): Promise<Door> {
  const app = createApp({
    routes,
    callbacks: [pushDoor(platform)],
    identify: (token) => identify(platform, token),
    db: platform.db,
    clock: platform.clock,
    log: platform.log,
    checks: {},
    info: { title: 'test', version: '0' },
    rate: { burst: 10_000, perSecond: 10_000 },
    strictReplies: true,
  })
  const url = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`
  const said: string[] = []
  return {
    url,
    said,
    call: async (method, path, { token, body, key } = {}) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(method === 'GET' ? {} : { 'idempotency-key': key ?? `key${(keys += 1)}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      said.push(text)
      return { status: response.status, body: JSON.parse(text) as Record<string, unknown> }
    },
    close: () => app.close(),
  }
}
