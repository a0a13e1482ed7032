import type { Recurrence } from '@yimin/shared/recurring/contract'
import { acceptOffer, searchesOf } from '../../../server/dispatch/index.ts'
import { askHelpers } from '../../../server/dispatch/commands/askHelpers.ts'
import type { Person } from '../../../server/people/index.ts'
import { beginRecurring } from '../../../server/recurring/commands/beginRecurring.ts'
import { decideOnRecurring } from '../../../server/recurring/commands/decideOnRecurring.ts'
import { openInstance } from '../../../server/recurring/commands/openInstance.ts'
import { eraseRecurringOf, listRecurringIdsOf, moveRecurring, sweepRecurring } from '../../../server/recurring/index.ts'
import { dayAfter } from '../../../server/recurring/rhythm.ts'
import { recurringTasksOf } from '../../../server/recurring/recurring.model.ts'
import type { RecurringTaskDoc } from '../../../server/recurring/recurring.model.ts'
import {
  approveRequest,
  cancelRequest,
  deliverRequest,
  finishRequest,
  requestsOf,
  unseal,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer, aWorker } from '../../factories/people.ts'

const WEEKLY: Recurrence = { rhythm: { every: 'week', weekdays: [2] }, part: 'morning', onHoliday: 'skip' }

/** Days since Sunday, 22 November 2026. */
let sunday = -84
let house: TestHouse
let wang: Person
let worker: Person
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
/** Noon of a Sunday, in a new station: each test turns the clock on by days, and the next begins twelve weeks later. */
beforeEach(async () => {
  sunday += 84
  at(0, '12:00')
  house.waiting.length = 0
  for (const left of ['recurring_tasks', 'outgoing']) await house.db.collection(left).deleteMany({})
  worker = await aWorker(house, { onDuty: true })
  wang = await aPerson(house, { stationId: worker.stationId })
})

async function aPattern(frame = {}): Promise<RequestDoc> {
  const { _id } = await aRequest(house, wang, { budget: 15, phone: '13812345678', groups: ['elderly'], ...frame })
  return approveRequest(house, _id, worker.id, `let.${_id}`)
}

async function aTask(recurrence = WEEKLY): Promise<RecurringTaskDoc> {
  return beginRecurring(house, await aPattern(), recurrence, wang.id, `again.${house.clock.now().getTime()}`)
}

const madeOf = ({ _id }: RecurringTaskDoc) =>
  requestsOf(house).find({ recurringId: _id }).sort({ createdAt: 1 }).toArray()
const now = async ({ _id }: RecurringTaskDoc) => (await recurringTasksOf(house).findOne({ _id })) as RecurringTaskDoc
/** The day `days` after the Sunday of this test; 2 and 9 are Tuesdays. */
const dayOf = (days: number) => dayAfter('2026-11-22', sunday + days)
const at = (days: number, time: string) => house.clock.turnTo(new Date(`${dayOf(days)}T${time}:00+08:00`))

