import { identify, peopleRoutes, registerRoutes } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { appointByOperator } from '../../../server/people/index.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { aDirector, aPerson, aStation, aWorker, NO_SECOND_FACTOR, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
let web: Web
let stationId: string
let worker: Person
let director: Person
let person: Person
beforeAll(async () => {
  ground = await openGround()
  web = await openWeb(ground, [...peopleRoutes(ground, { demo: false, sandbox: false }), ...registerRoutes(ground)])
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(async () => {
  stationId = (await aStation(ground, { settings: NO_SECOND_FACTOR })).id
  worker = await aWorker(ground, { stationId, name: '赵敏' })
  director = await aDirector(ground, { stationId })
  person = await aPerson(ground, { stationId, name: '钱芳' })
})

const propose = (as: Person, role: string, of = person) =>
  web.call('PUT', `/api/people/${of.id}/role`, { as, body: { role, reason: '新来的社工' } })
const decide = (as: Person | undefined, role: string, agreed = true, id = person.id) =>
  web.call('POST', `/api/people/${id}/role-decision`, { as, body: { role, agreed, ...(agreed ? {} : { reason: '不认识' }) } })
const roleOf = async ({ id } = person) =>
  (await ground.db.collection<{ _id: string; role: string }>('people').findOne({ _id: id }))?.role
const look = (as: Person) => web.call('GET', `/api/people/${person.id}`, { as })

describe('a staff role', () => {
  it('is wanted by the director and given by somebody else; both stand in the record', async () => {
    const token = await web.signIn(person)
    const { body } = await propose(director, 'station_worker')
    expect(body).toMatchObject({ role: 'resident', proposal: { role: 'station_worker', word: '社工', by: '郑站长', reason: '新来的社工' }, abilities: { agreeToRole: false, refuseRole: true } }) // prettier-ignore
    expect(await roleOf()).toBe('resident')
    expect((await look(worker)).body).toMatchObject({ abilities: { agreeToRole: true, refuseRole: true } })
    const { status, body: given } = await decide(worker, 'station_worker')
    expect([status, given['role'], given['proposal']]).toEqual([200, 'station_worker', undefined])
    expect(given['changes']).toMatchObject([
      { what: '身份', by: '赵老师', from: '居民', to: '社工', reason: '新来的社工' },
      { what: '提议改身份', by: '郑站长', to: '社工' },
    ])
    expect(await identify(ground, token)).toBeNull()
  })

  it('is agreed to neither by who wants it nor by who gets it, nor from outside', async () => {
    await propose(director, 'station_worker')
    expect((await decide(director, 'station_worker')).status).toBe(403)
    expect((await decide(person, 'station_worker')).status).toBe(403)
    expect((await decide(undefined, 'station_worker')).status).toBe(401)
    expect((await decide(await aWorker(ground), 'station_worker')).status).toBe(404)
    const colleague = await aWorker(ground, { stationId })
    await propose(director, 'station_director', colleague)
    expect((await decide(colleague, 'station_director', true, colleague.id)).status).toBe(403)
    expect([await roleOf(), await roleOf(colleague)]).toEqual(['resident', 'station_worker'])
  })

  it('is the one that was proposed and no other, once, also when two agree at the same moment', async () => {
    await propose(director, 'station_worker')
    expect((await decide(worker, 'station_director')).status).toBe(409)
    const second = await aWorker(ground, { stationId })
    const answers = await Promise.all([decide(worker, 'station_worker'), decide(second, 'station_worker')])
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    expect((await decide(worker, 'station_worker')).status).toBe(403)
    expect(await roleOf()).toBe('station_worker')
  })

  it('can be refused by another one, or taken back by who wanted it, with the reason', async () => {
    for (const who of [worker, director]) {
      await propose(director, 'supervisor')
      const { body } = await decide(who, 'supervisor', false)
      expect(body).toMatchObject({ role: 'resident', abilities: { refuseRole: false } })
      const [newest, before] = body['changes'] as object[]
      expect([newest, before]).toMatchObject([{ what: '没同意改身份', reason: '不认识' }, { what: '提议改身份' }])
      expect(body['proposal']).toBeUndefined()
    }
    expect((await decide(worker, 'supervisor')).status).toBe(403)
  })

  it('waits seven days for somebody to agree', async () => {
    await propose(director, 'station_worker')
    ground.clock.turnTo(new Date(ground.clock.now().getTime() + 7 * 86_400_000))
    expect((await decide(worker, 'station_worker')).status).toBe(403)
    expect((await look(worker)).body['proposal']).toBeUndefined()
  })

  it('is taken at once, and a lower one given at once: only more sight needs two', async () => {
    const colleague = await aWorker(ground, { stationId, role: 'supervisor' })
    expect((await propose(director, 'station_worker', colleague)).body).toMatchObject({ role: 'station_worker' })
    expect((await propose(director, 'resident', colleague)).body).toMatchObject({ role: 'resident' })
  })

  it('a wish dies with another change of the role', async () => {
    await propose(director, 'station_worker')
    await propose(worker, 'volunteer')
    expect((await decide(worker, 'station_worker')).status).not.toBe(200)
    expect(await roleOf()).toBe('volunteer')
  })

  it('in a station of one is given by the operator, and stands there as his', async () => {
    const wish = { name: '钱芳', role: 'station_worker' as const, reason: '只有站长一人' }
    await appointByOperator(ground, stationId, wish)
    expect((await look(director)).body).toMatchObject({
      role: 'station_worker',
      changes: [{ by: '管系统的人', to: '社工', reason: '只有站长一人' }],
    })
    const first = await appointByOperator(ground, stationId, { ...wish, name: '孙丽', phone: '13900001111' })
    expect(first).toMatchObject({ role: 'station_worker', verified: true })
    await aPerson(ground, { stationId, name: '钱芳' })
    for (const refused of [wish, { ...wish, name: '没有', role: undefined }])
      await expect(appointByOperator(ground, stationId, refused)).rejects.toMatchObject({ name: 'DomainError' })
  })
})

it('names what is wrong with a decision', async () => {
  const body = { role: 'king', agreed: true }
  const answer = await web.call('POST', `/api/people/${person.id}/role-decision`, { as: worker, body })
  expect(answer.body).toMatchObject({ fields: [{ path: 'role' }] })
})
