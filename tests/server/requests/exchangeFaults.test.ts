import { randomUUID } from 'node:crypto'
import type { Collection, Db } from 'mongodb'
import { INDEXES, REACTIONS } from '../../../server/app/house.ts'
import { handlers } from '../../../server/app/jobs.ts'
import { sweep } from '../../../server/app/sweep.ts'
import { answerExchange } from '../../../server/dispatch/index.ts'
import { findPerson } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import { ensureIndexes } from '../../../server/platform/mongo.ts'
import type { Platform } from '../../../server/platform/platform.ts'
import {
  acceptRequest,
  agreeToExchange,
  assignRequest,
  cancelRequest,
  confirmRequest,
  deliverRequest,
  endProposal,
  findRequest,
  proposeExchange,
  releaseRequest,
  reportProgress,
  requestsOf,
  seatsIn,
  sweepExchanges,
  wasGiven,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest } from '../../factories/house.ts'
import { onMemory } from '../../factories/memoryGround.ts'
import { aPerson, aStation, aVolunteer, aWorker } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

const NOON = new Date('2026-11-22T12:00:00+08:00')
const WRITES = ['insertOne', 'insertMany', 'updateOne', 'updateMany', 'findOneAndUpdate', 'replaceOne', 'deleteOne']
const ZONE = { skills: ['produce' as const], zones: ['6'], freeHours: [] }

interface Scene {
  record: MemoryRecord
  lay: ReturnType<typeof onMemory>
  firstId: string
  secondId: string
}

/** Li has one errand, He another; Li has asked He to exchange them. */
async function aProposal(): Promise<Scene> {
  const record = new MemoryRecord()
  const lay = onMemory(REACTIONS)
  const ground = lay(record, NOON)
  await ensureIndexes(ground.db, INDEXES)
  const { id: stationId } = await aStation(ground)
  await aWorker(ground, { id: 'zhao', stationId, onDuty: true })
  const [wang, sun] = [
    await aPerson(ground, { id: 'wang', stationId }),
    await aPerson(ground, { id: 'sun', stationId }),
  ]
  for (const id of ['li', 'he', 'zhou']) await aVolunteer(ground, { id, stationId, helper: ZONE })
  const first = await inHand(ground, wang, 'li')
  const second = await inHand(ground, sun, 'he')
  await proposeExchange(ground, first, second, 'li', 'proposed')
  return { record, lay, firstId: first._id, secondId: second._id }
}

async function inHand(ground: Ground, requester: Person, helperId: string): Promise<RequestDoc> {
  const draft = await aRequest(ground, requester)
  const open = await confirmRequest(ground, draft._id, requester.id, `yes.${randomUUID()}`)
  return acceptRequest(ground, open, helperId, `accept.${helperId}`, { alone: true })
}

async function both(platform: Platform, { firstId, secondId }: Scene): Promise<[RequestDoc, RequestDoc]> {
  return [(await findRequest(platform, firstId)) as RequestDoc, (await findRequest(platform, secondId)) as RequestDoc]
}

class Died extends Error {}

/** A platform whose process dies right before or right after its write number `write`, counted from 1. */
function mortal(platform: Platform, write: number, when: 'before' | 'after') {
  const life = { dead: false, writes: 0 }
  const wrap = (collection: Collection): Collection =>
    new Proxy(collection, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target)
        if (typeof value !== 'function') return value
        if (!WRITES.includes(String(name))) return value.bind(target)
        return async (...args: unknown[]) => {
          if (life.dead) throw new Died()
          life.writes += 1
          if (life.writes === write) life.dead = true
          if (life.dead && when === 'before') throw new Died()
          const result: unknown = await (value as (...all: unknown[]) => unknown).apply(target, args)
          if (life.dead) throw new Died()
          return result
        }
      },
    })
  const db = new Proxy(platform.db, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target)
      if (name === 'collection') return (title: string) => wrap(target.collection(title))
      return typeof value === 'function' ? value.bind(target) : value
    },
  }) as Db
  return { life, platform: { ...platform, db } }
}

