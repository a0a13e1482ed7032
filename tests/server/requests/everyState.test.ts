import { DomainError } from '@yimin/shared/errors/domainError'
import { isAlive, PARTS, RULES, STATUSES, STEPS } from '@yimin/shared/requests/states'
import type { Part, Step } from '@yimin/shared/requests/states'
import { passDeadline } from '../../../server/requests/commands/passDeadline.ts'
import { sweepOwners } from '../../../server/requests/commands/sweepOwners.ts'
import { takeStep } from '../../../server/requests/commands/takeStep.ts'
import { bindByYes } from '../../../server/requests/commands/agreeToExchange.ts'
import { giveSeatBack } from '../../../server/requests/commands/releaseRequest.ts'
import {
  acceptRequest,
  agreeToExchange,
  askForSwap,
  assignRequest,
  carryExchange,
  confirmRequest,
  endProposal,
  giveUpSwap,
  keepRequest,
  proposeExchange,
  relieveHelper,
  requestsOf,
  seatsIn,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import type { PartKind } from '@yimin/shared/requests/parts'
import type { VirtualClock } from '../../../server/platform/clock.ts'
import type { Platform } from '../../../server/platform/platform.ts'
import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import { changeRole } from '../../../server/people/commands/changeByStaff.ts'
import { findPerson } from '../../../server/people/index.ts'
import { onMemory } from '../../factories/memoryGround.ts'
import { aRequest } from '../../factories/house.ts'
import { aPerson, aStation, aVolunteer, aWorker } from '../../factories/people.ts'

/**
 * Walks from a new request through every state that the table's steps and the clock lead to, breadth first, by the real commands.
 * 'Unassigned' is no state: in each of them somebody answers for it, until a time to come.
 */
const NOON = new Date('2026-11-22T12:00:00+08:00')

interface Ground extends Platform {
  clock: VirtualClock
}
interface Place {
  record: MemoryRecord
  now: Date
  /** How one came here, for whoever reads a failure. */
  way: string[]
}
interface Cast {
  requestId: string
  requesterId: string
  helperId: string
  /** Whoever takes the second seat, where there is one. */
  secondId: string
  workerIds: string[]
  /** Another errand, and the volunteer who has it. */
  otherId: string
  otherHelperId: string
}
type Move = [name: string, act: (ground: Ground, cast: Cast, cause: string) => Promise<unknown>]

/** The first of the workers who still works here. */
async function aWorkerOf(ground: Ground, { workerIds }: Cast): Promise<string> {
  for (const id of workerIds) if ((await findPerson(ground, id))?.role === 'station_worker') return id
  throw new DomainError('conflict')
}

async function whoPlays(ground: Ground, cast: Cast, part: Part, holder: string | undefined): Promise<string> {
  if (part === 'worker') return aWorkerOf(ground, cast)
  return { requester: cast.requesterId, helper: cast.helperId, assignee: holder ?? '', system: 'system' }[part]
}

/** One move for each row of the table and each who may take it; `accept` and `assign` by their own commands, for they name the helper. */
const MOVES: Move[] = [
  ...(Object.keys(RULES) as (keyof typeof RULES)[]).flatMap((step) =>
    PARTS.filter((part) => RULES[step].by.includes(part)).map(
      (part) => [`${step} by ${part}`, taking(step, part)] as Move,
    ),
  ),
  ['its time runs out', waitUntilDue],
  ['the worker leaves', leave],
]

function taking(step: Exclude<Step, 'write'>, part: Part): Move[1] {
  return async (ground, cast, cause) => {
    const request = await requestsOf(ground).findOne({ _id: cast.requestId })
    if (!request) throw new Error('lost')
    const isFirst = (seatsIn(request).length === 0) !== (step === 'join' || step === 'seat')
    const comes = request.helpersNeeded && !isFirst ? cast.secondId : cast.helperId
    if (step === 'accept' || step === 'join') return acceptRequest(ground, request, comes, cause)
    if (step === 'assign' || step === 'seat')
      return assignRequest(ground, request, comes, await aWorkerOf(ground, cast), cause)
    const by = { id: await whoPlays(ground, cast, part, seatsIn(request)[0]?.personId), part }
    const swapped = { ...swapping(ground, request, cast, by, cause), ...exchanging(ground, request, cast, by, cause) }[
      step
    ]
    if (swapped) return swapped()
    if (step === 'leave' || (step === 'release' && request.helpersNeeded && part === 'assignee'))
      return giveSeatBack(ground, request, seatsIn(request)[0]?.personId ?? '', by, cause)
    const dropsHelper = step === 'release' || step === 'cancel' || step === 'reopen'
    return takeStep(ground, cast.requestId, {
      step,
      by,
      cause,
      ...(dropsHelper ? { drop: ['assignee', 'companions'] } : {}),
      ...changeOf(step, by.id),
    })
  }
}

/** A swap by its own commands; `release` by the system is the end of one. */
function swapping(
  ground: Ground,
  request: RequestDoc,
  { secondId, helperId }: Cast,
  { id: byId, part }: { id: string; part: Part },
  cause: string,
): { [step in Step]?: () => Promise<unknown> } {
  const free = [secondId, helperId].find((id) => !seatsIn(request).some(({ personId }) => personId === id))
  return {
    swap: () => askForSwap(ground, request, byId, cause),
    keep: () => keepRequest(ground, request._id, byId, cause),
    relieve: () =>
      free === undefined
        ? Promise.reject(new DomainError('conflict'))
        : relieveHelper(ground, request, { personId: free }, cause),
    ...(part === 'system' && { release: () => giveUpSwap(ground, request) }),
  }
}

/** An exchange with the other volunteer's errand, by its own commands: this one's is the first of the two, or the second. */
function exchanging(
  ground: Ground,
  request: RequestDoc,
  { otherId, otherHelperId }: Cast,
  by: { id: string; part: Part },
  cause: string,
): { [step in Step]?: () => Promise<unknown> } {
  const other = async () => (await requestsOf(ground).findOne({ _id: otherId })) as RequestDoc
  const { exchange } = request
  const ends = by.part === 'helper' ? { ...by, id: otherHelperId } : by
  return {
    propose: async () => proposeExchange(ground, request, await other(), by.id, cause),
    agree: async () => {
      await proposeExchange(ground, await other(), request, otherHelperId, cause)
      return bindByYes(ground, request._id, await other(), by.id, cause)
    },
    exchange: () => {
      if (!exchange) return Promise.reject(new DomainError('conflict'))
      if (exchange.stands === 'agreed') return carryExchange(ground, request._id)
      return agreeToExchange(ground, otherId, request, otherHelperId, cause)
    },
    stay: () => {
      if (!exchange) return Promise.reject(new DomainError('conflict'))
      if (exchange.stands === 'given') return carryExchange(ground, request._id)
      return endProposal(ground, request._id, exchange, ends, cause)
    },
  }
}

function changeOf(step: Step, byId: string): { change?: () => Partial<RequestDoc>; drop?: (keyof RequestDoc)[] } {
  if (step === 'own') return { change: () => ({ ownerId: byId }) }
  // By their own commands below: alone they say nothing.
  return step === 'close' ? { drop: ['dueAt', 'dueKind'] } : {}
}

async function waitUntilDue(ground: Ground, { requestId }: Cast): Promise<void> {
  const request = await requestsOf(ground).findOne({ _id: requestId })
  if (!request?.dueAt) throw new DomainError('conflict')
  ground.clock.turnTo(new Date(Math.max(request.dueAt.getTime(), ground.clock.now().getTime())))
  await passDeadline(ground, requestId)
}

async function leave(ground: Ground, { workerIds }: Cast): Promise<void> {
  const [id] = workerIds
  const worker = id === undefined ? undefined : await findPerson(ground, id)
  if (!worker || worker.role === 'resident') throw new DomainError('conflict')
  await changeRole(ground, worker, 'resident', { id: 'director', reason: '离职' })
  await sweepOwners(ground)
}

/** What of a request makes a state of its own. */
function stateOf(request: RequestDoc, cast: Cast, workerGone: boolean): string {
  const { status, dueKind, asked, escalatedAt, assignee, ownerId } = request
  const roles: [boolean, string][] = [[ownerId === cast.requesterId, 'requester'], [ownerId === assignee?.personId, 'assignee'], [cast.workerIds.includes(ownerId), `worker ${cast.workerIds.indexOf(ownerId)}`]] // prettier-ignore
  const owner = roles.find(([is]) => is)?.[1] ?? ownerId
  const seats = seatsIn(request).length
  const more = [
    escalatedAt ? 'late' : '',
    assignee ? 'held' : '',
    request.swap ? 'swapping' : '',
    request.exchange ? `exchange ${request.exchange.stands}` : '',
    request.helpersNeeded ? `${seats} seats` : '',
    workerGone ? 'worker gone' : '',
  ]
  return [status, dueKind ?? 'closed', `asked ${Math.min(asked, 3)}`, owner, ...more].join(' / ')
}

async function faultsIn(ground: Ground, cast: Cast): Promise<string[]> {
  const request = await requestsOf(ground).findOne({ _id: cast.requestId })
  if (!request) return ['it is lost']
  const isClosed = !isAlive(request.status) && request.dueAt === undefined
  const owner = await findPerson(ground, request.ownerId)
  const staffed = cast.workerIds.length > 0
  return [
    ...(isClosed || request.dueAt ? [] : ['no deadline']),
    ...(isClosed || request.dueKind ? [] : ['a clock that waits for nothing']),
    ...(isClosed || (request.dueAt && request.dueAt >= ground.clock.now()) ? [] : ['a deadline that is over']),
    ...(request.ownerId ? [] : ['no owner']),
    // Without any staff the station's board has it; whoever comes first gets it.
    ...(owner || (!staffed && request.ownerId === 'system') ? [] : [`nobody is called ${request.ownerId}`]),
  ]
}

/** What makes a request another one than most. */
interface Shape {
  helpersNeeded?: number
  part?: PartKind
}

async function begin(
  workers: number,
  { helpersNeeded, part }: Shape = {},
): Promise<{ start: Place; cast: Cast; lay: (record: MemoryRecord, now: Date) => Ground }> {
  const record = new MemoryRecord()
  const lay = onMemory()
  const ground = lay(record, NOON)
  const station = await aStation(ground)
  const stationId = station.id
  const workerIds: string[] = []
  for (let i = 0; i < workers; i += 1) workerIds.push((await aWorker(ground, { stationId, onDuty: true })).id)
  const requester = await aPerson(ground, { stationId })
  const helper = await aVolunteer(ground, { stationId })
  const second = await aVolunteer(ground, { stationId })
  const request = await aRequest(ground, requester)
  if (helpersNeeded) await requestsOf(ground).updateOne({ _id: request._id }, { $set: { helpersNeeded } })
  if (part) await requestsOf(ground).updateOne({ _id: request._id }, { $set: { part, partOf: 'the whole' } })
  const cast = {
    requestId: request._id,
    requesterId: requester.id,
    helperId: helper.id,
    secondId: second.id,
    workerIds,
    ...(await anotherErrand(ground, stationId)),
  }
  return { start: { record, now: NOON, way: [] }, cast, lay }
}

async function anotherErrand(ground: Ground, stationId: string) {
  const [sun, volunteer] = [await aPerson(ground, { stationId }), await aVolunteer(ground, { stationId })]
  const draft = await aRequest(ground, sun)
  const open = await confirmRequest(ground, draft._id, sun.id, 'yes to the other')
  await acceptRequest(ground, open, volunteer.id, 'the other one takes it')
  return { otherId: open._id, otherHelperId: volunteer.id }
}

/** Every state that can be reached, with the faults found on the way. */
async function walk(workers: number, shape?: Shape) {
  const { start, cast, lay } = await begin(workers, shape)
  const seen = new Map<string, RequestDoc>()
  const taken = new Set<string>()
  const faults: string[] = []
  const queue: Place[] = [start]
  for (let place = queue.shift(); place; place = queue.shift()) {
    for (const [name, act] of MOVES) {
      const record = place.record.copy()
      const ground = lay(record, place.now)
      const before = await requestsOf(ground).findOne({ _id: cast.requestId })
      try {
        await act(ground, cast, `${place.way.length} ${name}`)
      } catch (error) {
        if (error instanceof DomainError) continue
        throw error
      }
      const request = await requestsOf(ground).findOne({ _id: cast.requestId })
      const step = request?.history.at(-1)?.step
      if (request && request.v > (before?.v ?? 0) && step) taken.add(step)
      const way = [...place.way, name]
      for (const fault of await faultsIn(ground, cast)) faults.push(`${fault}: ${way.join(' → ')}`)
      const gone = workers > 0 && (await findPerson(ground, cast.workerIds[0] ?? ''))?.role === 'resident'
      const state = request ? stateOf(request, cast, gone) : 'lost'
      if (!request || seen.has(state)) continue
      seen.set(state, request)
      queue.push({ record, now: ground.clock.now(), way })
    }
  }
  return { seen, taken, faults }
}

const OF_SEATS: readonly Step[] = ['join', 'seat', 'leave']

describe('every state that a request can come to', () => {
  it('has an owner and a deadline, also when a worker leaves on the way', async () => {
    const { seen, taken, faults } = await walk(2)
    expect(faults).toEqual([])
    expect(new Set([...seen.values()].map(({ status }) => status))).toEqual(new Set(STATUSES))
    // The walk has taken every step of the table at least once.
    expect([...STEPS].filter((step) => step !== 'write' && !OF_SEATS.includes(step) && !taken.has(step))).toEqual([])
    expect(seen.size).toBeGreaterThan(60)
  })

  it('has them while one of two seats is taken, given back and taken again', async () => {
    const { seen, taken, faults } = await walk(2, { helpersNeeded: 2 })
    expect(faults).toEqual([])
    expect(OF_SEATS.filter((step) => !taken.has(step))).toEqual([])
    expect([...seen.keys()].filter((state) => state.startsWith('open') && state.includes('1 seats'))).not.toEqual([])
    expect([...seen.values()].filter((one) => one.status === 'accepted').every((one) => seatsIn(one).length === 2)).toBe(true) // prettier-ignore
  })

  it.each(['goods', 'sensitive'] as const)(
    'has them as a part of another too (%s), and never its requester once it is there',
    async (part) => {
      const { faults, seen } = await walk(2, { part })
      expect(faults).toEqual([])
      const states = [...seen].filter(([, { status }]) => status === 'delivered')
      expect(states.length).toBeGreaterThan(0)
      expect(states.filter(([state]) => state.includes('requester'))).toEqual([])
    },
  )

  it('has them at a station without any staff too, and whoever comes first answers for it', async () => {
    const { faults, seen } = await walk(0)
    expect(faults).toEqual([])
    expect([...seen.values()].some(({ ownerId }) => ownerId === 'system')).toBe(true)
  })
})
