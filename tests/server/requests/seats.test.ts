import { peopleWanted } from '../../../server/language/index.ts'
import { acceptOffer, rebuildStandings, searchesOf, standingsOf } from '../../../server/dispatch/index.ts'
import { askHelpers } from '../../../server/dispatch/commands/askHelpers.ts'
import { serviceOf } from '../../../server/dispatch/serviceRecord.ts'
import { stationOf } from '../../../server/organisations/index.ts'
import {
  approveRequest,
  assignRequest,
  cancelRequest,
  findRequest,
  finishRequest,
  handOverWithCode,
  holdRequest,
  listInHandOf,
  listSeatsOf,
  listServedBy,
  mayHelperSeeDoor,
  openRequest,
  releaseRequest,
  reportProgress,
  seatsIn,
  takeBackRequest,
  unseal,
} from '../../../server/requests/index.ts'
import type { Person } from '../../../server/people/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aShop, aVolunteer, aWorker } from '../../factories/people.ts'

let house: TestHouse
let worker: Person
let wang: Person
let stationId: string
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  worker = await aWorker(house, { onDuty: true })
  stationId = worker.stationId
  wang = await aPerson(house, { stationId })
})

let count = 0
/** A sofa that so many people carry, and for whom helpers are looked. */
async function aSofa(helpersNeeded: number): Promise<RequestDoc> {
  count += 1
  const { _id } = await openRequest(house, {
    stationId,
    requesterId: wang.id,
    origin: { channel: 'app' },
    text: '帮我抬沙发',
    frame: { intent: 'request', category: 'errand', items: [{ name: '沙发' }], confidence: 0.9 },
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    helpersNeeded,
    cause: `sofa${count}`,
  })
  return approveRequest(house, _id, worker.id, `let.${_id}`)
}
const volunteers = (many: number) => Promise.all(Array.from({ length: many }, () => aVolunteer(house, { stationId })))
const now = async ({ _id }: RequestDoc) => (await findRequest(house, _id)) as RequestDoc
const idsIn = (request: RequestDoc) => seatsIn(request).map(({ personId }) => personId)
const take = (request: RequestDoc, helper: Person) => acceptOffer(house, request, helper, `yes.${helper.id}`)