/** What must hold at every moment: nobody's, or two people's, errand; a helper with two. */
function faultsOf(requests: readonly RequestDoc[]): string[] {
  const wrong = requests.flatMap(({ code, status, assignee, ownerId, handsFull = [], dueAt, history }) => {
    const faults: [boolean, string][] = [
      [status === 'accepted' && !assignee, 'in nobody’s hands'],
      [status === 'accepted' && ownerId !== assignee?.personId, 'somebody else answers for it'],
      [status === 'open' && ownerId !== 'zhao', 'open and not the worker’s'],
      [handsFull.some((id) => id !== assignee?.personId), 'hands are full of what somebody else has'],
      [!dueAt, 'no deadline'],
      [history.some(({ seq }, i) => seq !== i + 1), 'a hole in the history'],
    ]
    return faults.flatMap(([is, word]) => (is ? [`${code}: ${word}`] : []))
  })
  return wrong
}

/** And what must hold once everything is brought to its end. */
function leftIn(requests: readonly RequestDoc[]): string[] {
  const holders = requests.filter(({ status }) => status === 'accepted').flatMap((one) => seatsIn(one))
  const twice = holders.filter(({ personId }, i) => holders.some((other, j) => j < i && other.personId === personId))
  return [
    ...requests.filter(({ exchange }) => exchange).map(({ code, exchange }) => `${code}: ${exchange?.stands} is left`),
    ...twice.map(({ personId }) => `${personId} has two`),
    ...requests
      .filter(({ status, handsFull }) => status === 'accepted' && handsFull === undefined)
      .map(({ code }) => `${code} fills nobody’s hands`),
  ]
}

/** Another process: a sweep finds what was left, and does the jobs that it makes. */
async function sweepUp(scene: Scene, from: Date): Promise<Platform> {
  const jobs: { name: string; payload: unknown }[] = []
  const ground = scene.lay(scene.record, from)
  const platform: Platform = {
    ...ground,
    queues: { ...ground.queues, add: async (tag, payload) => void jobs.push({ name: tag.name, payload }) },
  }
  for (let round = 0; round < 3; round += 1) {
    ground.clock.turnTo(new Date(ground.clock.now().getTime() + 6_000))
    await sweep(platform, false)
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { name, payload } = job
      await handlers.find((one) => one.name === name)?.run(platform, payload)
    }
  }
  return platform
}

describe('a process dies at any write of an exchange', () => {
  it.each(['before', 'after'] as const)(
    '%s: whoever comes next brings it to its end, or takes it back',
    async (when) => {
      const outcomes = new Map<string, number>()
      let write = 1
      for (; ; write += 1) {
        const scene = await aProposal()
        const ground = scene.lay(scene.record, NOON)
        const { life, platform } = mortal(ground, write, when)
        const [first, second] = await both(ground, scene)
        const he = (await findPerson(ground, 'he')) as Person
        await answerExchange(platform, second, he, { code: first.code, yes: true }, 'yes').catch((error: unknown) => {
          if (!life.dead) throw error
        })
        const struck = life.dead
        expect([write, ...faultsOf(await both(ground, scene)).filter((fault) => !fault.includes('hands are full'))]).toEqual([write]) // prettier-ignore
        const next = await sweepUp(scene, new Date(NOON.getTime() + 1_000))
        const after = await both(next, scene)
        // Nobody said yes before he died: then it waits for his answer as before, and ends with its time.
        const [proposed] = after
        if (proposed.exchange) {
          expect(proposed.exchange.stands).toBe('proposed')
          await sweepUp(scene, new Date(NOON.getTime() + 3_600_000))
        }
        const end = await both(next, scene)
        expect([write, ...faultsOf(end), ...leftIn(end)]).toEqual([write])
        const outcome = end.map(({ assignee }) => assignee?.personId).join()
        expect(['li,he', 'he,li']).toContain(outcome)
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        if (!struck) break
      }
      expect(write).toBeGreaterThan(4)
      expect(outcomes.get('he,li')).toBeGreaterThan(2)
      // A yes that never came to the record is none.
      expect(outcomes.has('li,he')).toBe(when === 'before')
    },
  )
})

type Act = (ground: Platform, first: RequestDoc, second: RequestDoc) => Promise<unknown>

