import {
  changeHelperTerms,
  identify,
  peopleRoutes,
  readPhone,
  registerRoutes,
  registerStranger,
  secondFactorRoutes,
} from '../../../server/people/index.ts'
import { openWeb } from '../../factories/web.ts'
import type { Answer, Web } from '../../factories/web.ts'
import {
  aDirector,
  aPerson,
  aShop,
  aStation,
  aVolunteer,
  aWorker,
  NO_SECOND_FACTOR,
  openGround,
} from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'
import type { Person } from '../../../server/people/index.ts'

let ground: Ground
let web: Web
let stationId: string
let worker: Person
let director: Person
let asWorker: string
let asDirector: string

beforeAll(async () => {
  ground = await openGround()
  web = await openWeb(ground, [
    ...peopleRoutes(ground, { demo: false, sandbox: false }),
    ...registerRoutes(ground),
    ...secondFactorRoutes(ground),
  ])
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(async () => {
  stationId = (await aStation(ground, { settings: NO_SECOND_FACTOR, zones: [{ name: '6', buildings: [] }] })).id
  worker = await aWorker(ground, { stationId, name: '赵敏' })
  director = await aDirector(ground, { stationId })
  asWorker = await web.signIn(worker)
  asDirector = await web.signIn(director)
})

const names = ({ body }: Answer) => (body.items as { name: string }[]).map(({ name }) => name)
const find = async (query: string) => names(await web.call('GET', `/api/people?${query}`, { as: asWorker }))
const search = (text: string) => find(`search=${encodeURIComponent(text)}`)

describe('the register', () => {
  test('is searched by Chinese, pinyin, initials and parts of a name', async () => {
    for (const name of ['孙建国', '单秀英', '王阿姨', 'Lily 李']) await aPerson(ground, { stationId, name })
    for (const text of ['建国', 'sunjianguo', 'Sun Jian', 'sjg', 'jianguo', 'jg'])
      expect(await search(text)).toEqual(['孙建国'])
    for (const text of ['单', 'shan', 'sxy', 'danxiu']) expect(await search(text)).toEqual(['单秀英'])
    for (const text of ['lily', 'li']) expect(await search(text)).toContain('Lily 李')
    for (const text of ['.*', '$ne', 'qqq', '[', '王.姨']) expect(await search(text)).toEqual([])
  })

  test('finds strangers who spoke up in a chat, too', async () => {
    await registerStranger(ground, { stationId, chatId: `sandbox:${stationId}-new`, name: '花开富贵' })
    expect(await search('hkfg')).toEqual(['花开富贵'])
    expect(await find('verified=no')).toEqual(['花开富贵'])
  })

  test('is filtered by role and verification, and comes in pages, newest first', async () => {
    for (let n = 0; n < 5; n += 1) {
      ground.clock.turnTo(new Date(ground.clock.now().getTime() + 1_000))
      await aVolunteer(ground, { stationId, name: `志愿者${'一二三四五'[n]}`, verified: n !== 2 })
    }
    expect(await find('role=volunteer&verified=yes')).toEqual(['志愿者五', '志愿者四', '志愿者二', '志愿者一'])
    const first = await web.call('GET', '/api/people?role=volunteer&limit=3', { as: asWorker })
    const next = await web.call('GET', `/api/people?role=volunteer&limit=3&cursor=${String(first.body.nextCursor)}`, {
      as: asWorker,
    })
    expect([...names(first), ...names(next)]).toEqual(['志愿者五', '志愿者四', '志愿者三', '志愿者二', '志愿者一'])
    expect(next.body.nextCursor).toBeNull()
  })

  test('shows names and buildings of the own station, never a phone or a door', async () => {
    await aPerson(ground, { name: '别站的人' })
    const home = { zone: '6', building: '9', unit: '2', floor: '4' }
    await aPerson(ground, { stationId, name: '孙建国', home, phone: '19900000008', groups: ['elderly'] })
    const answer = await web.call('GET', '/api/people?role=resident', { as: asWorker })
    expect(answer.body.items).toEqual([
      expect.objectContaining({ name: '孙建国', place: '6区9栋', roleWord: '居民', verifiedWord: '已核实' }),
    ])
    for (const secret of ['19900000008', '"floor"', 'elderly']) expect(answer.bytes.toString()).not.toContain(secret)
  })

  test('is for staff alone, and says which filter it does not know', async () => {
    const resident = await web.signIn(await aPerson(ground, { stationId }))
    expect((await web.call('GET', '/api/people')).status).toBe(401)
    expect((await web.call('GET', '/api/people', { as: resident })).status).toBe(403)
    for (const [query, path] of [
      ['role=king', 'role'],
      ['verified=maybe', 'verified'],
      ['cursor=x', 'cursor'],
    ] as const)
      expect((await web.call('GET', `/api/people?${query}`, { as: asWorker })).body).toMatchObject({
        fields: [{ path }],
      })
  })
})

describe('a resident comes to the station', () => {
  const walkIn = {
    name: '孙建国',
    phone: '199 0000 0011',
    address: { zone: '6', building: '9', floor: '4' },
    agreed: true,
  }

  test('and is written down, verified, with who did it', async () => {
    const { status, body } = await web.call('POST', '/api/people', { as: asWorker, body: walkIn })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: '孙建国',
      role: 'resident',
      verified: true,
      known: { phone: true, door: true, groups: false },
      changes: [{ what: '登记', by: '赵老师', reason: '到站登记，本人当面同意' }],
    })
    expect(body).not.toHaveProperty('phone')
    const reader = { id: worker.id, role: worker.role, reason: '回访' }
    expect(await readPhone(ground, String(body.id), reader)).toBe('19900000011')
  })

  test('a phone that is known here is asked about once; a household may share it', async () => {
    const known = await web.call('POST', '/api/people', { as: asWorker, body: walkIn })
    const again = { ...walkIn, name: '李秀英' }
    const refused = await web.call('POST', '/api/people', { as: asWorker, body: again })
    expect(refused).toMatchObject({ status: 409, body: { error: 'conflict' } })
    expect(refused.body.message).toContain('孙师傅')
    const reads = await ground.db
      .collection('personal_reads')
      .find({ subject: String(known.body.id) })
      .toArray()
    expect(reads).toEqual([expect.objectContaining({ fields: ['phone'], reason: '到站登记时核对电话' })])
    expect(
      (await web.call('POST', '/api/people', { as: asWorker, body: { ...again, evenIfPhoneKnown: true } })).status,
    ).toBe(201)
  })

  test('not without having agreed, not without a name, not with words for a phone, and not by a neighbour', async () => {
    for (const [body, path] of [
      [{ ...walkIn, agreed: false }, 'agreed'],
      [{ ...walkIn, name: ' ' }, 'name'],
      [{ ...walkIn, phone: '没有电话' }, 'phone'],
      [{ ...walkIn, phone: '1990000001' }, 'phone'],
      [{ ...walkIn, address: { zone: '77', building: '9' } }, 'address.zone'],
      [{ ...walkIn, address: { zone: '6' } }, 'address.building'],
    ] as const)
      expect((await web.call('POST', '/api/people', { as: asWorker, body })).body).toMatchObject({ fields: [{ path }] })
    const neighbour = await web.signIn(await aPerson(ground, { stationId }))
    expect((await web.call('POST', '/api/people', { as: neighbour, body: walkIn })).status).toBe(403)
    expect((await web.call('POST', '/api/people', { body: walkIn })).status).toBe(401)
  })
})