describe('a request for two', () => {
  it('is looked for until both seats are taken; then it is promised, and both may see the door', async () => {
    const [li, he] = (await volunteers(2)) as [Person, Person]
    const sofa = await aSofa(2)
    await house.work()
    const first = await take(sofa, li)
    expect(first).toMatchObject({ status: 'open', ownerId: worker.id, dueKind: 'acceptance' })
    expect(first.dueAt).toBeInstanceOf(Date)
    expect(mayHelperSeeDoor(first, li.id)).toBe(false)
    await house.work()
    expect(await searchesOf(house).findOne({ _id: sofa._id })).toMatchObject({ state: 'running' })
    const both = await take(sofa, he)
    expect(both).toMatchObject({ status: 'accepted', ownerId: he.id, dueKind: 'delivery' })
    expect(idsIn(both).sort()).toEqual([li.id, he.id].sort())
    expect([mayHelperSeeDoor(both, li.id), mayHelperSeeDoor(both, he.id)]).toEqual([true, true])
    await house.work()
    expect(await searchesOf(house).findOne({ _id: sofa._id })).toMatchObject({ state: 'over' })
    const told = (await house.outgoing()).filter(({ about }) => about === sofa._id)
    const heard = (template: string) => told.filter((words) => words.template === template).map(({ to }) => to[0]?.personId) // prettier-ignore
    expect(heard('dispatch.seated')).toEqual([li.id])
    expect(heard('dispatch.assignment').sort()).toEqual([li.id, he.id].sort())
    expect(heard('request.accepted')).toEqual([wang.id])
  })

  it('asks as many again for the second seat, and nobody twice', async () => {
    await volunteers(12)
    const [one, two] = [await aSofa(1), await aSofa(2)]
    for (const { _id } of [one, two]) await askHelpers(house, _id)
    await house.work()
    const asked = async ({ _id }: RequestDoc) => (await searchesOf(house).findOne({ _id }))?.asked.map(({ personId }) => personId) ?? [] // prettier-ignore
    expect((await asked(two)).length).toBe(2 * (await asked(one)).length)
    expect(new Set(await asked(two)).size).toBe((await asked(two)).length)
  })

  it('given back by one, it keeps the other, and what was promised', async () => {
    const [li, he, sun] = (await volunteers(3)) as [Person, Person, Person]
    const sofa = await aSofa(2)
    await take(sofa, li)
    const promised = (await take(sofa, he)).assignee?.promisedAt
    const freed = await releaseRequest(house, sofa._id, li.id, 'cannot')
    expect(freed).toMatchObject({ status: 'open', ownerId: worker.id })
    expect(idsIn(freed)).toEqual([he.id])
    expect(mayHelperSeeDoor(freed, he.id)).toBe(false)
    await house.work()
    expect((await house.outgoing()).filter(({ template }) => template === 'dispatch.seatFreed')).toHaveLength(1)
    const asked = (await searchesOf(house).findOne({ _id: sofa._id }))?.asked ?? []
    expect(asked.filter(({ personId, state }) => state === 'asked' && [li.id, he.id].includes(personId))).toEqual([])
    house.later(7)
    const again = await take(sofa, sun)
    expect(again).toMatchObject({ status: 'accepted', assignee: { promisedAt: promised } })
    expect(again).not.toHaveProperty('promiseKept')
  })

  it('before it is complete a seat is given back as well; the search goes on with its clock', async () => {
    const [li] = (await volunteers(1)) as [Person]
    const sofa = await aSofa(3)
    await take(sofa, li)
    expect(await listSeatsOf(house, li.id)).toHaveLength(1)
    const left = await releaseRequest(house, sofa._id, li.id, 'cannot')
    expect(left).toMatchObject({ status: 'open', dueAt: sofa.dueAt, companions: [] })
    expect(await take(await aSofa(1), li)).toMatchObject({ status: 'accepted' })
  })

  it('is done for both: each has it in hand, in his record and in his hours', async () => {
    const [li, he] = (await volunteers(2)) as [Person, Person]
    const sofa = await aSofa(2)
    await take(sofa, li)
    await take(sofa, he)
    await house.work()
    for (const helper of [li, he]) expect((await listInHandOf(house, helper.id))[0]?.assignee?.personId).toBe(helper.id)
    await reportProgress(house, await now(sofa), li.id, 'start')
    expect(seatsIn(await now(sofa)).map(({ startedAt }) => startedAt !== undefined)).toEqual([false, true])
    house.later(20)
    const { handoverCode = '' } = unseal(house, await now(sofa))
    expect(await handOverWithCode(house, sofa._id, li.id, handoverCode, 'code')).toMatchObject({ status: 'delivered' })
    await finishRequest(house, sofa._id, { id: wang.id, part: 'requester' }, 'done')
    await house.work()
    const { settings } = await stationOf(house, stationId)
    for (const helper of [li, he]) {
      const [served] = await listServedBy(house, helper.id, new Date(0))
      expect(serviceOf(served as RequestDoc, settings)).toMatchObject({ verifiedBy: 'code', minutes: 30 })
      expect(await standingsOf(house).findOne({ _id: helper.id })).toMatchObject({ done: 1 })
    }
    expect(await rebuildStandings(house, stationId)).toBe(0)
  })

  it('of a worker: she gives seats one by one, and takes all back at once', async () => {
    const [li, he, sun] = (await volunteers(3)) as [Person, Person, Person]
    const sofa = await aSofa(2)
    const give = async (helper: Person, cause: string) =>
      assignRequest(house, await now(sofa), helper.id, worker.id, cause)
    expect(await give(li, 'one')).toMatchObject({ status: 'open' })
    await expect(give(li, 'again')).rejects.toMatchObject({ code: 'conflict' })
    expect(await give(he, 'two')).toMatchObject({ status: 'accepted' })
    await expect(give(sun, 'three')).rejects.toMatchObject({ code: 'conflict' })
    await house.work()
    const back = await takeBackRequest(house, sofa._id, { id: worker.id, part: 'worker' }, 'back')
    expect(idsIn(back)).toEqual([])
    await house.work()
    const told = (await house.outgoing()).filter(({ template, about }) => template === 'dispatch.takenOver' && about === sofa._id) // prettier-ignore
    expect(told.map(({ to }) => to[0]?.personId).sort()).toEqual([li.id, he.id].sort())
  })

  it('of a worker whose line was cut after she had let it through: held back by a colleague since, it stays held back', async () => {
    const [li] = (await volunteers(1)) as [Person]
    const sofa = await aSofa(2)
    const by = { id: worker.id, part: 'worker' as const }
    await holdRequest(house, sofa._id, by, 'no_answer', 'held')
    await approveRequest(house, sofa._id, worker.id, 'give')
    await holdRequest(house, sofa._id, by, 'no_answer', 'heldAgain')
    const again = assignRequest(house, await now(sofa), li.id, worker.id, 'give')
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    expect(await now(sofa)).toMatchObject({ status: 'reviewing' })
  })

  it('withdrawn, it lies in nobody’s hands, and all who had it hear of it', async () => {
    const [li, he] = (await volunteers(2)) as [Person, Person]
    const sofa = await aSofa(2)
    await take(sofa, li)
    await take(sofa, he)
    const gone = await cancelRequest(house, sofa._id, { id: wang.id, part: 'requester' }, 'not needed')
    expect([idsIn(gone), gone.handsFull]).toEqual([[], undefined])
    await house.work()
    const told = (await house.outgoing()).filter(({ template, about }) => template === 'dispatch.cancelled' && about === sofa._id) // prettier-ignore
    expect(told).toHaveLength(2)
  })
})

