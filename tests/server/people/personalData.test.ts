import type { Document } from 'mongodb'
import {
  findPerson,
  listPeopleByPhone,
  listReadsOf,
  noteRead,
  readDoor,
  readGroups,
  readHome,
  readMemberHome,
  readPersonal,
  readPhone,
  saveGroups,
  saveHome,
  savePerson,
  savePhone,
} from '../../../server/people/index.ts'
import type { Reader } from '../../../server/people/index.ts'
import { aPerson, aStation, aVolunteer, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const HOME = { zone: '6', building: '9', unit: '2', floor: '4', room: '402' }
const system: Reader = { id: 'system', role: 'system', reason: '送货上门', requestId: 'r1' }

function aResident() {
  return aPerson(ground, { home: HOME, phone: '+86 199-0000-0001', groups: ['pregnant'] })
}

function stored(id: string): Promise<Document | null> {
  return ground.db.collection<{ _id: string }>('people').findOne({ _id: id })
}

test('neither the record nor the person that is handed around carries phone, door or group', async () => {
  const person = await aResident()
  const { createdAt: _when, ...document } = (await stored(person.id)) as Document
  for (const shape of [JSON.stringify(person), JSON.stringify(document)]) {
    for (const value of ['19900000001', '402', 'pregnant', '"floor"']) expect(shape).not.toContain(value)
  }
  expect(person).toMatchObject({ area: { zone: '6', building: '9' }, known: { phone: true, door: true, groups: true } })
})

test('what was sealed comes back whole to those who may read it', async () => {
  const { id } = await aResident()
  expect(await readHome(ground, id, system)).toEqual(HOME)
  expect(await readDoor(ground, id, system)).toEqual({ unit: '2', floor: '4', room: '402' })
  expect(await readPhone(ground, id, system)).toBe('19900000001')
  expect(await readGroups(ground, id, system)).toEqual(['pregnant'])
})

test('a reading is on record with reader, fields, reason and request, one entry for one reading', async () => {
  const { id, stationId } = await aResident()
  const worker = await aWorker(ground, { stationId })
  await readPersonal(ground, id, ['phone', 'door', 'groups'], {
    id: worker.id,
    role: worker.role,
    reason: '回访',
    requestId: 'r7',
  })
  const { items } = await listReadsOf(ground, id)
  expect(items).toEqual([
    {
      _id: expect.any(String),
      reader: { id: worker.id, role: 'station_worker' },
      subject: id,
      fields: ['phone', 'door', 'groups'],
      reason: '回访',
      requestId: 'r7',
      at: ground.clock.now(),
    },
  ])
})

test('a look at the own data, and at what is not there, is no reading', async () => {
  const own = await aResident()
  await readPersonal(ground, own.id, ['phone', 'door', 'groups'], { id: own.id, role: 'resident', reason: 'own data' })
  const bare = await aPerson(ground, { home: { zone: '6', building: '9' } })
  expect(await readHome(ground, bare.id, system)).toEqual({ zone: '6', building: '9' })
  expect(await readPhone(ground, bare.id, system)).toBeUndefined()
  for (const { id } of [own, bare]) expect((await listReadsOf(ground, id)).items).toEqual([])
})

test('nothing is opened when the reading cannot be written down', async () => {
  const { id } = await aResident()
  const collection = (name: string) => {
    const real = ground.db.collection(name)
    if (name === 'personal_reads') real.insertOne = () => Promise.reject(new Error('disk full'))
    return real
  }
  const vault = { ...ground.vault, open: jest.fn(), openJson: jest.fn() }
  const broken = { ...ground, vault, db: { collection } as unknown as Ground['db'] }
  await expect(readHome(broken, id, system)).rejects.toThrow('disk full')
  await expect(readPhone(broken, id, system)).rejects.toThrow('disk full')
  expect(vault.open).not.toHaveBeenCalled()
  expect(vault.openJson).not.toHaveBeenCalled()
})

describe('who may read', () => {
  test.each<[string, Omit<Reader, 'id'>, boolean, boolean]>([
    ['a worker with a reason', { role: 'station_worker', reason: '回访' }, true, true],
    ['a worker without a reason', { role: 'station_worker', reason: ' ' }, false, false],
    ['a worker of another station', { role: 'station_worker', reason: '回访', stationId: 'elsewhere' }, false, false],
    ['a volunteer for the request in hand', { role: 'volunteer', reason: '送货', requestId: 'r1' }, true, false],
    ['a volunteer without a request', { role: 'volunteer', reason: '好奇' }, false, false],
    ['a neighbour', { role: 'resident', reason: '好奇', requestId: 'r1' }, false, false],
  ])('%s', async (_words, reader, door, groups) => {
    const { id } = await aResident()
    const asked = { id: 'someone', ...reader }
    const outcome = (reading: Promise<unknown>) =>
      reading.then(
        () => true,
        (error: { code?: string }) => error.code !== 'not_found',
      )
    expect(await outcome(readHome(ground, id, asked))).toBe(door)
    expect(await outcome(readGroups(ground, id, asked))).toBe(groups)
    expect((await listReadsOf(ground, id)).items).toHaveLength(Number(door) + Number(groups))
  })

  test('a refused reading reads nothing of what was asked with it', async () => {
    const { id } = await aResident()
    const helper: Reader = { id: 'h', role: 'volunteer', reason: '送货', requestId: 'r1' }
    await expect(readPersonal(ground, id, ['door', 'groups'], helper)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('nobody of this id is nothing', async () => {
    expect(await readPersonal(ground, 'nobody', ['phone'], system)).toBeUndefined()
    await expect(noteRead(ground, 'nobody', ['door'], system)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('readings are shown newest first, page by page, each once', async () => {
  const { id } = await aResident()
  for (const reason of ['一', '二', '三']) {
    await readPhone(ground, id, { ...system, reason })
    if (reason === '一') ground.clock.turnTo(new Date(ground.clock.now().getTime() + 1_000))
  }
  const first = await listReadsOf(ground, id, { limit: 2 })
  const second = await listReadsOf(ground, id, { limit: 2, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...second.items].map((read) => read.reason).sort()).toEqual(['一', '三', '二'].sort())
  expect(second.items.map((read) => read.reason)).toEqual(['一'])
  expect(second.nextCursor).toBeNull()
  await expect(listReadsOf(ground, id, { cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('the home of a relative: told by the person, or her own', async () => {
  const station = await aStation(ground)
  const mother = await aPerson(ground, {
    stationId: station.id,
    name: '孙大娘',
    home: { zone: '9', building: '4', unit: '1', room: '201' },
  })
  const son = await aPerson(ground, {
    stationId: station.id,
    name: '孙师傅',
    household: [
      { relation: '妈妈', name: '孙大娘', personId: mother.id },
      { relation: '老伴', home: { zone: '3', building: '1', room: '101' } },
    ],
  })
  const [mum, wife] = son.household
  expect(wife).toMatchObject({ relation: '老伴', name: '老伴', area: { zone: '3', building: '1' } })
  expect(await readMemberHome(ground, son.id, mum?.id ?? '', system)).toEqual({
    zone: '9',
    building: '4',
    unit: '1',
    room: '201',
  })
  expect(await readMemberHome(ground, son.id, wife?.id ?? '', system)).toEqual({
    zone: '3',
    building: '1',
    room: '101',
  })
  expect((await listReadsOf(ground, mother.id)).items).toHaveLength(1)
  expect((await listReadsOf(ground, son.id)).items).toHaveLength(1)
  const saved = await savePerson(ground, { id: son.id, stationId: station.id, name: '孙师傅', role: 'resident' })
  expect(saved.household).toHaveLength(2)
})

test('a ciphertext moved to another person does not open', async () => {
  const [a, b] = [await aResident(), await aResident()]
  await ground.db
    .collection<{ _id: string }>('people')
    .updateOne({ _id: b.id }, { $set: { phone: (await stored(a.id))?.phone } })
  await expect(readPhone(ground, b.id, system)).rejects.toMatchObject({ code: 'damaged' })
})

test('changes of one field leave the others alone', async () => {
  const { id } = await aResident()
  expect(await savePhone(ground, id, '１９９ 0000 0002')).toBe(true)
  expect(await saveHome(ground, id, { zone: '7', building: '1' })).toBe(true)
  expect(await saveGroups(ground, id, ['elderly', 'alone'])).toBe(true)
  expect(await readPhone(ground, id, system)).toBe('19900000002')
  expect(await readHome(ground, id, system)).toEqual({ zone: '7', building: '1' })
  expect(await readGroups(ground, id, system)).toEqual(['elderly', 'alone'])
  expect(await savePhone(ground, 'nobody', '19900000009')).toBe(false)
})

test('a phone without digits is refused by name', async () => {
  const { id } = await aResident()
  await expect(async () => savePhone(ground, id, '没有')).rejects.toMatchObject({
    code: 'invalid_input',
    fields: [{ path: 'phone' }],
  })
})

test('people are found by their phone in any writing', async () => {
  const person = await aPerson(ground, { phone: '19900000077' })
  const found = await listPeopleByPhone(ground, '+86 199 0000 0077')
  expect(found.map(({ id }) => id)).toEqual([person.id])
})

test('a volunteer has helper terms from the first', async () => {
  const volunteer = await aVolunteer(ground, { helper: undefined })
  expect((await findPerson(ground, volunteer.id))?.helper).toEqual({ skills: [], zones: [], freeHours: [] })
})
