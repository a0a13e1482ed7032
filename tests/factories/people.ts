import { MongoClient } from 'mongodb'
import type { Db } from 'mongodb'
import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { isStaff } from '@yimin/shared/people/roles'
import { dutyIndexes, setOnDuty } from '../../server/duty/index.ts'
import { organisationIndexes, saveStation } from '../../server/organisations/index.ts'
import type { Station, StationDraft } from '../../server/organisations/index.ts'
import { peopleIndexes, savePerson } from '../../server/people/index.ts'
import type { Person, PersonDraft } from '../../server/people/index.ts'
import { virtualClock } from '../../server/platform/clock.ts'
import type { VirtualClock } from '../../server/platform/clock.ts'
import { memoryFiles } from '../../server/platform/files/index.ts'
import { openEventBoard } from '../../server/platform/events/events.ts'
import { ensureIndexes } from '../../server/platform/mongo.ts'
import type { Platform } from '../../server/platform/platform.ts'
import type { Queues } from '../../server/platform/queues/queues.ts'
import type { CallerIdentity } from '../../server/platform/web/caller.ts'
import type { MountedRoute, RouteInput } from '../../server/platform/web/serve.ts'
import { openVault } from '../../server/platform/vault/index.ts'
import { borrowDatabase } from './databases.ts'

/** A platform on the real record, with a clock that the test turns and queues that nobody works. */
export interface Ground extends Platform {
  clock: VirtualClock
  close(): Promise<void>
}

/** A Sunday morning in Asia/Shanghai; far enough ahead that the record's own expiry does not clear a test's sessions away. */
export const SUNDAY_TEN = new Date('2099-11-22T10:00:00+08:00')

const silent = () => undefined
const quietLog = {
  info: silent,
  warn: silent,
  error: silent,
  debug: silent,
  fatal: silent,
  trace: silent,
} as unknown as Logger
const idleQueues: Queues = {
  add: () => Promise.resolve(),
  idle: () => Promise.resolve(true),
  ping: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

/** The services that the test set-up started. */
function mongoUri(): string {
  if (!process.env.MONGODB_URI) throw new Error('MONGODB_URI is not set: run the tests through npm test')
  return process.env.MONGODB_URI
}

/** Opens a database of its own, with all indexes; `close` gives it up. */
export async function openGround(now = SUNDAY_TEN): Promise<Ground> {
  const database = await borrowDatabase('ground')
  const client = await MongoClient.connect(mongoUri(), { retryWrites: false, ignoreUndefined: true })
  const db: Db = client.db(database.name)
  await ensureIndexes(db, [...organisationIndexes, ...peopleIndexes, ...dutyIndexes])
  return {
    db,
    clock: virtualClock(now),
    vault: openVault({ key: randomBytes(32).toString('base64') }),
    files: memoryFiles(),
    queues: idleQueues,
    events: openEventBoard([]),
    log: quietLog,
    close: async () => {
      await client.close()
      await database.giveBack()
    },
  }
}

let counter = 0
function next(word: string): string {
  counter += 1
  return `${word}${counter}`
}

/** Most tests are not about it; those that are name it. */
export const NO_SECOND_FACTOR = { security: { staffSecondFactor: false } }

export function aStation(ground: Platform, parts: Partial<StationDraft> = {}): Promise<Station> {
  const id = parts.id ?? next('station')
  return saveStation(ground, {
    name: '演练社工站',
    community: '演练社区',
    phone: '0472-0000000',
    settings: NO_SECOND_FACTOR,
    ...parts,
    id,
  })
}

/** A person with a station of his own unless one is named. */
export async function aPerson(ground: Platform, parts: Partial<PersonDraft> = {}): Promise<Person> {
  const id = parts.id ?? next('person')
  const stationId = parts.stationId ?? (await aStation(ground)).id
  return savePerson(ground, {
    name: '王阿姨',
    role: 'resident',
    chatIds: [`sandbox:${id}`],
    canBeWrittenTo: true,
    verified: true,
    ...parts,
    id,
    stationId,
  })
}

export function aVolunteer(ground: Platform, parts: Partial<PersonDraft> = {}): Promise<Person> {
  return aPerson(ground, {
    name: '小李',
    role: 'volunteer',
    helper: { skills: [], zones: [], freeHours: [] },
    ...parts,
  })
}

export function aShop(ground: Platform, parts: Partial<PersonDraft> = {}): Promise<Person> {
  const helper = { skills: ['produce' as const, 'daily_goods' as const], zones: [], freeHours: [] }
  return aPerson(ground, { name: '勤务员小店', role: 'enterprise', helper, ...parts })
}

export async function aWorker(
  ground: Platform,
  parts: Partial<PersonDraft> & { onDuty?: boolean } = {},
): Promise<Person> {
  const { onDuty, ...person } = parts
  const worker = await aPerson(ground, { name: '赵社工', role: 'station_worker', ...person })
  if (onDuty) await setOnDuty(ground, worker.stationId, worker.id, true)
  return worker
}

export function aDirector(ground: Platform, parts: Partial<PersonDraft> = {}): Promise<Person> {
  return aPerson(ground, { name: '郑站长', role: 'station_director', ...parts })
}

/** Knocks at a route as a person of this role would, without HTTP: shape, gates, handler, and the reply by its schema. */
export async function knock(
  routes: MountedRoute[],
  name: string,
  caller: Partial<CallerIdentity>,
  { params = {}, query = {}, body }: { params?: unknown; query?: unknown; body?: unknown } = {},
): Promise<unknown> {
  const mounted = routes.find(({ route }) => route.name === name)
  if (!mounted) throw new Error(`no route is called ${name}`)
  const { route, gates, handler } = mounted
  const input: RouteInput = {
    params: route.params?.parse(params),
    query: route.query?.parse(query),
    body: route.body?.parse(body),
    caller: { kind: 'anyone', roles: [], ...caller },
    request: { id: 'test', signal: new AbortController().signal },
  }
  for (const gate of gates) await gate(input)
  return route.reply.parse(await handler(input))
}

/** The caller that a session of this person gives. */
export function callerOf(person: Person): CallerIdentity {
  const { id: personId, stationId, role } = person
  return { kind: isStaff(role) ? 'staff' : 'person', personId, stationId, roles: [role] }
}