describe('roles', () => {
  const give = (token: string, person: { id: string }, role: string) =>
    web.call('PUT', `/api/people/${person.id}/role`, { as: token, body: { role, reason: '本人申请' } })

  test('a worker makes a resident a volunteer, and the record tells it', async () => {
    const person = await aPerson(ground, { stationId })
    const { body } = await give(asWorker, person, 'volunteer')
    expect(body).toMatchObject({
      role: 'volunteer',
      changes: [{ what: '身份', by: '赵老师', from: '居民', to: '志愿者', reason: '本人申请' }],
      helper: { skills: [] },
    })
  })

  test('staff roles are the director’s alone, given and taken', async () => {
    const person = await aPerson(ground, { stationId })
    expect((await give(asWorker, person, 'station_worker')).status).toBe(403)
    const colleague = await aWorker(ground, { stationId, name: '钱社工' })
    expect((await give(asWorker, colleague, 'resident')).status).toBe(403)
    expect((await give(asDirector, person, 'station_worker')).body).toMatchObject({ role: 'resident' })
    expect((await give(asDirector, colleague, 'volunteer')).body).toMatchObject({ role: 'volunteer' })
  })

  test('nobody changes himself, not even the director', async () => {
    expect((await give(asDirector, director, 'supervisor')).status).toBe(403)
    expect((await give(asWorker, worker, 'station_director')).status).toBe(403)
  })

  test('the view offers what may be given, so that the screen never decides', async () => {
    const person = await aPerson(ground, { stationId })
    const offered = async (token: string, id: string) =>
      ((await web.call('GET', `/api/people/${id}`, { as: token })).body.grantableRoles as { role: string }[]).map(
        ({ role }) => role,
      )
    expect(await offered(asWorker, person.id)).toEqual(['volunteer', 'enterprise'])
    expect(await offered(asDirector, person.id)).toHaveLength(5)
    expect(await offered(asDirector, director.id)).toEqual([])
  })

  test('whoever has another role signs in again', async () => {
    const person = await aVolunteer(ground, { stationId })
    const token = await web.signIn(person)
    await give(asWorker, person, 'resident')
    expect(await identify(ground, token)).toBeNull()
  })

  test('people of another station are not there; a role that is none is named', async () => {
    const stranger = await aPerson(ground)
    for (const id of [stranger.id, 'nobody']) expect((await give(asDirector, { id }, 'volunteer')).status).toBe(404)
    const person = await aPerson(ground, { stationId })
    expect((await give(asWorker, person, 'king')).body).toMatchObject({ fields: [{ path: 'role' }] })
    expect((await give(await web.signIn(person), person, 'volunteer')).status).toBe(403)
  })
})

