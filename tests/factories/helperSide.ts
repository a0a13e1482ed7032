import type { Frame } from '@yimin/shared/language/frame'
import { toLocal } from '@yimin/shared/language/localTime'
import { acceptOffer, dispatchRoutes } from '../../server/dispatch/index.ts'
import { identify, openSession, peopleRoutes } from '../../server/people/index.ts'
import type { Person } from '../../server/people/index.ts'
import { createApp } from '../../server/platform/web/index.ts'
import { confirmRequest, findRequest, unseal } from '../../server/requests/index.ts'
import type { RequestDoc } from '../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from './house.ts'
import type { TestHouse } from './house.ts'
import { aPerson, aVolunteer, SUNDAY_TEN } from './people.ts'

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

const DAY_MS = 86_400_000

/** One house for a whole file; each test begins in an empty one, at ten in the morning of the next day: the clock never goes back. */
export interface HelperScene {
  house: TestHouse
  side: HelperSide
  stationId: string
  worker: Person
  wang: Person
  /** Two volunteers of the zone. */
  li: Person
  he: Person
  nextDay(): Promise<void>
  /** `2099-11-23T11:00`, so many days from today. */
  local(days: number, clock: string): string
  /** A request that this helper has in hand. */
  inHandOf(helper: Person): Promise<RequestDoc>
  handoverCodeOf(request: RequestDoc): Promise<string>
  close(): Promise<void>
}

export const ZONE_TERMS = { skills: ['produce' as const], zones: ['6'], freeHours: [] }

export async function openHelperScene(): Promise<HelperScene> {
  const house = await openTestHouse(SUNDAY_TEN)
  const side = await openHelperSide(house)
  let today = SUNDAY_TEN
  const scene = {
    house,
    side,
    local: (days: number, clock: string) =>
      `${toLocal(new Date(today.getTime() + days * DAY_MS)).slice(0, 10)}T${clock}`,
    async nextDay() {
      today = new Date(today.getTime() + DAY_MS)
      house.clock.turnTo(today)
      house.waiting.length = 0
      for (const collection of await house.db.collections()) await collection.deleteMany({})
      const { station, worker } = await aStaffedStation(house)
      const stationId = station.id
      const wang = await aPerson(house, { stationId, phone: '13812345678' })
      const li = await aVolunteer(house, { stationId, helper: ZONE_TERMS })
      const he = await aVolunteer(house, { stationId, name: '小何', helper: ZONE_TERMS })
      Object.assign(scene, { stationId, worker, wang, li, he })
    },
    async inHandOf(helper: Person) {
      const open = await anOpenRequest(house, scene.wang)
      await acceptOffer(house, open, helper, `accept.${open._id}`)
      await house.work()
      return open
    },
    handoverCodeOf: async ({ _id }: RequestDoc) =>
      unseal(house, (await findRequest(house, _id)) as RequestDoc).handoverCode ?? '',
    async close() {
      await side.close()
      await house.close()
    },
  } as HelperScene
  return scene
}
