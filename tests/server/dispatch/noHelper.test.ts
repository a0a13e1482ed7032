import { searchesOf, sweepSearches } from '../../../server/dispatch/index.ts'
import { changeRole } from '../../../server/people/commands/changeByStaff.ts'
import { confirmRequest, requestsOf, sweepDeadlines, sweepOwners } from '../../../server/requests/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { alarmsOf } from '../../../server/duty/alarm.model.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aStation, aVolunteer, aWorker } from '../../factories/people.ts'

let house: TestHouse
afterEach(() => house.close())

async function ask(wang: Person, frame = {}) {
  const draft = await aRequest(house, wang, frame)
  return confirmRequest(house, draft._id, wang.id, `yes.${draft._id}`)
}
async function open(wang: Person, frame = {}) {
  const request = await ask(wang, frame)
  await house.work()
  return request
}
const now = (id: string) => requestsOf(house).findOne({ _id: id })
const alarms = () => alarmsOf(house).find({ kind: 'nobody_accepted' }).toArray()
const toldTo = async (person: Person, template: string) =>
  (await house.outgoing()).filter((words) => words.template === template && words.to[0]?.personId === person.id)

describe('a station where nobody can be asked', () => {
  it('has the worker on duty told at once, who owns it with a clock', async () => {
    house = await openTestHouse()
    const station = await aStation(house)
    const worker = await aWorker(house, { stationId: station.id, onDuty: true, helper: { skills: [], zones: ['none'], freeHours: [{ days: [1], from: '03:00', to: '03:01' }] } }) // prettier-ignore
    const wang = await aPerson(house, { stationId: station.id })
    const draft = await aRequest(house, wang)
    // Asked in the app of a station without a group: there is nobody to tell.
    await requestsOf(house).updateOne({ _id: draft._id }, { $set: { origin: { channel: 'app' } } })
    const request = await confirmRequest(house, draft._id, wang.id, 'yes')
    await house.work()
    const after = await now(request._id)
    expect(after).toMatchObject({ status: 'open', ownerId: worker.id })
    expect(after?.escalatedAt).toBeDefined()
    expect(after?.dueAt?.getTime()).toBeGreaterThan(house.clock.now().getTime())
    expect(await alarms()).toHaveLength(1)
    expect(await toldTo(worker, 'alarm.nobody_accepted')).toHaveLength(1)
  })

  it('and nobody works, keeps it on the board until somebody is there, who then answers for it', async () => {
    house = await openTestHouse()
    const { station, worker } = await aStaffedStation(house)
    const wang = await aPerson(house, { stationId: station.id })
    const request = await open(wang)
    await changeRole(house, worker, 'resident', { id: 'system', reason: '离职' })
    house.later(60)
    expect(await sweepOwners(house)).toBe(0)
    expect(await now(request._id)).toMatchObject({ status: 'open', ownerId: worker.id })
    const zhou = await aWorker(house, { stationId: station.id, onDuty: true, name: '周社工' })
    expect(await sweepOwners(house)).toBe(1)
    expect(await now(request._id)).toMatchObject({ ownerId: zhou.id })
  })
})

describe('quiet hours', () => {
  const LATE = new Date('2026-11-22T23:00:00+08:00')

  it('ask nobody before the morning, and tell the requester so', async () => {
    house = await openTestHouse(LATE)
    const { station } = await aStaffedStation(house)
    const wang = await aPerson(house, { stationId: station.id })
    const li = await aVolunteer(house, { stationId: station.id })
    const request = await open(wang)
    expect(await toldTo(li, 'dispatch.offer')).toEqual([])
    expect(await toldTo(wang, 'dispatch.rests')).toHaveLength(1)
    expect(await searchesOf(house).findOne({ _id: request._id })).toMatchObject({
      restsUntil: new Date('2026-11-23T07:00:00+08:00'),
    })
    house.later(30)
    await sweepSearches(house)
    await house.work()
    expect(await toldTo(wang, 'dispatch.goesOn')).toEqual([])
    house.clock.turnTo(new Date('2026-11-23T07:00:01+08:00'))
    await sweepSearches(house)
    await house.work()
    expect(await toldTo(li, 'dispatch.offer')).toHaveLength(1)
  })

  it('lead an urgent one to the worker on duty at once', async () => {
    house = await openTestHouse(LATE)
    const { station, worker } = await aStaffedStation(house)
    const wang = await aPerson(house, { stationId: station.id })
    const li = await aVolunteer(house, { stationId: station.id })
    const request = await open(wang, { urgent: true })
    expect(await toldTo(li, 'dispatch.offer')).toEqual([])
    house.later(1)
    await sweepDeadlines(house)
    await house.work()
    expect(await toldTo(worker, 'alarm.nobody_accepted')).toHaveLength(1)
    expect((await now(request._id))?.ownerId).toBe(worker.id)
  })
})

describe('very many at once', () => {
  it('have an owner and a clock each; the group hears of a few, and the worker is told in a few words', async () => {
    house = await openTestHouse()
    const { station, worker } = await aStaffedStation(house)
    await aVolunteer(house, { stationId: station.id })
    const people = await Promise.all(Array.from({ length: 60 }, () => aPerson(house, { stationId: station.id })))
    await Promise.all(people.map((person) => ask(person)))
    await house.work()
    const all = await requestsOf(house).find().toArray()
    expect(all).toHaveLength(60)
    expect(all.every(({ status, ownerId, dueAt }) => status === 'open' && ownerId === worker.id && dueAt)).toBe(true)
    const inGroup = (await house.outgoing()).filter(({ channel }) => channel === 'room')
    expect(inGroup.length).toBeGreaterThan(0)
    expect(inGroup.length).toBeLessThan(35)
    const toWorker = (await house.outgoing()).filter(({ to }) => to[0]?.personId === worker.id)
    expect(toWorker.length).toBeGreaterThan(1)
    expect(toWorker.length).toBeLessThan(30)
    expect(toWorker.filter(({ key }) => key.startsWith('many.'))).toHaveLength(1)
  })
})