describe('verification', () => {
  const vouch = (token: string, person: { id: string }, verified: boolean, reason = '看过身份证') =>
    web.call('PUT', `/api/people/${person.id}/verification`, { as: token, body: { verified, reason } })

  test('is given and taken back, each with its entry, the newest first', async () => {
    const person = await aVolunteer(ground, { stationId, verified: false })
    expect((await vouch(asWorker, person, true)).body).toMatchObject({ verified: true })
    expect((await vouch(asWorker, person, true)).body.changes).toHaveLength(1)
    expect((await vouch(asWorker, person, false, '认错了人')).body).toMatchObject({
      verified: false,
      changes: [{ from: '已核实', to: '未核实', reason: '认错了人' }, { to: '已核实' }],
    })
  })

  test('never of oneself; of staff by the director; not of another station; not without a reason', async () => {
    expect((await vouch(asWorker, worker, false)).status).toBe(403)
    expect((await vouch(asWorker, await aWorker(ground, { stationId }), false)).status).toBe(403)
    expect((await vouch(asDirector, worker, false)).status).toBe(200)
    expect((await vouch(asWorker, await aPerson(ground), false)).status).toBe(404)
    const person = await aPerson(ground, { stationId })
    expect((await vouch(asWorker, person, false, '')).body).toMatchObject({ fields: [{ path: 'reason' }] })
  })
})

