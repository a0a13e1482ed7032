import { randomUUID } from 'node:crypto'
import { identify, openSession } from '../../server/people/index.ts'
import type { Platform } from '../../server/platform/platform.ts'
import { createApp } from '../../server/platform/web/index.ts'
import type { AppParts, MountedRoute } from '../../server/platform/web/index.ts'

export interface Knock {
  /** A person, in a session of its own, or the bearer of a token; nobody unless said. */
  as?: { id: string } | string | undefined
  /** A form goes as it is, everything else as JSON. */
  body?: unknown
  /** A write without a key gets one of its own. */
  key?: string | undefined
}

export interface Answer<Body = Record<string, unknown>> {
  status: number
  headers: Headers
  bytes: Buffer
  /** Empty when the answer is a file. */
  body: Body
}

export interface Web {
  url: string
  /** All answers so far, as text. */
  said: string[]
  call<Body = Record<string, unknown>>(method: string, path: string, knock?: Knock): Promise<Answer<Body>>
  /** A new session of this person, as sign-in gives it. */
  signIn(person: { id: string }): Promise<string>
  close(): Promise<void>
}

/** These routes behind all gates, on a free port, over the platform's own record. */
export async function openWeb(
  platform: Platform,
  routes: MountedRoute[],
  { callbacks = [] }: Pick<AppParts, 'callbacks'> = {},
): Promise<Web> {
  const app = createApp({
    routes,
    callbacks,
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
  const signIn = async ({ id }: { id: string }) => (await openSession(platform, id))?.token ?? ''
  return {
    url,
    said,
    call: async <Body>(method: string, path: string, { as, body, key = randomUUID() }: Knock = {}) => {
      // A session for each call of a person: a test may turn the clock by hours.
      const token = typeof as === 'object' ? await signIn(as) : as
      const isForm = body instanceof FormData
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...(method === 'GET' ? {} : { 'Idempotency-Key': key }),
          ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      said.push(bytes.toString())
      return { status: response.status, headers: response.headers, bytes, body: bodyIn<Body>(response.headers, bytes) }
    },
    signIn,
    close: () => app.close(),
  }
}

/** Throws when what is no file is no JSON either. */
function bodyIn<Body>(headers: Headers, bytes: Buffer): Body {
  return (headers.has('content-disposition') ? {} : JSON.parse(bytes.toString())) as Body
}
