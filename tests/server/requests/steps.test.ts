import { mayTakeStep, PARTS, RULES, STATUSES } from '@yimin/shared/requests/states'
import type { Part, Status, Step } from '@yimin/shared/requests/states'
import { DomainError } from '@yimin/shared/errors/domainError'
import {
  acceptRequest, amendRequest, approveRequest, assignRequest, cancelRequest, confirmRequest, deliverRequest, finishRequest, findRequest, holdRequest,
  rejectRequest, releaseRequest, reopenRequest, requestsOf, unseal,
} from '../../../server/requests/index.ts' // prettier-ignore
import type { RequestDoc } from '../../../server/requests/index.ts'
import { takeStep } from '../../../server/requests/commands/takeStep.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'

let house: TestHouse
let wang: { id: string; stationId: string }
let li: { id: string }
let worker: { id: string }

beforeAll(async () => {
  house = await openTestHouse()
  const staffed = await aStaffedStation(house)
  worker = staffed.worker
  wang = await aPerson(house, { stationId: staffed.station.id })
  li = await aVolunteer(house, { stationId: staffed.station.id })
})
afterAll(() => house.close())

const part = (of: Part) => ({
  id: of === 'requester' ? wang.id : of === 'worker' ? worker.id : of === 'system' ? 'system' : li.id,
  part: of,
})
let causes = 0
const cause = () => `step${(causes += 1)}`

/** The shortest way into each state. */
async function inState(status: Status, hands = 1): Promise<RequestDoc> {
  const request = await aRequest(house, wang)
  if (hands > 1) await requestsOf(house).updateOne({ _id: request._id }, { $set: { helpersNeeded: hands } })
  const id = request._id
  if (status === 'draft') return request
  if (status === 'reviewing') return holdRequest(house, id, part('system') as never, 'no_answer', cause())
  if (status === 'cancelled') return cancelRequest(house, id, part('requester'), cause())
  if (status === 'rejected') return rejectRequest(house, id, worker.id, cause(), '站里的规定')
  const open = await confirmRequest(house, id, wang.id, cause())
  if (status === 'open') return open
  const accepted = await acceptRequest(house, open, li.id, cause())
  if (status === 'accepted') return accepted
  const delivered = await deliverRequest(house, id, li.id, cause())
  if (status === 'delivered') return delivered
  return finishRequest(house, id, { id: wang.id, part: 'requester' }, cause())
}

/** A step with what its command writes beside the state. */
function take(request: RequestDoc, step: Exclude<Step, 'write'>, by: Part, because = cause()): Promise<RequestDoc> {
  const assignee = { personId: li.id, acceptedAt: house.clock.now(), promisedAt: house.clock.now() }
  return takeStep(house, request._id, {
    step,
    by: part(by),
    cause: because,
    ...(RULES[step].to === 'accepted' ? { change: () => ({ assignee }) } : {}),
  })
}

/** Whoever leaves while others are still sought for has one of several seats. */
async function ready(status: Status, step: Step): Promise<RequestDoc> {
  if (step !== 'leave' || status !== 'open') return inState(status)
  return acceptRequest(house, await inState('open', 2), li.id, cause())
}

const steps = Object.keys(RULES) as Exclude<Step, 'write'>[]
const table = STATUSES.flatMap((status) => steps.map((step) => [status, step] as const))

describe('every state and every step', () => {
  it.each(table)('%s: %s is taken by whom the table names and refused to all others', async (status, step) => {
    for (const by of PARTS) {
      const request = await ready(status, step)
      if (!mayTakeStep(step, status, by)) {
        await expect(take(request, step, by)).rejects.toMatchObject({ code: 'conflict' })
        const unmoved = await findRequest(house, request._id)
        expect(unmoved).toMatchObject({ v: request.v, status })
        continue
      }
      const moved = await take(request, step, by)
      expect(moved.status).toBe(RULES[step].to ?? status)
      expect(moved.history.at(-1)).toMatchObject({ step, from: status, to: moved.status, by: part(by).id })
      expect(moved.ownerId).toBeTruthy()
      expect(moved.dueAt).toBeInstanceOf(Date)
    }
  })
})

describe('who answers in every state', () => {
  it.each([
    ['draft', 'requester', 10],
    ['reviewing', 'worker', 15],
    ['open', 'worker', 40],
    ['accepted', 'helper', 120 + 15],
    ['delivered', 'requester', 24 * 60],
    ['done', 'worker', 7 * 24 * 60],
    ['cancelled', 'worker', 7 * 24 * 60],
    ['rejected', 'worker', 7 * 24 * 60],
  ] as const)('%s: the %s, for %i minutes', async (status, owner, minutes) => {
    const request = await inState(status)
    expect(request.ownerId).toBe(part(owner).id)
    const wait = ((request.dueAt?.getTime() ?? 0) - house.clock.now().getTime()) / 60_000
    // A promise is rounded up to the tens.
    expect(wait - minutes).toBeGreaterThanOrEqual(0)
    expect(wait - minutes).toBeLessThan(10)
  })
})