describe('what comes again', () => {
  it('is a request of its own a day ahead, confirmed, with the same things for the same door', async () => {
    const task = await aTask()
    expect(task).toMatchObject({ next: { day: dayOf(2), on: dayOf(2) } })
    await sweepRecurring(house)
    expect(await madeOf(task)).toEqual([])
    at(1, '08:00')
    await sweepRecurring(house)
    const [made, ...more] = await madeOf(task)
    expect(more).toEqual([])
    expect(made).toMatchObject({
      status: 'open',
      requesterId: wang.id,
      ownerId: worker.id,
      items: [{ name: '西红柿', quantity: 2, unit: '斤' }],
      budgetFen: 1_500,
      when: { from: `${dayOf(2)}T08:00`, to: `${dayOf(2)}T12:00` },
      priority: 1,
    })
    expect(made?.dueAt).toBeInstanceOf(Date)
    expect(unseal(house, made as RequestDoc)).toMatchObject({
      address: { zone: '6', building: '9', unit: '2', floor: '4' },
      phone: '13812345678',
      groups: ['elderly'],
    })
    expect(await now(task)).toMatchObject({ next: { day: dayOf(9) }, opened: [{ code: made?.code }] })
    await house.work()
    const told = (await house.outgoing()).filter(({ template }) => template === 'request.recurring')
    expect(told).toHaveLength(1)
  })

  it('leaves nothing personal in clear', async () => {
    const kept = JSON.stringify(await now(await aTask()))
    for (const secret of ['13812345678', '"floor"', 'elderly', '帮我送']) expect(kept).not.toContain(secret)
  })

  it('is made once by two sweepers, by one that died in between, and by a later look', async () => {
    const task = await aTask()
    at(1, '09:00')
    const due = await now(task)
    await Promise.all([openInstance(house, due), openInstance(house, due), sweepRecurring(house)])
    // Whoever died after making the request finds the task as it was.
    await recurringTasksOf(house).replaceOne({ _id: task._id }, { ...due, v: due.v + 7 })
    await sweepRecurring(house)
    at(1, '20:00')
    await sweepRecurring(house)
    expect(await madeOf(task)).toHaveLength(1)
    await house.work()
    expect((await house.outgoing()).filter(({ template }) => template === 'request.recurring')).toHaveLength(1)
  })

  it('is not made up for: what a sleeping server missed is left out, what can still be done today is made', async () => {
    const task = await aTask()
    at(16, '10:00')
    await sweepRecurring(house)
    await sweepRecurring(house)
    expect((await madeOf(task)).map(({ when }) => when?.from)).toEqual([`${dayOf(16)}T08:00`])
    expect((await now(task)).history.map(({ act, day }) => `${act} ${day ?? ''}`.trim())).toEqual([
      'begin',
      `missed ${dayOf(2)}`,
      `missed ${dayOf(9)}`,
      `open ${dayOf(16)}`,
    ])
  })

  it('stays withdrawn when the resident has withdrawn this one', async () => {
    const task = await aTask()
    at(1, '09:00')
    const due = await now(task)
    await sweepRecurring(house)
    const [made] = await madeOf(task)
    await cancelRequest(house, made?._id ?? '', { id: wang.id, part: 'requester' }, 'not this time')
    await recurringTasksOf(house).replaceOne({ _id: task._id }, { ...due, v: due.v + 7 })
    await sweepRecurring(house)
    expect((await madeOf(task)).map(({ status }) => status)).toEqual(['cancelled'])
    expect(await now(task)).toMatchObject({ state: 'active', next: { day: dayOf(9) } })
  })

  it('asks whoever helped the last time, and him alone', async () => {
    const li = await aVolunteer(house, { stationId: worker.stationId, home: { zone: '1', building: '1' } })
    for (let i = 0; i < 4; i += 1)
      await aVolunteer(house, { stationId: worker.stationId, home: { zone: '6', building: '9' } })
    const pattern = await aPattern()
    const task = await beginRecurring(house, pattern, WEEKLY, wang.id, 'weekly')
    await acceptOffer(house, pattern, li, 'yes')
    await deliverRequest(house, pattern._id, li.id, 'there')
    await finishRequest(house, pattern._id, { id: wang.id, part: 'requester' }, 'done')
    await house.work()
    at(1, '09:00')
    await sweepRecurring(house)
    await house.work()
    const [made] = await madeOf(task)
    const search = await searchesOf(house).findOne({ _id: made?._id ?? '' })
    expect(search?.asked.map(({ personId, reason }) => [personId, reason])).toEqual([
      [li.id, expect.stringContaining('上回')],
    ])
    house.later(6)
    await askHelpers(house, made?._id ?? '')
    expect((await searchesOf(house).findOne({ _id: made?._id ?? '' }))?.asked.length).toBeGreaterThan(1)
  })

  it('goes to a worker first where its goods are doubtful, and stops where they are refused', async () => {
    const task = await aTask()
    await recurringTasksOf(house).updateOne({ _id: task._id }, { $set: { items: [{ name: '白酒' }] } })
    at(1, '09:00')
    await sweepRecurring(house)
    expect((await madeOf(task)).map(({ status }) => status)).toEqual(['rejected'])
    expect(await now(task)).toMatchObject({ state: 'paused' })
    expect((await now(task)).opensAt).toBeUndefined()
    await house.work()
    const told = (await house.outgoing()).find(({ template }) => template === 'request.recurring')
    expect(told).toBeDefined()
  })
})

