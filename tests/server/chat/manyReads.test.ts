import { sweepReads } from '../../../server/chat/index.ts'
import { listAlarms } from '../../../server/duty/index.ts'
import { peopleRoutes, readPersonal } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aDirector, aPerson, aStation, aWorker, knock } from '../../factories/people.ts'

let house: TestHouse
let stationId: string
let worker: Person
let director: Person
beforeEach(async () => {
  house = await openTestHouse()
  stationId = (await aStation(house)).id
  worker = await aWorker(house, { stationId, onDuty: true })
  director = await aDirector(house, { stationId })
})
afterEach(() => house.close())

/** So many looks at people who are known by their ids alone, as they stand in the record. */
async function looks(reader: Pick<Person, 'id' | 'role'>, people: number, each = 1): Promise<void> {
  const at = house.clock.now()
  const rows = Array.from({ length: people * each }, (_, at) => `resident${at % people}`).map((subject, row) => ({
    _id: `${reader.id}.${row}.${at.getTime()}`,
    reader: { id: reader.id, role: reader.role },
    subject,
    fields: ['phone'],
    reason: '电话回访',
    at,
  }))
  await house.db.collection<{ _id: string }>('personal_reads').insertMany(rows)
}
const calls = async () => (await listAlarms(house, stationId, {})).items.filter(({ kind }) => kind === 'many_reads')

describe('a member of staff who opened sealed fields of fifty people in a day', () => {
  it('is told to the director, once, whatever the sweeper does', async () => {
    await looks(worker, 50)
    await sweepReads(house)
    await sweepReads(house)
    expect(await calls()).toMatchObject([{ subjectId: worker.id, ownerId: director.id }])
    expect((await house.outgoing()).filter(({ template }) => template === 'alarm.many_reads')).toHaveLength(1)
  })

  it('is not one who looked at forty-nine, or at a few again and again', async () => {
    await looks(worker, 49, 3)
    expect([await sweepReads(house), await calls()]).toEqual([0, []])
  })

  it('begins anew with the next day', async () => {
    await looks(worker, 50)
    await sweepReads(house)
    house.later(24 * 60)
    expect(await sweepReads(house)).toBe(0)
    await looks(worker, 50)
    await sweepReads(house)
    expect(await calls()).toHaveLength(2)
  })

  it('and is the director, is told to a colleague', async () => {
    await looks(director, 50)
    await sweepReads(house)
    expect(await calls()).toMatchObject([{ subjectId: director.id, ownerId: worker.id }])
  })

  it('is neither the assistant nor a helper with what he has in hand', async () => {
    await looks({ id: 'system', role: 'system' as Person['role'] }, 60)
    await looks({ id: 'shop', role: 'enterprise' }, 60)
    expect(await sweepReads(house)).toBe(0)
  })
})

describe('whoever goes through the whole register', () => {
  const open = (person: Person) =>
    knock(
      peopleRoutes(house, { demo: false, sandbox: false }),
      'readPerson',
      { kind: 'staff', personId: worker.id, roles: [worker.role], stationId },
      { params: { id: person.id }, query: { reason: '电话回访' } },
    )

  it('gets no further than five hundred people in a day; what was open today and what is under way still opens', async () => {
    const [wang, li] = [await aPerson(house, { stationId, phone: '19900000001' }), await aPerson(house, { stationId, phone: '19900000002' })] // prettier-ignore
    await looks(worker, 499)
    expect(await open(wang)).toMatchObject({ phone: '19900000001' })
    await expect(open(li)).rejects.toMatchObject({ code: 'too_many' })
    expect(await open(wang)).toMatchObject({ phone: '19900000001' })
    const reader = { id: worker.id, role: worker.role, reason: '急事', requestId: 'r1' }
    expect(await readPersonal(house, li.id, ['phone'], reader)).toEqual({ phone: '19900000002' })
    house.later(24 * 60)
    expect(await open(li)).toMatchObject({ phone: '19900000002' })
  })
})
