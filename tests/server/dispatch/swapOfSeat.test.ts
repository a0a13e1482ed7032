import { acceptOffer, declineOffer, listOffersTo, searchesOf, wishSwap } from '../../../server/dispatch/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { acceptRequest, approveRequest, findRequest, openRequest, seatsIn } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer, aWorker } from '../../factories/people.ts'

let house: TestHouse
let worker: Person
let wang: Person
let lead: Person
let mate: Person
let spare: Person
let sofa: RequestDoc
let count = 0
beforeAll(async () => {
  house = await openTestHouse()
})
beforeEach(async () => {
  count += 1
  worker = await aWorker(house, { onDuty: true })
  const { stationId } = worker
  wang = await aPerson(house, { stationId })
  const { _id } = await openRequest(house, {
    stationId,
    requesterId: wang.id,
    origin: { channel: 'app' },
    text: '帮我抬沙发',
    frame: { intent: 'request', category: 'errand', items: [{ name: '沙发' }], confidence: 0.9 },
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    helpersNeeded: 2,
    cause: `sofa${count}`,
  })
  sofa = await approveRequest(house, _id, worker.id, `let.${_id}`)
  await house.work()
  mate = await aVolunteer(house, { stationId, name: '小周' })
  lead = await aVolunteer(house, { stationId })
  spare = await aVolunteer(house, { stationId, name: '小何' })
  for (const one of [mate, lead]) {
    await acceptRequest(house, await now(), one.id, `takes.${one.id}`, { alone: true })
    await house.work()
  }
})
afterAll(() => house.close())

const now = async () => (await findRequest(house, sofa._id)) as RequestDoc
const seated = async () => seatsIn(await now()).map(({ personId }) => personId)

/** He cannot come, and everybody who may be asked is. */
async function cannotCome(helper: Person): Promise<void> {
  await wishSwap(house, await now(), helper, `swap.${helper.id}.${count}`)
  await house.work()
}

describe('one of two who go together asks for a swap', () => {
  it('who goes along: somebody has his seat, the other one still answers for it, with the same clock', async () => {
    const before = await now()
    expect(before.assignee?.personId).toBe(lead.id)
    await cannotCome(mate)
    expect(await listOffersTo(house, spare.id)).toEqual([sofa._id])
    await acceptOffer(house, await now(), spare, `spare${count}`)
    await house.work()
    expect(await seated()).toEqual([lead.id, spare.id])
    expect(await now()).toMatchObject({ status: 'accepted', ownerId: lead.id, dueAt: before.dueAt })
    expect((await now()).handsFull?.sort()).toEqual([lead.id, spare.id].sort())
  })

  it('and whoever came asks for one too: who has it no more counts as nobody who goes', async () => {
    await cannotCome(mate)
    await acceptOffer(house, await now(), spare, `spare${count}`)
    await house.work()
    await cannotCome(spare)
    await acceptOffer(house, await now(), worker, `worker${count}`)
    await house.work()
    expect(await seated()).toEqual([lead.id, worker.id])
    const asked = (await searchesOf(house).findOne({ _id: sofa._id }))?.asked ?? []
    expect(asked.find(({ personId }) => personId === spare.id)?.state).toBe('released')
    expect(asked.filter(({ state }) => state === 'accepted').map(({ personId }) => personId)).toEqual([worker.id])
  })

  it('who answers for it: whoever comes answers for it from then on', async () => {
    await cannotCome(lead)
    await acceptOffer(house, await now(), spare, `spare${count}`)
    await house.work()
    expect(await now()).toMatchObject({ status: 'accepted', ownerId: spare.id })
    expect((await seated()).sort()).toEqual([mate.id, spare.id].sort())
  })

  it('nobody comes: his seat alone is free, and somebody is sought for it', async () => {
    const promised = (await now()).assignee?.promisedAt
    await cannotCome(mate)
    for (const one of [spare, worker]) await declineOffer(house, sofa._id, one.id)
    await house.work()
    expect(await seated()).toEqual([lead.id])
    expect(await now()).toMatchObject({ status: 'open', ownerId: worker.id, promiseKept: promised })
    expect((await searchesOf(house).findOne({ _id: sofa._id }))?.state).toBe('running')
  })

  it('while somebody is sought for one, the other one waits with his wish', async () => {
    await cannotCome(mate)
    await expect(wishSwap(house, await now(), lead, 'lead too')).rejects.toMatchObject({ code: 'conflict' })
    expect((await now()).swap?.byId).toBe(mate.id)
  })
})
