import {
  addPerson,
  canHelpWith,
  coversZone,
  findPerson,
  findPersonByChat,
  isFreeAt,
  listHelpers,
  listPeopleInRoom,
  listStaff,
  registerStranger,
  rememberRoom,
  rememberUnwritable,
  rememberWritable,
} from '../../../server/people/index.ts'
import { STATION_DEFAULTS } from '../../../server/organisations/index.ts'
import { aDirector, aPerson, aShop, aStation, aVolunteer, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

describe('a stranger who speaks up', () => {
  test('becomes one resident, however many messages come at once', async () => {
    const { id: stationId } = await aStation(ground)
    const all = await Promise.all(
      Array.from({ length: 20 }, () => registerStranger(ground, { stationId, chatId: 'wechaty:wxid_1', name: '高兴' })),
    )
    expect(new Set(all.map((person) => person.id)).size).toBe(1)
    expect(all[0]).toMatchObject({ role: 'resident', verified: false, canBeWrittenTo: false, name: '高兴' })
    expect(await ground.db.collection('people').countDocuments({ chatIds: 'wechaty:wxid_1' })).toBe(1)
  })

  test('keeps the contact id out of our own ids, but for the sandbox', async () => {
    const { id: stationId } = await aStation(ground)
    const real = await registerStranger(ground, { stationId, chatId: 'wechaty:wxid_2', name: '甲' })
    const played = await registerStranger(ground, { stationId, chatId: 'sandbox:newcomer', name: '乙' })
    expect(real.id).not.toContain('wxid_2')
    expect(played.id).toBe('newcomer')
  })

  test('does not become somebody else who has the same id', async () => {
    const { id: stationId } = await aStation(ground)
    await aPerson(ground, { id: 'taken', chatIds: ['wechaty:other'] })
    const stranger = await registerStranger(ground, { stationId, chatId: 'sandbox:taken', name: '丙' })
    expect(stranger.id).not.toBe('taken')
    expect((await findPersonByChat(ground, 'sandbox:taken'))?.id).toBe(stranger.id)
  })

  test('who is known already is found, not renamed', async () => {
    const wang = await aPerson(ground, { id: 'wang' })
    const again = await registerStranger(ground, {
      stationId: wang.stationId,
      chatId: 'sandbox:wang',
      name: '别的名字',
    })
    expect(again).toMatchObject({ id: 'wang', name: '王阿姨', verified: true })
  })

  test.each([
    ['  ', '邻居'],
    ['\u0000', '\u0000'],
    ['名'.repeat(500), '名'.repeat(100)],
  ])('%j is kept as a name', async (given, kept) => {
    const { id: stationId } = await aStation(ground)
    expect((await registerStranger(ground, { stationId, chatId: `wechaty:${given.length}`, name: given })).name).toBe(
      kept,
    )
  })
})

test('who has written to us may be written to, until the platform refuses', async () => {
  const { id } = await aPerson(ground, { canBeWrittenTo: false })
  await rememberWritable(ground, id)
  expect((await findPerson(ground, id))?.canBeWrittenTo).toBe(true)
  await rememberUnwritable(ground, id)
  expect((await findPerson(ground, id))?.canBeWrittenTo).toBe(false)
})

test('a room is remembered once', async () => {
  const { id } = await aPerson(ground)
  await rememberRoom(ground, id, 'sandbox:g77')
  await rememberRoom(ground, id, 'sandbox:g77')
  expect((await listPeopleInRoom(ground, 'sandbox:g77')).map((person) => [person.id, person.rooms])).toEqual([
    [id, ['sandbox:g77']],
  ])
})

test('helpers are volunteers, shops and workers of the station; staff are workers and directors', async () => {
  const { id: stationId } = await aStation(ground)
  const [volunteer, shop, worker] = [
    await aVolunteer(ground, { stationId }),
    await aShop(ground, { stationId }),
    await aWorker(ground, { stationId }),
  ]
  const director = await aDirector(ground, { stationId })
  await aPerson(ground, { stationId })
  await aVolunteer(ground)
  const ids = (people: { id: string }[]) => people.map((person) => person.id).sort()
  expect(ids(await listHelpers(ground, stationId))).toEqual([volunteer.id, shop.id, worker.id].sort())
  expect(ids(await listStaff(ground, stationId))).toEqual([worker.id, director.id].sort())
})

test('two people cannot have one chat identity; many may have none', async () => {
  await aPerson(ground, { chatIds: ['wechaty:twice'] })
  await expect(aPerson(ground, { chatIds: ['wechaty:twice'] })).rejects.toThrow(/duplicate key/)
  await aPerson(ground, { chatIds: [] })
  await aPerson(ground, { chatIds: [] })
})

test('adding a person who is there already changes nothing', async () => {
  const { id, stationId } = await aPerson(ground)
  expect(await addPerson(ground, { id, stationId, name: '另一个', role: 'volunteer' })).toBe(false)
  expect(await findPerson(ground, id)).toMatchObject({ name: '王阿姨', role: 'resident' })
})

describe('what a helper can do', () => {
  const any = STATION_DEFAULTS.dispatch.anyVolunteer
  const helper = (skills: ('produce' | 'nursing')[], zones: string[] = []) => ({ skills, zones, freeHours: [] })

  test.each([
    ['a volunteer without skills goes on errands', 'volunteer', [], 'errand', true],
    ['a volunteer without skills does not nurse', 'volunteer', [], 'nursing', false],
    ['named skills count alone', 'volunteer', ['nursing'], 'errand', false],
    ['a worker without named skills does everything', 'station_worker', [], 'nursing', true],
    ['a shop brings what it has named', 'enterprise', ['produce'], 'produce', true],
    ['a shop that named nothing brings nothing', 'enterprise', [], 'produce', false],
  ] as const)('%s', (_words, role, skills, category, able) => {
    expect(canHelpWith({ role, helper: helper([...skills]) }, category, any)).toBe(able)
  })

  test('a zone is covered by those who named it or none', () => {
    expect(coversZone({ helper: helper([], ['6']) }, '6')).toBe(true)
    expect(coversZone({ helper: helper([], ['6']) }, '7')).toBe(false)
    expect(coversZone({ helper: helper([]) }, '7')).toBe(true)
    expect(coversZone({ helper: helper([], ['6']) }, undefined)).toBe(true)
    expect(coversZone({ helper: undefined }, '6')).toBe(false)
  })

  test('free hours are those of Asia/Shanghai, and a pause comes first', () => {
    const evening = { skills: [], zones: [], freeHours: [{ days: [7], from: '18:00', to: '21:00' }] }
    const at = (time: string) => new Date(`2026-11-22T${time}:00+08:00`)
    expect(isFreeAt({ helper: evening }, at('18:00'))).toBe(true)
    expect(isFreeAt({ helper: evening }, at('17:59'))).toBe(false)
    expect(isFreeAt({ helper: { ...evening, freeHours: [] } }, at('03:00'))).toBe(true)
    expect(isFreeAt({ helper: { ...evening, pausedUntil: at('19:00') } }, at('18:30'))).toBe(false)
    expect(isFreeAt({ helper: { ...evening, pausedUntil: at('19:00') } }, at('19:00'))).toBe(true)
    expect(isFreeAt({ helper: undefined }, at('18:30'))).toBe(false)
  })
})
