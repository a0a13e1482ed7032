import { peopleRoutes } from '../../../server/people/index.ts'
import { listTroubles, openWeChat, pushDoor } from '../../../server/platform/wechat/index.ts'
import { aPerson, aStation } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import type { StandInUser } from '../../factories/wechat/state.ts'
import { openWeChatGround, turningPace } from './line.ts'
import type { WeChatGround } from './line.ts'

let here: WeChatGround
let web: Web
beforeAll(async () => {
  here = await openWeChatGround()
  here.ground.wechat = here.wechat
  web = await openWeb(here.ground, peopleRoutes(here.ground, { demo: true, sandbox: false }), {
    callbacks: [pushDoor(here.ground)],
  })
})
beforeEach(async () => {
  await here.beginAnew()
  here.ground.wechat = here.wechat
  await aStation(here.ground, { id: 'home', phone: '0472-1112222' })
})
afterAll(async () => {
  await web.close()
  await here.close()
})

const signIn = (code: string) => web.call('POST', '/api/wechat/sessions', { body: { code } })
const codeOf = (user: StandInUser) => here.standIn.state.code(user)

async function tokenOf(user: StandInUser): Promise<string> {
  return String((await signIn(codeOf(user))).body['token'])
}

describe('signing in through WeChat', () => {
  it('makes a newcomer a resident of the home station whom nobody has verified', async () => {
    const user = here.standIn.state.user()
    const { status, body } = await signIn(codeOf(user))
    expect(status).toBe(201)
    expect(body).toEqual({
      token: expect.stringMatching(/^[\w-]{43}$/),
      person: { id: expect.any(String), name: '邻居', role: 'resident' },
    })
    const me = await web.call('GET', '/api/me', { as: String(body['token']) })
    expect(me).toMatchObject({ status: 200, body: { role: 'resident', station: { id: 'home' } } })
    expect(await here.ground.db.collection('people').findOne()).toMatchObject({
      verified: false,
      canBeWrittenTo: false,
    })
  })

  it('knows the same person again, also when five come at once', async () => {
    const user = here.standIn.state.user()
    const answers = await Promise.all(Array.from({ length: 5 }, () => signIn(codeOf(user))))
    answers.push(await signIn(codeOf(user)))
    expect(new Set(answers.map(({ body }) => (body['person'] as { id: string }).id)).size).toBe(1)
    expect(await here.ground.db.collection('people').countDocuments()).toBe(1)
  })

  it('finds the person to whom the station has given the account', async () => {
    const user = here.standIn.state.user()
    const { body } = await signIn(codeOf(user))
    const account = await here.ground.db.collection<{ _id: string }>('wechat_accounts').findOne()
    await here.ground.db.collection('people').deleteMany({})
    const wang = await aPerson(here.ground, { stationId: 'home', chatIds: [`wechat:${account?._id}`] })
    expect((await signIn(codeOf(user))).body).toMatchObject({ person: { id: wang.id } })
    expect((body['person'] as { id: string }).id).not.toBe(wang.id)
  })

  it('says it warmly when the code is used up, and asks WeChat once', async () => {
    const code = codeOf(here.standIn.state.user())
    await signIn(code)
    for (const spent of [code, 'never-given'])
      expect(await signIn(spent)).toMatchObject({
        status: 401,
        body: { error: 'unauthenticated', message: '登录没成功，请再点一次。' },
      })
    expect(here.standIn.count('/sns/jscode2session')).toBe(3)
  })

  it('shows a person of high risk the way to the station', async () => {
    const answer = await signIn(codeOf(here.standIn.state.user({ highRisk: true })))
    expect(answer).toMatchObject({ status: 403, body: { message: expect.stringContaining('0472-1112222') } })
  })

  it('says that it is WeChat’s turn when WeChat is away', async () => {
    here.standIn.turnKnob('/sns/jscode2session', 'http500', 'http500')
    expect(await signIn(codeOf(here.standIn.state.user()))).toMatchObject({
      status: 503,
      body: { error: 'unavailable' },
    })
  })

  it('is not there while WeChat is off, and the page knows', async () => {
    expect((await web.call('GET', '/api/hello')).body).toMatchObject({ wechat: true })
    delete here.ground.wechat
    expect((await web.call('GET', '/api/hello')).body).toMatchObject({ wechat: false })
    expect((await signIn('x')).status).toBe(404)
  })

  it.each(['', '王', 'x'.repeat(257)])('refuses %j as a code and names the field', async (code) => {
    expect(await signIn(code)).toMatchObject({ status: 400, body: { fields: [{ path: 'code' }] } })
  })
})

