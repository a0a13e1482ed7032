import type { Frame } from '@yimin/shared/language/frame'
import { dispatchRoutes } from '../../server/dispatch/index.ts'
import { identify, openSession, peopleRoutes } from '../../server/people/index.ts'
import type { Person } from '../../server/people/index.ts'
import { createApp } from '../../server/platform/web/index.ts'
import { confirmRequest } from '../../server/requests/index.ts'
import type { RequestDoc } from '../../server/requests/index.ts'
import { aRequest } from './house.ts'
import type { TestHouse } from './house.ts'

export interface Answered {
  status: number
  body: Record<string, unknown>
}

/** The helper's doors over real HTTP. */
export interface HelperSide {
  /** Calls as this person; nobody where none is named. A write carries a fresh key unless one is given. */
  call(person: Person | undefined, method: string, path: string, body?: unknown, key?: string): Promise<Answered>
  close(): Promise<void>
}

let keys = 0

export async function openHelperSide(house: TestHouse): Promise<HelperSide> {
  const app = createApp({
    routes: [...dispatchRoutes(house), ...peopleRoutes(house, { demo: false, sandbox: false })],
    identify: (token) => identify(house, token),
    db: house.db,
    clock: house.clock,
    log: house.log,
    checks: {},
    info: { title: 'test', version: '0' },
    strictReplies: true,
  })
  const base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`
  const tokens = new Map<string, string>()
  const tokenOf = async ({ id }: Person) => {
    const token = tokens.get(id) ?? (await openSession(house, id))?.token ?? ''
    tokens.set(id, token)
    return token
  }
  return {
    close: () => app.close(),
    async call(person, method, path, body, key = `helper-side-key-${(keys += 1)}`) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(person ? { Authorization: `Bearer ${await tokenOf(person)}` } : {}),
          ...(method === 'GET' ? {} : { 'Content-Type': 'application/json', 'Idempotency-Key': key }),
        },
        ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
  }
}

/** A request that is open, with everybody asked who is to be asked at first. */
export async function anOpenRequest(
  house: TestHouse,
  requester: Person,
  frame: Partial<Frame> = {},
): Promise<RequestDoc> {
  const draft = await aRequest(house, requester, frame)
  const open = await confirmRequest(house, draft._id, requester.id, `yes.${draft._id}`)
  await house.work()
  return open
}
