import { identify, listReadsOf, openSession, peopleRoutes, readPhone } from '../../../server/people/index.ts'
import { presentToAssignedHelper, presentToStranger } from '../../../server/people/index.ts'
import { aPerson, aStation, aVolunteer, aWorker, callerOf, knock, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const on = () => peopleRoutes(ground, { demo: true, sandbox: true })
const off = () => peopleRoutes(ground, { demo: false, sandbox: false })
const HOME = { zone: '6', building: '9', unit: '2', floor: '4' }

test('hello tells what is there and whom to call', async () => {
  const fresh = await openGround()
  try {
    const routes = peopleRoutes(fresh, { demo: false, sandbox: true })
    expect(await knock(routes, 'readHello', {})).toEqual({
      demo: false,
      sandbox: true,
      wechat: false,
      station: { name: '', phone: '' },
    })
    await aStation(fresh)
    expect(await knock(routes, 'readHello', {})).toMatchObject({
      station: { name: '演练社工站', phone: '0472-0000000' },
    })
  } finally {
    await fresh.close()
  }
})

describe('the demo', () => {
  test('shows whom one may play, and signs in as one of them', async () => {
    const { id } = await aPerson(ground, { about: '住六区，怀孕了，不方便下楼' })
    const listed = (await knock(on(), 'listDemoPeople', {})) as { items: unknown[] }
    expect(listed.items).toContainEqual({ id, name: '王阿姨', role: 'resident', about: '住六区，怀孕了，不方便下楼' })
    const reply = (await knock(on(), 'openDemoSession', {}, { body: { personId: id } })) as { token: string }
    expect(await identify(ground, reply.token)).toMatchObject({ personId: id })
  })

  test('nobody who is not of the demo can be played', async () => {
    const { id } = await aPerson(ground)
    await expect(knock(on(), 'openDemoSession', {}, { body: { personId: id } })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('is not there when it is off', async () => {
    const { id } = await aPerson(ground, { about: '谁都不是' })
    await expect(knock(off(), 'listDemoPeople', {})).rejects.toMatchObject({ code: 'not_found' })
    await expect(knock(off(), 'openDemoSession', {}, { body: { personId: id } })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

test('everyone sees the own data whole, and that is no reading', async () => {
  const me = await aPerson(ground, { home: HOME, phone: '19900000001', groups: ['pregnant'] })
  expect(await knock(on(), 'readMe', callerOf(me))).toMatchObject({
    id: me.id,
    roleWord: '居民',
    spokenTo: '王阿姨',
    phone: '19900000001',
    address: HOME,
    groups: ['pregnant'],
    abilities: { seeQueue: false, takeOffers: false, askForHelp: true },
  })
  expect((await listReadsOf(ground, me.id)).items).toEqual([])
})

test('a session whose person is gone is none', async () => {
  const ghost = { kind: 'person' as const, personId: 'gone', roles: ['resident'] }
  await expect(knock(on(), 'readMe', ghost)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('signing out ends the session that knocked', async () => {
  const { id } = await aPerson(ground)
  const token = (await openSession(ground, id))?.token ?? ''
  const caller = await identify(ground, token)
  expect(await knock(on(), 'closeMySession', caller ?? {})).toEqual({ closed: true })
  expect(await identify(ground, token)).toBeNull()
})

describe('a worker looks at a person', () => {
  test('without a reason: no phone, no door, no group, and no entry', async () => {
    const person = await aPerson(ground, { home: HOME, phone: '19900000002', groups: ['elderly'] })
    const worker = await aWorker(ground, { stationId: person.stationId })
    const view = await knock(on(), 'readPerson', callerOf(worker), { params: { id: person.id } })
    expect(view).toMatchObject({ area: { zone: '6', building: '9' }, known: { phone: true, door: true, groups: true } })
    for (const field of ['phone', 'address', 'groups']) expect(view).not.toHaveProperty(field)
    expect((await listReadsOf(ground, person.id)).items).toEqual([])
  })

  test('with a reason: all of it, and the person sees who looked', async () => {
    const person = await aPerson(ground, { home: HOME, phone: '19900000002', groups: ['elderly'] })
    const worker = await aWorker(ground, { stationId: person.stationId, name: '赵敏' })
    const view = await knock(on(), 'readPerson', callerOf(worker), {
      params: { id: person.id },
      query: { reason: '电话回访' },
    })
    expect(view).toMatchObject({ phone: '19900000002', address: HOME, groups: ['elderly'] })
    expect(await knock(on(), 'listMyReads', callerOf(person))).toEqual({
      items: [
        {
          at: ground.clock.now().toISOString(),
          reader: '赵老师',
          readerRole: '社工',
          fields: ['电话', '门牌', '特殊情况'],
          reason: '电话回访',
        },
      ],
      nextCursor: null,
    })
  })

  test('a person of another station and nobody at all look the same', async () => {
    const person = await aPerson(ground)
    const worker = await aWorker(ground)
    for (const id of [person.id, 'nobody']) {
      const knocking = knock(on(), 'readPerson', callerOf(worker), { params: { id }, query: { reason: '电话回访' } })
      await expect(knocking).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})

test('what the assistant read in order to pass it on is on the list too, and so are readers who left', async () => {
  const person = await aPerson(ground, { phone: '19900000003' })
  await readPhone(ground, person.id, { id: 'system', role: 'system', reason: '送货', requestId: 'r1' })
  await readPhone(ground, person.id, { id: 'left', role: 'volunteer', reason: '送货', requestId: 'r1' })
  const { items } = (await knock(on(), 'listMyReads', callerOf(person))) as { items: { reader: string }[] }
  expect(items.map((item) => item.reader).sort()).toEqual(['已离开的人员', '益民助手'].sort())
})

test('the helper in charge sees the way and a masked phone; a stranger only how to speak', async () => {
  const person = await aPerson(ground, { name: '孙建国', home: HOME })
  const view = presentToAssignedHelper(person, { phone: '19900000003', address: HOME, groups: ['elderly'] })
  expect(view).toEqual({ spokenTo: '孙师傅', address: HOME, maskedPhone: '199****0003' })
  expect(presentToStranger(person)).toEqual({ spokenTo: '孙师傅' })
})

test('a volunteer sees her own terms', async () => {
  const pausedUntil = new Date('2099-12-01T00:00:00Z')
  const me = await aVolunteer(ground, { helper: { skills: ['produce'], zones: ['6'], freeHours: [], pausedUntil } })
  expect(await knock(on(), 'readMe', callerOf(me))).toMatchObject({
    helper: { skills: ['produce'], zones: ['6'], freeHours: [], pausedUntil: '2099-12-01T00:00:00.000Z' },
    abilities: { takeOffers: true },
  })
})
