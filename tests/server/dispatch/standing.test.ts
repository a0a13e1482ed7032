import {
  acceptOffer,
  declineOffer,
  eraseHelperFromSearches,
  listOffersTo,
  rebuildStandings,
  searchesOf,
  standingsOf,
  sweepStandings,
} from '../../../server/dispatch/index.ts'
import { spendAsks } from '../../../server/dispatch/commands/spendAsks.ts'
import { dayOf } from '../../../server/dispatch/standing.ts'
import { listCandidates } from '../../../server/dispatch/queries/listCandidates.ts'
import { settingsWith } from '../../../server/organisations/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { confirmRequest, deliverRequest, finishRequest, releaseRequest } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aStation, aVolunteer, aWorker } from '../../factories/people.ts'

let house: TestHouse
let wang: Person
let helpers: Person[]
let stationId: string

const NOON = new Date('2026-11-22T12:00:00+08:00')

beforeAll(async () => {
  house = await openTestHouse(NOON)
})
afterAll(() => house.close())

/** A station and a noon of its own for each test. */
let noon = NOON
beforeEach(async () => {
  noon = new Date(noon.getTime() + 30 * 86_400_000)
  house.clock.turnTo(noon)
  stationId = (await aStation(house)).id
  await aWorker(house, { stationId, onDuty: true })
  wang = await aPerson(house, { stationId })
  const helper = { skills: ['parcel' as const], zones: ['6'], freeHours: [] }
  helpers = []
  for (let i = 0; i < 4; i += 1) helpers.push(await aVolunteer(house, { stationId, helper }))
})

async function anOpenOne(): Promise<RequestDoc> {
  const draft = await aRequest(house, wang, { category: 'parcel', items: [] })
  const open = await confirmRequest(house, draft._id, wang.id, `yes.${draft._id}`)
  await house.work()
  return open
}

async function askedFor({ _id }: RequestDoc): Promise<Person[]> {
  const search = await searchesOf(house).findOne({ _id })
  const waiting = (search?.asked ?? []).filter(({ state }) => state === 'asked')
  return waiting.map(({ personId }) => helpers.find(({ id }) => id === personId) as Person)
}

const today = () => dayOf(house.clock.now())
const standing = (who: Person) => standingsOf(house).findOne({ _id: who.id })
const answers = async (who: Person) => (await standing(who))?.asks.map(({ answer }) => answer)

async function take(request: RequestDoc, who: Person): Promise<void> {
  await acceptOffer(house, request, who, `accept.${request._id}.${who.id}`)
  await house.work()
}

async function bringToAnEnd(request: RequestDoc, who: Person): Promise<void> {
  await deliverRequest(house, request._id, who.id, `deliver.${request._id}`, { how: 'word' })
  await finishRequest(house, request._id, { id: wang.id, part: 'requester' }, `finish.${request._id}`)
  await house.work()
}

describe('what is remembered of a helper', () => {
  it('is who was asked, what was answered, what was taken and done', async () => {
    const request = await anOpenOne()
    const [one, two, three] = (await askedFor(request)) as [Person, Person, Person]
    await declineOffer(house, request._id, two.id)
    house.later(4)
    await take(request, one)
    await bringToAnEnd(request, one)
    expect([await answers(one), await answers(two), await answers(three)]).toEqual([['yes'], ['no'], ['none']])
    expect(await standing(one)).toMatchObject({
      asked: 1,
      done: 1,
      days: { [today()]: { taken: 1 } },
      cells: { 'errand-afternoon-zone': { asked: 1, accepted: 1 } },
    })
    expect((await standing(three))?.cells).toEqual({})
    expect((await standing(one))?.firstDoneAt).toEqual(house.clock.now())
  })

  it('counts silence as an answer once there was time to answer', async () => {
    const request = await anOpenOne()
    const [one, two] = (await askedFor(request)) as [Person, Person]
    house.later(12)
    await take(request, one)
    expect(await answers(two)).toEqual(['no'])
    expect((await standing(two))?.cells).toEqual({ 'errand-afternoon-zone': { asked: 1 } })
  })

  it('counts what it hears twice once', async () => {
    const request = await anOpenOne()
    const [one] = (await askedFor(request)) as [Person]
    await acceptOffer(house, request, one, 'accept')
    const jobs = [...house.waiting]
    await house.work()
    house.waiting.push(...jobs)
    await house.work()
    expect(await standing(one)).toMatchObject({ asked: 1, days: { [today()]: { taken: 1 } } })
  })

  it('reaches the choice in a handful of reads, however many helpers there are', async () => {
    const request = await anOpenOne()
    const [one] = (await askedFor(request)) as [Person]
    await take(request, one)
    const reads: string[] = []
    const watched = new Proxy(house.db, {
      get: (db, name) =>
        name === 'collection'
          ? (of: string) => (reads.push(of), db.collection(of))
          : (Reflect.get(db, name) as unknown),
    })
    const candidates = await listCandidates({ ...house, db: watched }, { ...request, requesterId: 'other' })
    expect(reads.sort()).toEqual(['helper_standings', 'people', 'requests', 'requests', 'stations'])
    expect(candidates.find(({ person }) => person.id === one.id)).toMatchObject({
      inHand: 1,
      today: 1,
      standing: { asksThisWeek: 1, asked: 1, work: 1, done: 0 },
    })
  })

  it('goes with the person', async () => {
    const request = await anOpenOne()
    const [one] = (await askedFor(request)) as [Person]
    await eraseHelperFromSearches(house, one.id)
    expect(await standing(one)).toBeNull()
    await rebuildStandings(house, stationId)
    expect(await standing(one)).toBeNull()
  })
})