describe('a helper’s terms', () => {
  const terms = { skills: ['produce'], zones: ['6'], freeHours: [{ days: [1, 2], from: '09:00', to: '11:30' }] }
  const change = (token: string, person: { id: string }, body: object = terms) =>
    web.call('PUT', `/api/people/${person.id}/helper-terms`, { as: token, body: { version: 0, ...body } })

  test('are replaced as a whole, a pause among them', async () => {
    const person = await aVolunteer(ground, { stationId, helper: { skills: ['meal'], zones: [], freeHours: [] } })
    const pausedUntil = '2099-12-01T08:00:00+08:00'
    const { body } = await change(asWorker, person, { ...terms, pausedUntil })
    expect(body).toMatchObject({
      helper: { ...terms, pausedUntil: '2099-12-01T00:00:00.000Z' },
      changes: [{ what: '帮忙的条件' }],
    })
    expect((await web.call('GET', '/api/people?role=volunteer', { as: asWorker })).body.items).toMatchObject([
      { pausedUntil: '2099-12-01T00:00:00.000Z' },
    ])
    expect((await change(asWorker, person, { ...terms, version: 1 })).body.helper).not.toHaveProperty('pausedUntil')
  })

  test('are not overwritten by who has not seen the latest, a colleague or the helper himself', async () => {
    const person = await aVolunteer(ground, { stationId, helper: { skills: ['meal'], zones: [], freeHours: [] } })
    expect((await change(asWorker, person)).body.helper).toMatchObject({ version: 1 })
    const stale = await change(asDirector, person, { ...terms, skills: ['repair'] })
    expect(stale).toMatchObject({ status: 409, body: { message: '这些刚被改过。先看最新的，再改一次。' } })
    const own = changeHelperTerms(ground, person.id, () => ({ ...terms, skills: [] }) as never, { seen: 0 })
    await expect(own).rejects.toMatchObject({ code: 'conflict' })
    const both = await Promise.all([1, 2, 3].map(() => change(asWorker, person, { ...terms, version: 1 })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { body } = await web.call<{ helper: object; changes: object[] }>('GET', `/api/people/${person.id}`, {
      as: asWorker,
    })
    expect(body.helper).toMatchObject({ skills: ['produce'], version: 2 })
    expect(body.changes).toHaveLength(2)
    expect((await change(asWorker, person, { ...terms, version: undefined })).body).toMatchObject({
      fields: [{ path: 'version' }],
    })
  })

  test('name zones of the station; residents have none; other stations are not there', async () => {
    const shop = await aShop(ground, { stationId })
    expect((await change(asWorker, shop, { ...terms, zones: ['6', '99'] })).body).toMatchObject({
      fields: [{ path: 'zones.1', message: '站里没有这个片区。' }],
    })
    expect((await change(asWorker, await aPerson(ground, { stationId }))).status).toBe(403)
    expect((await change(asWorker, await aVolunteer(ground))).status).toBe(404)
    expect((await change(await web.signIn(shop), shop)).status).toBe(403)
    expect((await change(asWorker, worker)).status).toBe(200)
  })
})

describe('a colleague who lost the phone', () => {
  const reset = (token: string, person: { id: string }) =>
    web.call('POST', `/api/people/${person.id}/second-factor-reset`, {
      as: token,
      body: { reason: '手机丢了，当面核对过' },
    })

  test('is freed by the director: the old authenticator and all sessions end', async () => {
    await web.call('POST', '/api/me/second-factor/enrolment', { as: asWorker, body: {} })
    expect((await reset(asDirector, worker)).body).toMatchObject({ changes: [{ what: '登录验证器', to: '已解绑' }] })
    expect(await ground.db.collection<{ _id: string }>('second_factors').findOne({ _id: worker.id })).toBeNull()
    expect((await web.call('GET', '/api/me', { as: asWorker })).status).toBe(401)
  })

  test('by nobody else, and not the director by herself', async () => {
    expect((await reset(asWorker, director)).status).toBe(403)
    expect((await reset(asDirector, director)).status).toBe(403)
    expect((await reset(asDirector, await aPerson(ground, { stationId }))).status).toBe(403)
    expect((await reset(asDirector, await aWorker(ground))).status).toBe(404)
  })
})

describe('whose phone was lost or taken', () => {
  const signOut = (token: string, person: { id: string }, reason = '手机丢了') =>
    web.call('POST', `/api/people/${person.id}/signing-out`, { as: token, body: { reason } })

  test('is signed out everywhere at once, by any worker, and it stands in the changes', async () => {
    const wang = await aPerson(ground, { stationId })
    const tokens = [await web.signIn(wang), await web.signIn(wang)]
    expect((await signOut(asWorker, wang)).body).toMatchObject({
      changes: [{ what: '在各处退出登录', reason: '手机丢了' }],
    })
    for (const token of tokens) expect((await web.call('GET', '/api/me', { as: token })).status).toBe(401)
  })

  test('staff by the director alone, nobody by himself, nobody of another station', async () => {
    const colleague = await aWorker(ground, { stationId })
    const token = await web.signIn(colleague)
    expect((await signOut(asWorker, colleague)).status).toBe(403)
    expect((await web.call('GET', '/api/me', { as: token })).status).toBe(200)
    expect((await signOut(asDirector, colleague)).status).toBe(200)
    expect((await web.call('GET', '/api/me', { as: token })).status).toBe(401)
    expect((await signOut(asDirector, director)).status).toBe(403)
    expect((await signOut(asDirector, await aPerson(ground))).status).toBe(404)
    expect((await signOut(asDirector, colleague, '')).body).toMatchObject({ fields: [{ path: 'reason' }] })
  })
})
