import { acceptOffer } from '../../../server/dispatch/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { claimPhoto, savePhoto } from '../../../server/photos/index.ts'
import { photosOf } from '../../../server/photos/photo.model.ts'
import {
  approveRequest,
  confirmRequest,
  deliverRequest,
  findRequest,
  finishRequest,
  listInHandOf,
  reopenRequest,
  requestsOf,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aShop, aVolunteer } from '../../factories/people.ts'
import { aPicture } from '../photos/pictures.ts'

const MANY = 50

let house: TestHouse
let stationId: string
let workerId: string
let wang: Person
beforeAll(async () => {
  house = await openTestHouse()
  const { station, worker } = await aStaffedStation(house)
  stationId = station.id
  workerId = worker.id
  wang = await aPerson(house, { stationId })
})
afterAll(() => house.close())

const times = <T>(count: number, make: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)))

function openRequests(count: number): Promise<RequestDoc[]> {
  return times(count, async () => {
    const { _id } = await aRequest(house, wang)
    return approveRequest(house, _id, workerId, `open.${_id}`)
  })
}

async function outcomes(tries: Promise<unknown>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(tries)
  const names = settled.map((one) =>
    one.status === 'fulfilled' ? 'done' : String((one.reason as { code?: string }).code),
  )
  return Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]))
}

describe(`${MANY} at the same moment`, () => {
  it('of one volunteer’s acceptances one counts, the others hear that his hands are full', async () => {
    const li = await aVolunteer(house, { stationId })
    const requests = await openRequests(MANY)
    const told = await outcomes(requests.map((request) => acceptOffer(house, request, li, `yes.${request._id}`)))
    expect(told).toEqual({ done: 1, too_many: MANY - 1 })
    const [mine, ...more] = await listInHandOf(house, li.id)
    expect(more).toEqual([])
    const open = await requestsOf(house).countDocuments({
      _id: { $in: requests.map(({ _id }) => _id) },
      status: 'open',
    })
    expect(open).toBe(MANY - 1)
    // With empty hands he takes the next.
    await deliverRequest(house, mine?._id ?? '', li.id, 'there')
    const next = requests.find(({ _id }) => _id !== mine?._id) as RequestDoc
    expect(await acceptOffer(house, next, li, 'next')).toMatchObject({ status: 'accepted' })
  })

  it('a shop takes them all', async () => {
    const shop = await aShop(house, { stationId })
    const requests = await openRequests(5)
    expect(await outcomes(requests.map((request) => acceptOffer(house, request, shop, `shop.${request._id}`)))).toEqual(
      { done: 5 },
    )
  })

  it('of one person’s photos twelve wait for a request, and a claimed one makes room', async () => {
    const eager = await aPerson(house, { stationId })
    const picture = await aPicture('jpeg', { width: 32, height: 24 })
    const told = await outcomes(Array.from({ length: MANY }, () => savePhoto(house, eager, picture)))
    expect(told).toEqual({ done: 12, too_many: MANY - 12 })
    const waiting = await photosOf(house).find({ authorId: eager.id }).toArray()
    expect(new Set(waiting.map(({ place }) => place)).size).toBe(12)
    const { _id } = await aRequest(house, eager)
    expect(await claimPhoto(house, waiting[0]?._id ?? '', eager.id, _id)).not.toHaveProperty('place')
    expect(await outcomes([savePhoto(house, eager, picture), savePhoto(house, eager, picture)])).toEqual({
      done: 1,
      too_many: 1,
    })
  })
})

/** Writes between the look and the step of whatever is called next. */
function meanwhile(change: object): void {
  const requests = requestsOf(house)
  const prototype = Object.getPrototypeOf(requests) as typeof requests
  const look = prototype.findOne.bind(requests) as (...asked: unknown[]) => Promise<RequestDoc | null>
  const spy = jest.spyOn(prototype, 'findOne').mockImplementationOnce((async (...asked: unknown[]) => {
    const seen = await look(...asked)
    spy.mockRestore()
    await requestsOf(house).updateOne({ _id: seen?._id ?? '' }, change)
    return seen
  }) as never)
}

describe('between the look and the step', () => {
  it('a doubt that came up sends what she confirms to a worker all the same', async () => {
    const { _id } = await aRequest(house, wang)
    meanwhile({ $set: { reviewReasons: ['large_budget'] }, $inc: { v: 1 } })
    expect(await confirmRequest(house, _id, wang.id, 'yes')).toMatchObject({ status: 'reviewing' })
  })

  it('what was closed is not taken up again', async () => {
    const [request] = await openRequests(1)
    const { _id } = request as RequestDoc
    const li = await aVolunteer(house, { stationId })
    await acceptOffer(house, request as RequestDoc, li, 'mine')
    await finishRequest(house, _id, { id: wang.id, part: 'requester' }, 'got it')
    await requestsOf(house).updateOne({ _id }, { $unset: { dueAt: '', dueKind: '', door: '', handoverCode: '' } })
    const again = reopenRequest(house, _id, { id: wang.id, part: 'requester' }, 'no')
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    expect((await findRequest(house, _id))?.status).toBe('done')
  })
})