describe('the budget of a week', () => {
  it('is kept over seven days, and opens again', async () => {
    const { asksPerWeek } = settingsWith({}).dispatch
    for (let i = 0; i < 12; i += 1) {
      await anOpenOne()
      house.later(30)
    }
    const counts = await Promise.all(helpers.map(async (one) => (await standing(one))?.asks.length ?? 0))
    expect(counts).toEqual(helpers.map(() => asksPerWeek))
    house.later(7 * 24 * 60)
    const request = await anOpenOne()
    expect((await askedFor(request)).length).toBeGreaterThan(0)
  })

  it('is not broken by searches that choose the same helper in the same moment', async () => {
    const one = helpers[0] as Person
    const choice = { person: one, cell: 'errand-afternoon-zone', asksAtMost: 3 } as Parameters<
      typeof spendAsks
    >[2][number]
    const spent = await Promise.all(
      Array.from({ length: 8 }, (_, i) => spendAsks(house, { requestId: `r${i}`, stationId, round: 1 }, [choice])),
    )
    expect(spent.filter((chosen) => chosen.length === 1).length).toBeLessThanOrEqual(3)
    expect((await standing(one))?.asks.length).toBeLessThanOrEqual(3)
    expect((await standing(one))?.asks.length).toBeGreaterThan(0)
  })

  it('is spent once by one round of a search, however often it is tried', async () => {
    const one = helpers[0] as Person
    const choice = { person: one, cell: 'errand-afternoon-zone', asksAtMost: 1 } as Parameters<
      typeof spendAsks
    >[2][number]
    const asking = { requestId: 'r', stationId, round: 1 }
    expect(await spendAsks(house, asking, [choice])).toEqual([choice])
    expect(await spendAsks(house, asking, [choice])).toEqual([choice])
    expect(await spendAsks(house, { ...asking, round: 2 }, [choice])).toEqual([])
  })
})

describe('made anew from the record', () => {
  async function aWeek(): Promise<void> {
    for (let i = 0; i < 5; i += 1) {
      const request = await anOpenOne()
      const asked = await askedFor(request)
      if (i % 2 === 0 && asked[1]) await declineOffer(house, request._id, asked[1].id)
      house.later(i * 4)
      const winner = asked[0]
      if (!winner) continue
      await take(request, winner)
      if (i === 1) {
        await releaseRequest(house, request._id, winner.id, `release.${i}`)
        await house.work()
        const [next] = await listWaiting(request)
        if (next) await take(request, next)
        if (next) await bringToAnEnd(request, next)
      } else await bringToAnEnd(request, winner)
      house.later(60)
    }
  }

  async function listWaiting(request: RequestDoc): Promise<Person[]> {
    const waiting = await askedFor(request)
    for (const one of waiting) expect(await listOffersTo(house, one.id)).toContain(request._id)
    return waiting
  }

  const mine = () => ({ stationId })
  const all = () =>
    standingsOf(house)
      .find(mine(), { projection: { v: 0, heard: 0, updatedAt: 0 } })
      .sort({ _id: 1 })
      .toArray()

  it('it is what happened made of it', async () => {
    await aWeek()
    const kept = await all()
    expect(kept.length).toBe(4)
    expect(await rebuildStandings(house, stationId)).toBe(0)
    await standingsOf(house).deleteMany(mine())
    expect(await rebuildStandings(house, stationId)).toBe(4)
    expect(await all()).toEqual(kept)
  })

  it('it is put right at night, once', async () => {
    await anOpenOne()
    await standingsOf(house).updateMany(mine(), { $set: { asked: 77 } })
    expect(await sweepStandings(house)).toBe(0)
    house.later(15 * 60 + 30)
    expect(await sweepStandings(house)).toBeGreaterThan(2)
    expect((await all()).map(({ asked }) => asked)).toEqual([1, 1, 1])
    await standingsOf(house).updateMany(mine(), { $set: { asked: 77 } })
    expect(await sweepStandings(house)).toBe(0)
  })
})
