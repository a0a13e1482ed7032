import { acceptOffer, declineOffer, listOffersTo, searchesOf, sweepSearches } from '../../../server/dispatch/index.ts'
import { askHelpers } from '../../../server/dispatch/commands/askHelpers.ts'
import {
  acceptRequest,
  cancelRequest,
  confirmRequest,
  deliverRequest,
  releaseRequest,
  reopenRequest,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aShop, aVolunteer } from '../../factories/people.ts'
import type { Person } from '../../../server/people/index.ts'

let house: TestHouse
let wang: Person
let shops: Person[]
let neighbours: Person[]
let stationId: string

beforeEach(async () => {
  house = await openTestHouse()
  const staffed = await aStaffedStation(house)
  stationId = staffed.station.id
  wang = await aPerson(house, { stationId })
  shops = [await aShop(house, { stationId })]
  const helper = { skills: ['produce' as const], zones: ['6'], freeHours: [] }
  neighbours = []
  for (let i = 0; i < 6; i += 1) neighbours.push(await aVolunteer(house, { stationId, helper }))
})
afterEach(() => house.close())

async function anOpenOne(): Promise<RequestDoc> {
  const draft = await aRequest(house, wang)
  const open = await confirmRequest(house, draft._id, wang.id, `yes.${draft._id}`)
  await house.work()
  return open
}

async function offered(): Promise<string[]> {
  const rows = await house.outgoing()
  return rows.filter(({ template }) => template === 'dispatch.offer').map(({ to }) => to[0]?.personId ?? '')
}

async function sweepAt(minutes: number): Promise<void> {
  house.later(minutes)
  await sweepSearches(house)
  await house.work()
}

describe('the ladder', () => {
  it('asks a few, then more, nobody twice, and the group once', async () => {
    const open = await anOpenOne()
    const atFirst = await offered()
    expect(atFirst[0]).toBe(shops[0]?.id)
    expect(atFirst).toHaveLength(3)
    await sweepAt(5)
    const then = await offered()
    expect(then).toHaveLength(6)
    await sweepAt(30)
    await sweepAt(30)
    await sweepAt(30)
    const all = await offered()
    expect(new Set(all).size).toBe(all.length)
    const rows = await house.outgoing()
    expect(rows.filter(({ template }) => template === 'dispatch.offerInGroup')).toHaveLength(1)
    expect(await searchesOf(house).findOne({ _id: open._id })).not.toHaveProperty('nextAt')
  })

  it('is climbed once, however many processes try', async () => {
    const open = await anOpenOne()
    house.later(5)
    await Promise.all(Array.from({ length: 8 }, () => askHelpers(house, open._id)))
    const all = await offered()
    expect(all).toHaveLength(6)
    expect(new Set(all).size).toBe(6)
  })

  it('ends when somebody has it', async () => {
    const open = await anOpenOne()
    await acceptOffer(house, open, neighbours[0] as Person, 'accept')
    await house.work()
    await sweepAt(60)
    expect(await offered()).toHaveLength(3)
    expect(await listOffersTo(house, shops[0]?.id ?? '')).toEqual([])
  })

  it('ends when it is withdrawn', async () => {
    const open = await anOpenOne()
    await cancelRequest(house, open._id, { id: wang.id, part: 'requester' }, 'cancel')
    await house.work()
    await sweepAt(60)
    expect(await offered()).toHaveLength(3)
  })

  it('is found again by the sweep when every job was lost', async () => {
    const draft = await aRequest(house, wang)
    await confirmRequest(house, draft._id, wang.id, 'yes')
    house.waiting.length = 0
    await sweepAt(2)
    expect(await offered()).toHaveLength(3)
  })
})

describe('a no', () => {
  it('of all who were asked does not wait for the next hour', async () => {
    const open = await anOpenOne()
    for (const id of await offered()) await declineOffer(house, open._id, id)
    await house.work()
    expect(await offered()).toHaveLength(6)
  })

  it('of one leaves the others their time', async () => {
    const open = await anOpenOne()
    const [one = ''] = await offered()
    await declineOffer(house, open._id, one)
    await house.work()
    expect(await offered()).toHaveLength(3)
    expect(await listOffersTo(house, one)).toEqual([])
  })
})

describe('a give-back', () => {
  it('is offered to others at once, not to the one who gave it back', async () => {
    const open = await anOpenOne()
    const li = neighbours[0] as Person
    await acceptOffer(house, open, li, 'accept')
    await house.work()
    await releaseRequest(house, open._id, li.id, 'release')
    await house.work()
    const again = (await offered()).slice(3)
    expect(again.length).toBeGreaterThan(0)
    expect(again).not.toContain(li.id)
    expect(await listOffersTo(house, li.id)).toEqual([])
  })
})

describe('an acceptance whose answer was lost', () => {
  it('leaves one winner, also where the errand was over before it was asked for again', async () => {
    const [first, second] = [shops[0] as Person, neighbours[0] as Person]
    const open = await anOpenOne()
    await acceptOffer(house, open, first, 'first')
    await deliverRequest(house, open._id, first.id, 'brought')
    // The search has not heard of it yet that it is open again.
    const again = await reopenRequest(house, open._id, { id: wang.id, part: 'requester' }, 'not well')
    await acceptRequest(house, again, second.id, 'second', { alone: true })
    await deliverRequest(house, open._id, second.id, 'brought again')
    await acceptOffer(house, again, second, 'second')
    const search = await searchesOf(house).findOne({ _id: open._id })
    const winners = search?.asked.filter(({ state }) => state === 'accepted').map(({ personId }) => personId)
    expect(winners).toEqual([second.id])
  })
})