describe('at the same time', () => {
  it('twenty helpers accept: one gets it, nineteen hear that it is taken', async () => {
    const helpers = await Promise.all(
      Array.from({ length: 20 }, () => aVolunteer(house, { stationId: wang.stationId })),
    )
    const open = await inState('open')
    const tries = await Promise.allSettled(helpers.map((helper) => acceptRequest(house, open, helper.id, cause())))
    const won = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const lost = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as DomainError] : []))
    expect(won).toHaveLength(1)
    expect(lost.map(({ code }) => code)).toEqual(Array(19).fill('already_taken'))
    const now = await findRequest(house, open._id)
    expect(now?.history.filter(({ step }) => step === 'accept')).toHaveLength(1)
    expect(now?.assignee?.personId).toBe(won[0]?.assignee?.personId)
  })

  it('she cancels and a helper accepts: whatever comes first, the end is cancelled', async () => {
    for (let i = 0; i < 10; i += 1) {
      const open = await inState('open')
      const both = [
        cancelRequest(house, open._id, part('requester'), cause()),
        acceptRequest(house, open, li.id, cause()),
      ]
      await Promise.allSettled(i % 2 ? both : both.reverse())
      const now = await findRequest(house, open._id)
      expect(now?.status).toBe('cancelled')
      expect(now?.assignee).toBeUndefined()
      expect(now?.history.map(({ seq }) => seq)).toEqual(now?.history.map((_, n) => n + 1))
    }
  })

  it('ten changes are all kept', async () => {
    const open = await inState('open')
    const goods = ['盐', '醋', '糖', '油', '面', '葱', '姜', '蒜', '茄子', '土豆']
    const tries = await Promise.allSettled(
      goods.map((name) =>
        amendRequest(house, open._id, {
          by: part('requester'),
          text: `再加${name}`,
          frame: { intent: 'amend', items: [{ name }] },
          items: 'add',
          cause: cause(),
        }),
      ),
    )
    const kept = tries.filter(({ status }) => status === 'fulfilled').length
    const now = await findRequest(house, open._id)
    expect(now?.items).toHaveLength(1 + kept)
    expect(kept).toBeGreaterThanOrEqual(6)
  })
})

describe('the same cause again', () => {
  it('changes nothing', async () => {
    const open = await inState('open')
    const because = cause()
    const once = await acceptRequest(house, open, li.id, because)
    const twice = await acceptRequest(house, open, li.id, because)
    expect(twice.v).toBe(once.v)
    const reopened = await inState('done')
    const first = await reopenRequest(house, reopened._id, part('requester'), because)
    expect((await reopenRequest(house, reopened._id, part('requester'), because)).v).toBe(first.v)
  })

  it('opens one request, also twenty times at once', async () => {
    const before = await requestsOf(house).countDocuments()
    const asked = {
      stationId: wang.stationId,
      requesterId: wang.id,
      origin: { channel: 'app' as const },
      text: '帮我送两斤西红柿',
      frame: { intent: 'request' as const, confidence: 0.9 },
      cause: cause(),
    }
    const { openRequest } = await import('../../../server/requests/index.ts')
    const all = await Promise.all(Array.from({ length: 20 }, () => openRequest(house, asked)))
    expect(new Set(all.map(({ _id }) => _id)).size).toBe(1)
    expect(await requestsOf(house).countDocuments()).toBe(before + 1)
  })
})

describe('codes', () => {
  it('are never given twice, in a rush either', async () => {
    const all = await Promise.all(Array.from({ length: 60 }, () => aRequest(house, wang)))
    expect(new Set(all.map(({ code }) => code)).size).toBe(60)
  })
})

describe('what is sealed', () => {
  it('stands in no clear field, and a closed request has lost it', async () => {
    const request = await aRequest(house, wang, { phone: '13812345678', groups: ['pregnant'] })
    const stored = JSON.stringify(await requestsOf(house).findOne({ _id: request._id }))
    expect(stored).not.toMatch(/13812345678|pregnant|"unit":"2"|帮我送/)
    expect(unseal(house, request)).toMatchObject({ phone: '13812345678', groups: ['pregnant'], address: { unit: '2' } })
  })
})

describe('giving to another', () => {
  it('moves the owner, and the former helper can neither deliver nor give back', async () => {
    const accepted = await inState('accepted')
    const he = await aVolunteer(house, { stationId: wang.stationId })
    const moved = await assignRequest(house, accepted, he.id, worker.id, cause())
    expect(moved).toMatchObject({ status: 'accepted', ownerId: he.id })
    await expect(deliverRequest(house, moved._id, li.id, cause())).rejects.toMatchObject({ code: 'conflict' })
    await expect(releaseRequest(house, moved._id, li.id, cause())).rejects.toMatchObject({ code: 'conflict' })
    expect((await deliverRequest(house, moved._id, he.id, cause())).status).toBe('delivered')
  })
})

describe('approving', () => {
  it('of what is not there is refused', async () => {
    await expect(approveRequest(house, 'nothing', worker.id, cause())).rejects.toMatchObject({ code: 'not_found' })
  })
})