describe('many at the same moment', () => {
  const outcomes = async (tries: Promise<unknown>[]) =>
    (await Promise.allSettled(tries)).map((one) =>
      one.status === 'fulfilled' ? 'done' : String((one.reason as { code?: string }).code),
    )

  it.each([
    [2, 3],
    [2, 50],
    [3, 20],
    [5, 50],
  ])('for %i seats %i accept: exactly so many have one', async (seats, many) => {
    const helpers = await volunteers(many)
    const sofa = await aSofa(seats)
    const told = await outcomes(helpers.map((helper) => take(sofa, helper)))
    expect(told.filter((one) => one === 'done')).toHaveLength(seats)
    expect(told.filter((one) => one === 'already_taken')).toHaveLength(many - seats)
    const full = await now(sofa)
    expect(full.status).toBe('accepted')
    const winners = helpers.filter((_, i) => told[i] === 'done').map(({ id }) => id)
    expect(idsIn(full).sort()).toEqual(winners.sort())
  })

  it('a volunteer gets one seat, or one errand, of all that he says yes to', async () => {
    const [li] = (await volunteers(1)) as [Person]
    const all = await Promise.all(Array.from({ length: 6 }, (_, i) => aSofa(i % 2 === 0 ? 2 : 1)))
    const told = await outcomes(all.map((request) => take(request, li)))
    expect(told.filter((one) => one === 'done')).toHaveLength(1)
    expect(told.filter((one) => one === 'too_many')).toHaveLength(5)
    expect((await listInHandOf(house, li.id)).length + (await listSeatsOf(house, li.id)).length).toBe(1)
  })

  it('the same helper tapping ten times has one seat', async () => {
    const shop = await aShop(house, { stationId })
    const sofa = await aSofa(3)
    const told = await outcomes(Array.from({ length: 10 }, (_, i) => acceptOffer(house, sofa, shop, `tap${i}`)))
    expect(new Set(told)).toEqual(new Set(['done']))
    expect(idsIn(await now(sofa))).toEqual([shop.id])
  })
})

describe('how many are asked for in a sentence', () => {
  it.each([
    ['帮我抬沙发，要两个人', 2],
    ['来三个小伙子搬冰箱', 3],
    ['两个人一起抬床', 2],
    ['俩人抬个柜子', 2],
    ['需要4个人搬家', 4],
    ['我们两个人住，要点菜', undefined],
    ['要两个西红柿', undefined],
    ['要两个人的饭', undefined],
    ['帮我送菜', undefined],
  ])('%s', (sentence, wanted) => {
    expect(peopleWanted(sentence)).toBe(wanted)
  })
})
