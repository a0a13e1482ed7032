import { randomBytes } from 'node:crypto'
import { routesOf } from '../../server/app/web.ts'
import { identify, openSession } from '../../server/people/index.ts'
import { createApp, sealAnswers } from '../../server/platform/web/index.ts'
import type { TestHouse } from './house.ts'

/** What came back. `body` is read as the test needs it. */
export interface Answered<Body = Record<string, unknown>> {
  status: number
  body: Body
}

/** Every route of the product over HTTP, on a test's own house. */
export interface TestApp {
  /** Knocks as this person, with a fresh idempotency key unless one is named; as nobody with `undefined`. */
  call<Body = Record<string, unknown>>(
    personId: string | undefined,
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Answered<Body>>
  close(): Promise<void>
}

export async function openTestApp(house: TestHouse): Promise<TestApp> {
  const app = createApp({
    routes: routesOf(house, { demo: true, chatAdapter: 'sandbox' }),
    identify: (token) => identify(house, token),
    db: house.db,
    clock: house.clock,
    log: house.log,
    checks: {},
    info: { title: 'test', version: '0' },
    sealer: sealAnswers(house.vault),
    strictReplies: true,
  })
  const { port } = await app.listen(0, '127.0.0.1')
  const tokens = new Map<string, string>()
  const tokenOf = async (personId: string) => {
    const known = tokens.get(personId) ?? (await openSession(house, personId))?.token ?? ''
    tokens.set(personId, known)
    return known
  }
  return {
    async call(personId, method, path, body, key = randomBytes(16).toString('hex')) {
      const token = personId === undefined ? undefined : await tokenOf(personId)
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(method === 'GET' ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: (await response.json()) as never }
    },
    close: () => app.close(),
  }
}
