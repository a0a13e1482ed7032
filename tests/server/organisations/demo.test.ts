import { readSandboxCast } from '@yimin/shared/chat/contract'
import type { CommunityWords } from '../../../server/language/communityWords.ts'
import { loadDemo } from '../../../server/app/demo/loadDemo.ts'
import { readCast } from '../../../server/app/demo/readCast.ts'
import { workerOnDuty } from '../../../server/duty/index.ts'
import { findHomeStation, listEnterprises, wordsOfStation } from '../../../server/organisations/index.ts'
import {
  findPerson,
  isFreeAt,
  listHelpers,
  listStaff,
  readMemberHome,
  readPersonal,
  savePerson,
} from '../../../server/people/index.ts'
import { aStation, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

const system = { id: 'system', role: 'system' as const, reason: '送货' }
const DEMO = 'haiwei'

let ground: Ground
beforeEach(async () => {
  ground = await openGround()
})
afterEach(() => ground.close())

function countPeople(): Promise<number> {
  return ground.db.collection('people').countDocuments()
}

test('the whole community stands in an empty record', async () => {
  expect(await loadDemo(ground)).toBe(true)
  const station = await findHomeStation(ground)
  expect(station).toMatchObject({ name: '昆北街道社工站', community: '海威社区' })
  expect(station?.zones.map((zone) => zone.name)).toEqual(['6', '7', '8', '9'])
  const staff = await listStaff(ground, DEMO)
  expect(staff.map((person) => person.role).sort()).toEqual(['station_director', ...Array(3).fill('station_worker')])
  const helpers = await listHelpers(ground, DEMO)
  const of = (role: string) => helpers.filter((helper) => helper.role === role)
  expect([of('volunteer').length, of('enterprise').length]).toEqual([8, 3])
  expect(await listEnterprises(ground, DEMO)).toHaveLength(3)
  expect(await ground.db.collection('people').countDocuments({ role: 'resident' })).toBe(14)
})

test('it is loaded once, and what was changed since stays changed', async () => {
  await loadDemo(ground)
  const before = await countPeople()
  await savePerson(ground, { id: 'wang', stationId: DEMO, name: '王大姐', role: 'resident' })
  expect(await loadDemo(ground)).toBe(false)
  expect(await countPeople()).toBe(before)
  expect((await findPerson(ground, 'wang'))?.name).toBe('王大姐')
})

test('two processes that start together load it once', async () => {
  await Promise.all([loadDemo(ground), loadDemo(ground)])
  const once = await countPeople()
  expect(once).toBe(29)
})

test('a loading that was cut off is taken up again', async () => {
  const cut = {
    ...ground,
    db: {
      collection: (name: string) =>
        name === 'duty_rosters' ? { findOneAndUpdate: () => Promise.reject(new Error('killed')) } : ground.db.collection(name),
    } as unknown as Ground['db'],
  }
  await expect(loadDemo(cut)).rejects.toThrow('killed')
  expect(await loadDemo(ground)).toBe(true)
  expect(await countPeople()).toBe(29)
})

test('a record that is in use gets nobody', async () => {
  await aStation(ground)
  expect(await loadDemo(ground)).toBe(false)
  expect(await countPeople()).toBe(0)
})

test('the two orders find their people and doors', async () => {
  await loadDemo(ground)
  const wang = await readPersonal(ground, 'wang', ['door', 'groups'], system)
  expect(wang).toEqual({ address: { zone: '6', building: '9', unit: '2', floor: '4' }, groups: ['pregnant'] })
  const sun = await findPerson(ground, 'sun')
  const mother = await readMemberHome(ground, 'sun', sun?.household[0]?.id ?? '', system)
  expect(mother).toEqual({ zone: '9', building: '4', unit: '1', floor: '2', room: '201' })
})

test('at any hour of the week somebody is on duty, and somebody brings food', async () => {
  await loadDemo(ground)
  const helpers = await listHelpers(ground, DEMO)
  for (let hour = 0; hour < 7 * 24; hour += 1) {
    const at = new Date(ground.clock.now().getTime() + hour * 3_600_000)
    expect(await workerOnDuty(ground, DEMO, at)).toBeDefined()
    const free = helpers.filter((helper) => isFreeAt(helper, at) && helper.helper?.skills.includes('produce'))
    expect(free.some((helper) => helper.role === 'volunteer')).toBe(true)
    expect(free.some((helper) => helper.role === 'enterprise')).toBe(true)
  }
})

test('every phone number is plainly made up', async () => {
  await loadDemo(ground)
  const people = await ground.db
    .collection<{ _id: string }>('people')
    .find({ phone: { $exists: true } })
    .toArray()
  for (const { _id } of people) {
    expect((await readPersonal(ground, _id, ['phone'], system))?.phone).toMatch(/^199000000\d\d$/)
  }
})

test('the cast of the sandbox: both groups, everyone who has a phone, a short line about each', async () => {
  await loadDemo(ground)
  const cast = readSandboxCast.reply.parse(await readCast(ground))
  expect(cast.rooms.map((room) => [room.id, room.topic])).toEqual([
    ['g1', '海威益民一群'],
    ['g2', '海威益民二群'],
  ])
  const ids = cast.people.map((person) => person.id)
  expect(ids).toHaveLength(28)
  expect(ids).not.toContain('sundaniang')
  expect(cast.rooms[0]?.members).toEqual(expect.arrayContaining(['wang', 'sun', 'li', 'qin', 'zhao']))
  for (const room of cast.rooms) expect(room.members.every((member) => ids.includes(member))).toBe(true)
  for (const person of cast.people) {
    expect(person.about.length).toBeGreaterThan(5)
    expect(person.about.length).toBeLessThanOrEqual(30)
  }
  expect(cast.people.find((person) => person.id === 'gao')?.canBeWrittenTo).toBe(false)
})

test('the words of the community are in the shape that the reader takes', async () => {
  await loadDemo(ground)
  const station = await findHomeStation(ground)
  const words: CommunityWords | undefined = station && wordsOfStation(station)
  expect(words?.buildings).toContainEqual({ zone: '6', name: '9' })
  expect(words?.zones).toEqual(['6', '7', '8', '9'])
})
