import { closeSession, identify, openSession, savePerson, stillOpen } from '../../../server/people/index.ts'
import { saveStation } from '../../../server/organisations/index.ts'
import { aPerson, aWorker, NO_SECOND_FACTOR, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

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
