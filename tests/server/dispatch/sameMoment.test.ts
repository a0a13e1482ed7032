import { searchesOf, standingsOf } from '../../../server/dispatch/index.ts'
import { startSearch } from '../../../server/dispatch/commands/startSearch.ts'
import { settingsWith } from '../../../server/organisations/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { confirmRequest } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aStation, aVolunteer, aWorker } from '../../factories/people.ts'

let house: TestHouse
let wang: Person
let stationId: string
beforeAll(async () => {
  house = await openTestHouse(new Date('2026-11-22T12:00:00+08:00'))
})
afterAll(() => house.close())

beforeEach(async () => {
  stationId = (await aStation(house)).id
  await aWorker(house, { stationId, onDuty: true })
  wang = await aPerson(house, { stationId })
})

async function volunteers(count: number): Promise<Person[]> {
  const helper = { skills: ['parcel' as const], zones: ['6'], freeHours: [] }
  const all: Person[] = []
  for (let i = 0; i < count; i += 1) all.push(await aVolunteer(house, { stationId, helper }))
  return all
}

/** Open, and nobody has looked for anybody yet. Urgent ones go alone, in no trip. */
async function openOnes(count: number): Promise<RequestDoc[]> {
  const all: RequestDoc[] = []
  for (let i = 0; i < count; i += 1) {
    const draft = await aRequest(house, wang, { category: 'parcel', items: [], urgent: true })
    all.push(await confirmRequest(house, draft._id, wang.id, `yes.${draft._id}`))
  }
  house.waiting.splice(0)
  return all
}

const searchAtOnce = (requests: readonly RequestDoc[]) =>
  Promise.all(requests.map((request) => startSearch(house, request, `at once ${request._id}`)))

async function askedIn(requests: readonly RequestDoc[]): Promise<string[][]> {
  const searches = await searchesOf(house)
    .find({ _id: { $in: requests.map(({ _id }) => _id) } })
    .toArray()
  return searches.map(({ asked }) => asked.map(({ personId }) => personId))
}

describe('searches of one moment', () => {
  it('do not all ask the same ones', async () => {
    const helpers = await volunteers(15)
    const requests = await openOnes(3)
    await searchAtOnce(requests)
    const asked = await askedIn(requests)
    expect(asked.map((those) => those.length)).toEqual([5, 5, 5])
    expect(new Set(asked.flat())).toEqual(new Set(helpers.map(({ id }) => id)))
  })

  it('break nobody’s budget, and what they asked is what it cost', async () => {
    const helpers = await volunteers(4)
    const requests = await openOnes(12)
    await searchAtOnce(requests)
    const asked = (await askedIn(requests)).flat()
    const asksPerWeek = settingsWith({}).dispatch.asksPerWeek ?? 0
    const standings = await standingsOf(house).find({ stationId }).toArray()
    for (const { id } of helpers) {
      const spent = standings.find(({ _id }) => _id === id)
      expect(spent?.asks).toHaveLength(asksPerWeek)
      expect(asked.filter((one) => one === id)).toHaveLength(asksPerWeek)
      expect(spent).toMatchObject({ asked: asksPerWeek, v: asksPerWeek, firstAskedAt: house.clock.now() })
    }
  })
})
