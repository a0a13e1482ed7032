import { releaseWords } from '@yimin/shared/entry/words'
import { joiningWords } from '@yimin/shared/joining/words'
import {
  entryRoutes,
  findNamed,
  findPerson,
  identify,
  openSession,
  registerRoutes,
} from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { joiningRoutes, releaseByOperator } from '../../../server/privacy/index.ts'
import { aPerson, aStation, aWorker } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { openWeChatHouse } from './house.ts'
import type { WeChatHouse } from './house.ts'

/** A station with one worker: whoever holds the server's keys is the second person, and never the first. */
let here: WeChatHouse
let web: Web
let worker: Person
beforeAll(async () => {
  here = await openWeChatHouse()
  await aStation(here.house, { id: 'home' })
  worker = await aWorker(here.house, { stationId: 'home', name: '赵敏' })
  const { house } = here
  web = await openWeb(house, [...entryRoutes(house), ...joiningRoutes(house), ...registerRoutes(house)])
})
beforeEach(() => here.beginAnew())
afterAll(async () => {
  await web.close()
  await here.close()
})

const now = async ({ id }: { id: string }) => (await findPerson(here.house, id)) as Person
const wish = (id: string, as = worker) =>
  web.call('POST', `/api/people/${id}/wechat-release`, { as, body: { reason: '手机丢了，当面认过' } })
const agree = async (person: Person) => releaseByOperator(here.house, await now(person), '社工来电话，核对过')
const refusalOf = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    ({ code, say }: { code: string; say?: string }) => ({ code, say }),
  )
const acts = async (as: Person | undefined = worker) => web.call('GET', '/api/operator-acts', { as })
const whats = async (as?: Person) => ((await acts(as)).body['items'] as { what: string }[]).map(({ what }) => what)

let people = 0
/** Somebody who came by WeChat, signed in on the phone that is lost by now; and the fresh account of the new phone. */
async function aLoss() {
  const old = await here.member()
  const name = `孙丽${(people += 1)}`
  await here.house.db.collection<{ _id: string }>('people').deleteOne({ _id: old.person.id })
  const sun = await aPerson(here.house, { stationId: 'home', name, chatIds: [`wechat:${old.account}`] })
  const session = (await openSession(here.house, sun.id))?.token ?? ''
  return { sun, name, old, session, fresh: await here.member() }
}

describe('somebody of a station with one worker who has lost phone and account', () => {
  it('is moved by the worker’s wish and the operator’s word; the old account is signed out at once', async () => {
    const { sun, old, session, fresh } = await aLoss()
    await wish(sun.id)
    expect(await identify(here.house, session)).not.toBeNull()
    await agree(sun)
    expect(await identify(here.house, session)).toBeNull()
    expect((await now(sun)).chatIds).toEqual([])
    expect(await here.house.db.collection<{ _id: string }>('wechat_accounts').findOne({ _id: old.account })).toBeNull()
    const code = await web.call('POST', `/api/people/${sun.id}/entry-code`, {
      as: worker,
      body: { reason: '当面认过' },
    })
    const joined = await web.call('POST', '/api/me/joining', { as: fresh.person, body: { code: code.body['code'] } })
    expect([joined.status, (await here.personOf(fresh.account)).id]).toEqual([200, sun.id])
  })

  it('both stand in her changes, and the operator’s part at the desk for seven days; nobody strikes it off', async () => {
    const { sun, name } = await aLoss()
    await wish(sun.id)
    await agree(sun)
    expect((await now(sun)).changes.map(({ what, by }) => [what, by])).toEqual(
      expect.arrayContaining([
        ['release_proposed', worker.id],
        ['released', 'operator'],
      ]),
    )
    expect((await acts()).body['items']).toEqual([
      {
        at: here.house.clock.now().toISOString(),
        person: { id: sun.id, name: expect.any(String) },
        what: '换微信',
        to: joiningWords.released,
        reason: '社工来电话，核对过',
      },
    ])
    expect(name).toBeDefined()
    here.house.later(7 * 24 * 60 - 1)
    expect(await whats()).toEqual(['换微信'])
    here.house.later(2)
    expect(await whats()).toEqual([])
  })

  it('is found by name, and by phone where two have the name', async () => {
    const phones = ['13900007771', '13900007772']
    const [one] = await Promise.all(
      phones.map((phone) => aPerson(here.house, { stationId: 'home', name: '周同', phone })),
    )
    expect(await refusalOf(findNamed(here.house, 'home', { name: '周同' }))).toMatchObject({ code: 'conflict' })
    expect((await findNamed(here.house, 'home', { name: '周同', phone: phones[0] }))?.id).toBe(one?.id)
    expect(await findNamed(here.house, 'home', { name: '没有这个人' })).toBeUndefined()
  })
})

describe('whoever tries to take an account over there', () => {
  it('as the worker alone gets nowhere: she cannot agree to her own wish, and a code does not replace an account', async () => {
    const { sun, old, fresh } = await aLoss()
    await wish(sun.id)
    expect((await wish(sun.id)).status).toBe(403)
    const code = await web.call('POST', `/api/people/${sun.id}/entry-code`, { as: worker, body: { reason: '试试' } })
    const joined = await web.call('POST', '/api/me/joining', { as: fresh.person, body: { code: code.body['code'] } })
    expect(joined.status).not.toBe(200)
    expect((await here.personOf(old.account)).id).toBe(sun.id)
  })

  it('as the operator alone gets nowhere: nobody of the station has wished it, or not within a day', async () => {
    const { sun, old, session } = await aLoss()
    const refused = { code: 'forbidden', say: releaseWords.noWish }
    expect(await refusalOf(agree(sun))).toEqual(refused)
    await wish(sun.id)
    here.house.later(24 * 60 + 1)
    expect(await refusalOf(agree(sun))).toEqual(refused)
    expect((await here.personOf(old.account)).id).toBe(sun.id)
    expect(await identify(here.house, session)).not.toBeNull()
    expect(await whats()).toEqual([])
  })

  it('with one wish a second time finds nothing more to take, and neither does a second operator in the same moment', async () => {
    const { sun } = await aLoss()
    await wish(sun.id)
    const seen = await now(sun)
    const both = [releaseByOperator(here.house, seen, 'a'), releaseByOperator(here.house, seen, 'b')]
    expect((await Promise.all(both.map(refusalOf))).filter((refusal) => refusal?.code === 'conflict')).toHaveLength(1)
    expect(await refusalOf(agree(sun))).toEqual({ code: 'not_found', say: releaseWords.noAccount })
    expect((await now(sun)).changes.filter(({ what }) => what === 'released')).toHaveLength(1)
  })
})

it('what was done at the machine is for staff of the station alone', async () => {
  const { sun } = await aLoss()
  await wish(sun.id)
  await agree(sun)
  const far = await aWorker(here.house, { stationId: (await aStation(here.house)).id })
  expect(await whats(far)).toEqual([])
  expect((await web.call('GET', '/api/operator-acts')).status).toBe(401)
  expect((await acts(await aPerson(here.house, { stationId: 'home' }))).status).toBe(403)
  expect((await acts(await aPerson(here.house, { stationId: 'home', role: 'volunteer' }))).status).toBe(403)
})