describe('the phone number that WeChat knows', () => {
  const give = (token: string | undefined, code: string) =>
    web.call('POST', '/api/me/phone', { as: token, body: { code } })
  const phoneCode = (user: StandInUser) => here.standIn.state.code(user, 'phone')

  it('is kept sealed and shown to its owner', async () => {
    const user = here.standIn.state.user({ phone: '19900005678' })
    const token = await tokenOf(user)
    const { status, body } = await give(token, phoneCode(user))
    expect([status, body]).toEqual([200, { phone: '19900005678' }])
    expect((await web.call('GET', '/api/me', { as: token })).body).toMatchObject({ phone: '19900005678' })
    expect(JSON.stringify(await here.ground.db.collection('people').find().toArray())).not.toContain('19900005678')
  })

  it('is never needed: whoever gives none is signed in all the same', async () => {
    const token = await tokenOf(here.standIn.state.user())
    expect((await web.call('GET', '/api/me', { as: token })).body).not.toHaveProperty('phone')
  })

  it('is asked for three times a day, and the fourth costs nothing', async () => {
    const user = here.standIn.state.user()
    const token = await tokenOf(user)
    const answers = await Promise.all(Array.from({ length: 8 }, () => give(token, phoneCode(user))))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
    expect(here.standIn.count('/wxa/business/getuserphonenumber')).toBe(3)
    here.turn(24 * 60)
    const again = await tokenOf(user)
    expect((await give(again, phoneCode(user))).status).toBe(200)
  })

  it('a code that WeChat refused is no turn, for it cost nothing', async () => {
    const [user, other] = [here.standIn.state.user(), here.standIn.state.user()]
    const token = await tokenOf(user)
    for (const bad of ['nothing', phoneCode(other), 'nothing', 'nothing'])
      expect(await give(token, bad)).toMatchObject({ status: 400, body: { fields: [{ path: 'code' }] } })
    expect((await give(token, phoneCode(user))).status).toBe(200)
  })

  it('has a cap for everybody together, and the operator hears of it', async () => {
    here.ground.wechat = openWeChat(
      here.ground,
      { ...here.standIn.settings, phoneCallsPerDay: 2 },
      turningPace(here.ground.clock),
    )
    const users = [1, 2, 3].map(() => here.standIn.state.user())
    const statuses: number[] = []
    for (const user of users) statuses.push((await give(await tokenOf(user), phoneCode(user))).status)
    expect(statuses).toEqual([200, 200, 429])
    expect(await listTroubles(here.ground, here.standIn.settings.appId, new Date(0))).toMatchObject([
      { api: 'phone', kind: 'cap' },
    ])
  })

  it('is for those who came through WeChat, and signed in', async () => {
    expect((await give(undefined, 'x')).status).toBe(401)
    const { id } = await aPerson(here.ground, { stationId: 'home', about: '演练里的一位居民' })
    const { body } = await web.call('POST', '/api/demo/sessions', { body: { personId: id } })
    expect(await give(String(body['token']), 'x')).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining('直接填写') },
    })
    expect(await give(String(body['token']), '')).toMatchObject({ status: 400, body: { fields: [{ path: 'code' }] } })
  })
})

it('no openid, session key, code or number in clear: not in an answer, the record or the log', async () => {
  const user = here.standIn.state.user({ phone: '19900007777' })
  const code = codeOf(user)
  const { body } = await signIn(code)
  await signIn(code)
  await web.call('GET', '/api/me', { as: String(body['token']) })
  await web.call('GET', '/api/me/reads', { as: String(body['token']) })
  const phone = here.standIn.state.code(user, 'phone')
  await web.call('POST', '/api/me/phone', { as: String(body['token']), body: { code: phone } })
  const record: unknown[] = []
  for (const collection of await here.ground.db.collections()) record.push(...(await collection.find().toArray()))
  const kept = JSON.stringify(record.filter((row) => !('bodyHash' in (row as object))))
  for (const private_ of [user.openid, user.sessionKey, code, phone]) {
    expect(web.said.join()).not.toContain(private_)
    expect(kept).not.toContain(private_)
    expect(here.logged()).not.toContain(private_)
  }
  expect(kept).not.toContain('19900007777')
  expect(here.logged()).not.toContain('19900007777')
})