/** All that may meet a yes, on either side. */
const ACTS: { readonly [name: string]: Act } = {
  'he takes it back': (ground, first) =>
    endProposal(ground, first._id, first.exchange as NonNullable<RequestDoc['exchange']>, { id: 'li', part: 'assignee' }, 'back'), // prettier-ignore
  'the other says no': (ground, first) =>
    endProposal(ground, first._id, first.exchange as NonNullable<RequestDoc['exchange']>, { id: 'he', part: 'helper' }, 'no'), // prettier-ignore
  'he sets off': (ground, first) => reportProgress(ground, first, 'li', 'start'),
  'he hands it over': (ground, { _id }) => deliverRequest(ground, _id, 'li', 'delivered', { how: 'word' }),
  'he gives it back': (ground, { _id }) => releaseRequest(ground, _id, 'li', 'release'),
  'she withdraws it': (ground, { _id }) => cancelRequest(ground, _id, { id: 'wang', part: 'requester' }, 'cancel'),
  'a worker gives it away': (ground, first) => assignRequest(ground, first, 'zhou', 'zhao', 'given'),
  'the other sets off': (ground, _first, second) => reportProgress(ground, second, 'he', 'start'),
  'the other hands his over': (ground, _first, { _id }) => deliverRequest(ground, _id, 'he', 'done', { how: 'word' }),
  'the other gives his back': (ground, _first, { _id }) => releaseRequest(ground, _id, 'he', 'release too'),
  'the other one’s is withdrawn': (ground, _first, { _id }) =>
    cancelRequest(ground, _id, { id: 'sun', part: 'requester' }, 'cancel too'),
  'a worker gives the other one’s away': (ground, _first, second) =>
    assignRequest(ground, second, 'zhou', 'zhao', 'given too'),
  'its time is over': async (ground) => {
    ;(ground as Ground).clock.turnTo(new Date(NOON.getTime() + 1_800_000))
    await sweepExchanges(ground)
  },
  'a sweep comes by': (ground) => sweepExchanges(ground),
}

/** It changed hands though the proposal, or the yes, was over by then. */
function againstWill({ code, history }: RequestDoc, exchangeId: string): string[] {
  const at = history.findIndex(({ step, cause }) => step === 'exchange' && cause === exchangeId)
  const before = history.slice(0, Math.max(0, at)).map(({ step }) => step)
  const ends = ['stay', 'release', 'assign', 'cancel', 'deliver', ...(before.includes('agree') ? [] : ['start'])]
  const since = before.slice(Math.max(before.lastIndexOf('propose'), before.lastIndexOf('agree')))
  return since.filter((step) => ends.includes(step)).map((step) => `${code}: exchanged after ${step}`)
}

/** So many turns later. */
async function after(turns: number, act: () => Promise<unknown>): Promise<unknown> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
  return act()
}

test.each(Object.keys(ACTS))('yes, and %s in the same moment: each errand has one helper', async (name) => {
  for (const [before, behind] of [
    [0, 0],
    [0, 4],
    [0, 10],
    [0, 25],
    [0, 60],
    [4, 0],
    [10, 0],
  ] as const) // prettier-ignore
  {
    const scene = await aProposal()
    const ground = scene.lay(scene.record, NOON)
    const [first, second] = await both(ground, scene)
    const ends = await Promise.allSettled([
      after(before, () => agreeToExchange(ground, second._id, first, 'he', 'yes')),
      after(behind, () => ACTS[name]?.(ground, first, second) ?? Promise.reject(new Error(name))),
    ])
    for (const end of ends)
      if (end.status === 'rejected')
        expect(['conflict', 'already_taken', 'not_found']).toContain((end.reason as { code: string }).code)
    const next = await sweepUp(scene, new Date(NOON.getTime() + 7_200_000))
    const [one, other] = await both(next, scene)
    const id = first.exchange?.id ?? ''
    const at = [name, before, behind]
    expect([...at, ...faultsOf([one, other]), ...leftIn([one, other]).filter((fault) => !fault.includes('fills'))]).toEqual(at) // prettier-ignore
    // Neither goes to somebody without the other having been given for it.
    if (wasGiven(other, id)) expect(wasGiven(one, id)).toBe(true)
    expect([...at, ...[one, other].flatMap((request) => againstWill(request, id))]).toEqual(at)
  }
})

test('a proposal that nobody answers is over in time, and each keeps his own', async () => {
  const scene = await aProposal()
  const next = await sweepUp(scene, new Date(NOON.getTime() + 21 * 60_000))
  const end = await both(next, scene)
  expect(end.map(({ assignee }) => assignee?.personId)).toEqual(['li', 'he'])
  expect([...faultsOf(end), ...leftIn(end)]).toEqual([])
  await expect(requestsOf(next).findOne({ 'history.step': 'stay' })).resolves.toMatchObject({ _id: scene.firstId })
})