describe('a decision about it', () => {
  const by = (task: RecurringTaskDoc) => ({ id: wang.id, seen: task.v })

  it('skips the next one alone', async () => {
    const task = await decideOnRecurring(house, await aTask(), 'skip', { id: wang.id, seen: 1 })
    expect(task).toMatchObject({ next: { day: dayOf(9) } })
    at(1, '09:00')
    await sweepRecurring(house)
    expect(await madeOf(task)).toEqual([])
    at(8, '09:00')
    await sweepRecurring(house)
    expect(await madeOf(task)).toHaveLength(1)
  })

  it('pauses it, and resumes it without making up for the days between', async () => {
    const paused = await decideOnRecurring(house, await aTask(), 'pause', { id: wang.id, seen: 1 })
    at(13, '09:00')
    await sweepRecurring(house)
    expect(await madeOf(paused)).toEqual([])
    const resumed = await decideOnRecurring(house, paused, 'resume', by(paused))
    expect(resumed).toMatchObject({ state: 'active', next: { day: dayOf(16) } })
  })

  it('ends it: what was sealed is struck out at once, and the rest goes after thirty days', async () => {
    const ended = await decideOnRecurring(house, await aTask(), 'end', { id: wang.id, seen: 1 })
    expect(ended).toMatchObject({ state: 'ended' })
    for (const field of ['pattern', 'groups', 'next', 'opensAt']) expect(ended).not.toHaveProperty(field)
    at(31, '13:00')
    await sweepRecurring(house)
    expect(await recurringTasksOf(house).findOne({ _id: ended._id })).toBeNull()
  })

  it('on an older version is refused; of many at once one counts', async () => {
    const task = await aTask()
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, () => decideOnRecurring(house, task, 'skip', by(task))),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await now(task)).toMatchObject({ next: { day: dayOf(9) } })
    await expect(decideOnRecurring(house, task, 'pause', by(task))).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a pattern', () => {
  it('that nobody has let through yet is none', async () => {
    const draft = await aRequest(house, wang)
    await expect(beginRecurring(house, draft, WEEKLY, wang.id, 'x')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('counts once for one cause, and for ten tasks at most', async () => {
    const pattern = await aPattern()
    const first = await beginRecurring(house, pattern, WEEKLY, wang.id, 'same')
    expect((await beginRecurring(house, pattern, WEEKLY, wang.id, 'same'))._id).toBe(first._id)
    for (let i = 0; i < 9; i += 1) await beginRecurring(house, pattern, WEEKLY, wang.id, `more${i}`)
    await expect(beginRecurring(house, pattern, WEEKLY, wang.id, 'eleventh')).rejects.toMatchObject({
      code: 'too_many',
    })
  })
})

describe('whoever leaves', () => {
  it('takes along what would come again, and what was joined goes over', async () => {
    const task = await aTask()
    const daughter = await aPerson(house, { stationId: worker.stationId })
    await moveRecurring(house, await listRecurringIdsOf(house, wang.id), wang.id, daughter.id)
    expect(await now(task)).toMatchObject({ requesterId: daughter.id, history: [{ by: daughter.id }] })
    await eraseRecurringOf(house, daughter.id)
    at(1, '09:00')
    await sweepRecurring(house)
    expect(await madeOf(task)).toEqual([])
    expect(await recurringTasksOf(house).findOne({ _id: task._id })).toBeNull()
  })
})
