import {
  closeSession,
  identify,
  mineRoutes,
  openSession,
  peopleRoutes,
  savePerson,
  sessionRoutes,
  stillOpen,
} from '../../../server/people/index.ts'
import { SESSIONS_AT_MOST } from '../../../server/people/commands/openSession.ts'
import { entryWords } from '@yimin/shared/entry/words'
import { saveStation } from '../../../server/organisations/index.ts'
import { aPerson, aWorker, NO_SECOND_FACTOR, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

function later(ms: number): void {
  ground.clock.turnTo(new Date(ground.clock.now().getTime() + ms))
}

async function signIn(personId: string): Promise<string> {
  return (await openSession(ground, personId))?.token ?? ''
}

test('a token opens the door for its person and is nowhere in the record', async () => {
  const { id, stationId } = await aPerson(ground)
  const token = await signIn(id)
  expect(await identify(ground, token)).toMatchObject({ kind: 'person', personId: id, stationId, roles: ['resident'] })
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(JSON.stringify(await ground.db.collection('sessions').find().toArray())).not.toContain(token)
})

test('a token that nobody has, and a person who is not there, open nothing', async () => {
  expect(await identify(ground, 'x'.repeat(43))).toBeNull()
  expect(await openSession(ground, 'nobody')).toBeUndefined()
})

test('signing out ends this session and no other', async () => {
  const { id } = await aPerson(ground)
  const [one, other] = [await signIn(id), await signIn(id)]
  const session = await identify(ground, one)
  expect(await closeSession(ground, session?.sessionId ?? '')).toBe(true)
  expect(await identify(ground, one)).toBeNull()
  expect(await identify(ground, other)).not.toBeNull()
})

test('a resident stays signed in for 30 days after the last visit', async () => {
  const token = await signIn((await aPerson(ground)).id)
  later(29 * DAY)
  expect(await identify(ground, token)).not.toBeNull()
  later(29 * DAY)
  expect(await identify(ground, token)).not.toBeNull()
  later(30 * DAY)
  expect(await identify(ground, token)).toBeNull()
})

test('a resident signs in anew after half a year, however often she comes', async () => {
  const token = await signIn((await aPerson(ground)).id)
  let days = 0
  while ((await identify(ground, token)) !== null && days < 400) {
    later(10 * DAY)
    days += 10
  }
  expect(days).toBe(190)
})

test('staff are signed out after 30 idle minutes', async () => {
  const token = await signIn((await aWorker(ground)).id)
  expect(await identify(ground, token)).toMatchObject({ kind: 'staff', role: 'station_worker' })
  later(29 * MINUTE)
  expect(await identify(ground, token)).not.toBeNull()
  later(30 * MINUTE)
  expect(await identify(ground, token)).toBeNull()
})

test('staff are signed out after 12 hours even if they never rest', async () => {
  const token = await signIn((await aWorker(ground)).id)
  let hours = 0
  while ((await identify(ground, token)) !== null && hours < 20) {
    later(20 * MINUTE)
    hours += 1 / 3
  }
  expect(Math.round(hours)).toBe(12)
})

test('another role ends the sessions of the old one', async () => {
  const worker = await aWorker(ground)
  const token = await signIn(worker.id)
  await savePerson(ground, { id: worker.id, stationId: worker.stationId, name: worker.name, role: 'resident' })
  expect(await identify(ground, token)).toBeNull()
})

test('whoever hears what is for staff does so no longer once the station asks for a second factor that was not given', async () => {
  const worker = await aWorker(ground)
  const [bare, proven] = [await openSession(ground, worker.id), await openSession(ground, worker.id, { proven: true })]
  const ids = await Promise.all(
    [bare, proven].map(async (one) => (await identify(ground, one?.token ?? ''))?.sessionId ?? ''),
  )
  const [bareId = '', provenId = ''] = ids
  const asStaff = ids.map((sessionId) => ({ sessionId, asStaff: true }))
  expect([...(await stillOpen(ground, asStaff))].sort()).toEqual([...ids].sort())
  const station = { id: worker.stationId, name: '站', community: '社区', phone: '0472-0000000' }
  await saveStation(ground, { ...station, settings: { security: { staffSecondFactor: true } } })
  expect([...(await stillOpen(ground, asStaff))]).toEqual([provenId])
  // As a resident, who hears her own, she stays.
  expect([...(await stillOpen(ground, [{ sessionId: bareId, asStaff: false }]))]).toEqual([bareId])
  await saveStation(ground, { ...station, settings: NO_SECOND_FACTOR })
})

test('whoever signs in on one device more than a person has is out where he was silent for longest', async () => {
  const { id } = await aPerson(ground)
  const tokens: string[] = []
  for (let count = 0; count <= SESSIONS_AT_MOST; count += 1) {
    tokens.push(await signIn(id))
    later(MINUTE)
  }
  const known = await Promise.all(tokens.map(async (token) => (await identify(ground, token)) !== null))
  expect(known).toEqual([false, ...Array.from({ length: SESSIONS_AT_MOST }, () => true)])
})

describe('in the mini program', () => {
  let web: Web
  beforeAll(async () => {
    const people = peopleRoutes(ground, { demo: true, sandbox: true })
    web = await openWeb(ground, [...people, ...mineRoutes(ground), ...sessionRoutes(ground)])
  })
  afterAll(() => web.close())
  const list = async (token: string) =>
    (await web.call<{ items: { id: string; isThisOne: boolean }[] }>('GET', '/api/me/sessions', { as: token })).body
      .items

  test('everybody sees where he is signed in, and ends one of them, or all others', async () => {
    const { id } = await aPerson(ground)
    const [here, there, elsewhere] = [await signIn(id), await signIn(id), await signIn(id)]
    const neighbour = await signIn((await aPerson(ground)).id)
    const seen = await list(here)
    expect(seen.map(({ isThisOne }) => isThisOne).sort()).toEqual([false, false, true])
    for (const token of [here, there]) expect(JSON.stringify(seen)).not.toContain(ground.vault.tokenHash(token))
    const name = (await list(there)).find(({ isThisOne }) => isThisOne)?.id ?? ''
    expect((await web.call('DELETE', `/api/me/sessions/${name}`, { as: neighbour })).status).toBe(404)
    expect((await web.call('DELETE', `/api/me/sessions/${name}`, { as: here })).body).toEqual({ closed: 1 })
    expect((await web.call('GET', '/api/me', { as: there })).status).toBe(401)
    expect((await web.call('DELETE', '/api/me/sessions', { as: here })).body).toEqual({ closed: 1 })
    expect((await web.call('GET', '/api/me', { as: elsewhere })).status).toBe(401)
    expect((await web.call('GET', '/api/me', { as: here })).status).toBe(200)
    expect((await web.call('GET', '/api/me', { as: neighbour })).status).toBe(200)
  })

  test('signing in with a token in hand ends what it stood for', async () => {
    const { id } = await aPerson(ground, { about: '演练里的一位居民' })
    const before = await signIn(id)
    const { body } = await web.call('POST', '/api/demo/sessions', { as: before, body: { personId: id } })
    expect((await web.call('GET', '/api/me', { as: before })).status).toBe(401)
    expect((await web.call('GET', '/api/me', { as: String(body['token']) })).status).toBe(200)
  })

  test('what lets staff in is changed within a quarter of an hour after the sign-in, and not before the second factor', async () => {
    const worker = await aWorker(ground, { phone: '19900000001' })
    const token = await signIn(worker.id)
    later(16 * MINUTE)
    const acts = [
      ['PUT', '/api/me/phone', { phone: '19900000002', version: 1 }],
      ['DELETE', '/api/me/phone', undefined],
      ['DELETE', '/api/me/sessions', undefined],
    ] as const
    for (const [method, path, body] of acts)
      expect((await web.call(method, path, { as: token, body })).body).toMatchObject({
        error: 'forbidden',
        message: entryWords.signInAnew,
      })
    expect((await web.call('DELETE', '/api/me/sessions', { as: await signIn(worker.id) })).status).toBe(200)
    await saveStation(ground, {
      ...{ id: worker.stationId, name: '站', community: '社区', phone: '0472-0000000' },
      settings: { security: { staffSecondFactor: true } },
    })
    for (const [method, path, body] of acts)
      expect((await web.call(method, path, { as: await signIn(worker.id), body })).body).toMatchObject({
        error: 'second_factor_needed',
      })
  })

  test('residents change their phone whenever they like', async () => {
    const person = await aPerson(ground)
    const token = await signIn(person.id)
    later(3 * 24 * 60 * MINUTE)
    const { body } = await web.call('GET', '/api/me', { as: token })
    const change = { phone: '19900000003', version: body['version'] }
    expect((await web.call('PUT', '/api/me/phone', { as: token, body: change })).status).toBe(200)
  })
})
