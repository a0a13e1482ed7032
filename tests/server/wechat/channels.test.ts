import { sweep } from '../../../server/app/sweep.ts'
import { readSettings } from '../../../server/app/env.ts'
import { routesOf, webOf } from '../../../server/app/web.ts'
import { listAlarms, readAlarmText } from '../../../server/duty/index.ts'
import { claimOutgoing, sayPrivately, settleOutgoing } from '../../../server/messaging/index.ts'
import { NOTICE_PAGE } from '../../../server/messaging/index.ts'
import { openSession } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { pushDoor } from '../../../server/platform/wechat/index.ts'
import { aStaffedStation } from '../../factories/house.ts'
import { aPerson } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { pushCall } from '../../factories/wechat/pushSender.ts'
import { TEMPLATES } from '../../factories/wechat/standIn.ts'
import type { StandInUser } from '../../factories/wechat/state.ts'
import { openWeChatHouse } from './house.ts'
import type { WeChatHouse } from './house.ts'

const SEND = '/cgi-bin/message/subscribe/send'
const TALK = '/cgi-bin/message/custom/send'
const progress = TEMPLATES.progress?.id ?? ''

let here: WeChatHouse
let station: { id: string }
let worker: Person
beforeAll(async () => {
  here = await openWeChatHouse()
  const staffed = await aStaffedStation(here.house)
  station = staffed.station
  worker = staffed.worker
})
beforeEach(() => here.beginAnew())
afterAll(() => here.close())

let keys = 0
const tell = async (person: Person, more = {}) => {
  const words = {
    key: `k${(keys += 1)}`,
    stationId: station.id,
    text: '小李接了，12点前到，交接码 3728。',
    template: 'request.accepted',
    code: 'A102',
    ...more,
  }
  const told = await sayPrivately(here.house, person, words)
  await here.house.work()
  return told
}
const states = async () =>
  (await here.house.outgoing()).filter(({ to }) => to[0]?.personId !== worker.id).map(({ state }) => state)
const bodies = (path: string) => here.standIn.state.heard.filter((heard) => heard.path === path).map(({ body }) => body)
const alarms = async () => (await listAlarms(here.house, station.id, {})).items

describe('words for somebody who came through WeChat', () => {
  it('go as a subscribe message that names no name, no door and no word of what was said', async () => {
    const { user, person } = await here.member()
    await here.consents(user)
    expect(await tell(person)).toBe(true)
    expect(await states()).toEqual(['sent'])
    expect(bodies(SEND)).toMatchObject([
      {
        touser: user.openid,
        template_id: progress,
        page: NOTICE_PAGE,
        data: {
          thing1: { value: '您的求助有人接了' },
          phrase2: { value: '有人接' },
          character_string3: { value: 'A102' },
          thing4: { value: '点开小程序看详情' },
        },
      },
    ])
    expect(JSON.stringify(bodies(SEND))).not.toMatch(/3728|小李/)
  })

  it('are as many as were allowed; then another way is taken', async () => {
    const { user, person } = await here.member()
    await here.consents(user)
    await here.consents(user)
    expect([await tell(person), await tell(person), await tell(person)]).toEqual([true, true, false])
    expect(here.standIn.count(SEND)).toBe(2)
  })

  it('go into the open talk where there is no consent, five after a message', async () => {
    const { user, person } = await here.member()
    await here.push({ FromUserName: user.openid, Event: 'user_enter_tempsession' })
    user.window = { until: here.standIn.state.now() + 60_000, left: 2 }
    const told = [await tell(person), await tell(person), await tell(person)]
    expect(told).toEqual([true, true, false])
    expect(bodies(TALK)[0]).toMatchObject({ touser: user.openid, text: { content: expect.stringContaining('3728') } })
    here.house.later(2)
    expect(await tell(person)).toBe(false)
  })

  it('a refusal empties the ledger, and the next channel is taken at once', async () => {
    const { user, person } = await here.member()
    await here.consents(user)
    await here.consents(user)
    await here.push({ FromUserName: user.openid, Event: 'user_enter_tempsession' })
    user.window = { until: here.standIn.state.now() + 60_000, left: 2 }
    user.credits.clear()
    expect(await tell(person)).toBe(true)
    expect([here.standIn.count(SEND), here.standIn.count(TALK)]).toEqual([1, 1])
    expect(await tell(person)).toBe(true)
    expect(here.standIn.count(SEND)).toBe(1)
  })

  it('a consent taken back in WeChat counts no more', async () => {
    const { user, person } = await here.member()
    await here.consents(user)
    here.house.later(1)
    await here.push({
      FromUserName: user.openid,
      Event: 'subscribe_msg_change_event',
      List: { TemplateId: progress, SubscribeStatusString: 'reject' },
    })
    expect(await tell(person)).toBe(false)
    expect(here.standIn.count(SEND)).toBe(0)
  })

  it.each([
    'http500',
    'timeout',
    'reset',
    { errcode: 47003 },
    { errcode: 43107 },
    { errcode: 45168 },
    'ip_not_whitelisted',
  ] as const)('become a matter for a person within a minute when no channel works: %j', async (knob) => {
    const { user, person } = await here.member()
    await here.consents(user)
    await here.push({ FromUserName: user.openid, Event: 'user_enter_tempsession' })
    for (const path of [SEND, TALK])
      here.standIn.turnKnob(path, ...Array.from({ length: 9 }, () => (knob === 'timeout' ? 'reset' : knob)))
    const began = here.house.clock.now().getTime()
    expect(await tell(person)).toBe(true)
    expect(here.house.clock.now().getTime() - began).toBeLessThan(60_000)
    expect(await states()).toEqual(['dead'])
    expect((await alarms()).map(({ kind }) => kind)).toContain('message_undelivered')
  })

  it('do not spend a consent when WeChat certainly took nothing', async () => {
    const { user, person } = await here.member()
    await here.consents(user)
    here.standIn.turnKnob(SEND, { errcode: 45168 })
    await tell(person)
    expect(await tell(person)).toBe(true)
    expect(await states()).toEqual(['dead', 'sent'])
  })

  it('that WeChat took and did not bring are told by a person', async () => {
    const { user, person } = await here.member()
    await here.consents(user)
    await tell(person)
    const [row] = await here.house.db.collection('outgoing').find({ adapter: 'wechat' }).toArray()
    const List = { TemplateId: progress, MsgID: row?.['platformMessageId'], ErrorCode: '1', ErrorStatus: 'user_reject' }
    await here.push({ FromUserName: user.openid, Event: 'subscribe_msg_sent_event', List })
    expect(await states()).toEqual(['dead'])
    expect((await alarms()).map(({ kind }) => kind)).toContain('message_undelivered')
  })

  it('wait in the record when nobody woke the teller, and the sweeper does', async () => {
    const { user, person } = await here.member()
    await here.consents(user)
    await sayPrivately(here.house, person, { key: 'x', stationId: station.id, text: '好', template: 'request.late' })
    here.house.waiting.length = 0
    here.house.later(1)
    await sweep(here.house, false)
    await here.house.work()
    expect(await states()).toEqual(['sent'])
  })

  it('several for one person go one after another', async () => {
    const { user, person } = await here.member()
    for (let i = 0; i < 3; i += 1) await here.consents(user)
    for (const key of ['a', 'b', 'c'])
      await sayPrivately(here.house, person, {
        key,
        stationId: station.id,
        text: key,
        template: 'request.late',
        code: `A10${key.charCodeAt(0) - 96}`,
      })
    await here.house.work()
    expect(
      bodies(SEND).map(({ data }) => (data as { character_string3: { value: string } }).character_string3.value),
    ).toEqual(['A101', 'A102', 'A103'])
  })

  it('stay in the chat for whoever can be written to there; only what the chat refuses comes this way', async () => {
    const { user, account } = await here.member()
    const person = await here.personOf(account)
    await here.house.db
      .collection<{ _id: string }>('people')
      .updateOne({ _id: person.id }, { $set: { canBeWrittenTo: true, chatIds: ['sandbox:wang', `wechat:${account}`] } })
    await here.consents(user)
    await tell(await here.personOf(account))
    expect(here.standIn.count(SEND)).toBe(0)
    const [message] = await claimOutgoing(here.house, 'sandbox', 'one', 1)
    await settleOutgoing(here.house, {
      id: message?.id ?? '',
      fence: message?.fence ?? 0,
      outcome: 'refused',
      at: here.house.clock.now(),
    })
    await here.house.work()
    expect(here.standIn.count(SEND)).toBe(1)
    expect(await states()).toEqual(['sent'])
  })
})

describe('the customer-service talk', () => {
  it('is heard and answered like a private chat', async () => {
    const { user, person } = await here.member()
    await here.writes(user, '您好，能帮我送两斤西红柿吗？六区9栋')
    expect(bodies(TALK)).toMatchObject([{ touser: user.openid, text: { content: expect.stringContaining('西红柿') } }])
    expect(await here.house.db.collection('requests').findOne()).toMatchObject({ requesterId: person.id })
  })

  it('of somebody who never signed in makes a person of him', async () => {
    const user = here.standIn.state.user()
    await here.writes(user, '你好，我家没米了，能送一袋吗？')
    expect(here.standIn.count(TALK)).toBe(1)
    expect(await here.house.db.collection('people').countDocuments({ chatIds: /^wechat:/ })).toBe(1)
  })

  it('is where she looks: an answer there spends no consent', async () => {
    const { user } = await here.member()
    await here.consents(user)
    await here.writes(user, '家里没有米了，能帮我送一袋吗？')
    expect([here.standIn.count(SEND), here.standIn.count(TALK)]).toEqual([0, 1])
  })
})

describe('a consent that is taken back altogether', () => {
  it('signs out, forgets what WeChat told us, and calls a worker', async () => {
    const { user, person, account } = await here.member()
    await here.consents(user)
    const session = await openSession(here.house, person.id)
    await here.push({
      FromUserName: 'gh_system',
      Event: 'user_authorization_revoke',
      OpenID: user.openid,
      AppID: here.standIn.settings.appId,
      RevokeInfo: '1',
    })
    const count = (collection: string, filter = {}) => here.house.db.collection(collection).countDocuments(filter)
    expect(
      await Promise.all([
        count('wechat_accounts'),
        count('wechat_subscriptions'),
        count('sessions', { personId: person.id }),
      ]),
    ).toEqual([0, 0, 0])
    expect(session).toBeDefined()
    expect(await here.house.db.collection('people').findOne({ chatIds: `wechat:${account}` })).toBeNull()
    const [alarm] = (await alarms()).filter(({ kind }) => kind === 'needs_person')
    const reader = { id: worker.id, role: worker.role, reason: 'alarm', stationId: station.id }
    expect(await readAlarmText(here.house, alarm?.id ?? '', reader)).toContain('收回了授权')
  })
})

it('what WeChat refuses for good calls a worker within a minute, once', async () => {
  const { user, person } = await here.member()
  await here.consents(user)
  here.standIn.turnKnob(SEND, { errcode: 47003, errmsg: 'argument invalid! data.thing4.value invalid' })
  await tell(person)
  for (let i = 0; i < 3; i += 1) await sweep(here.house, false)
  const [alarm, ...more] = (await alarms()).filter(({ kind }) => kind === 'wechat_trouble')
  const reader = { id: worker.id, role: worker.role, reason: 'alarm', stationId: station.id }
  expect(await readAlarmText(here.house, alarm?.id ?? '', reader)).toContain('subscribeSend 47003 thing4')
  expect(more).toEqual([])
})

it('the whole product answers WeChat’s question whether the address is ours', async () => {
  const { MONGODB_URI, REDIS_URL } = process.env
  const settings = readSettings({ MONGODB_URI, REDIS_URL, DATA_DIR: '/nowhere', BOT_TOKEN: 'x'.repeat(32) })
  const app = webOf(here.house, settings)
  const { port } = await app.listen(0, '127.0.0.1')
  const { appId, push } = here.standIn.settings
  const { query } = pushCall({ appId, token: '', encodingAesKey: '', ...push }, {}, here.house.clock.now())
  const ask = new URLSearchParams({ ...query, echostr: '123456' }).toString()
  const answer = await fetch(`http://127.0.0.1:${port}/api/wechat/push?${ask}`)
  expect([answer.status, await answer.text()]).toEqual([200, '123456'])
  await app.close()
})

describe('what the phone reports', () => {
  let web: Web
  beforeAll(async () => {
    web = await openWeb(here.house, routesOf(here.house, { demo: false, chatAdapter: 'sandbox' }), {
      callbacks: [pushDoor(here.house)],
    })
  })
  afterAll(() => web.close())
  const signedIn = async (parts?: Partial<StandInUser>) => {
    const { person, user } = await here.member(parts)
    return { token: await web.signIn(person), user }
  }
  const answers = (...pairs: [string, string][]) => ({
    answers: pairs.map(([template, answer]) => ({ template, answer })),
  })
  const credits = ({ body }: { body: Record<string, unknown> }) =>
    (body['items'] as { credits: number }[]).map((item) => item.credits)

  it('counts a consent once, whatever its order with WeChat’s event', async () => {
    const { token, user } = await signedIn()
    const first = await web.call('POST', '/api/me/subscriptions', {
      as: token,
      body: answers(['progress', 'accept']),
      key: 'one',
    })
    const again = await web.call('POST', '/api/me/subscriptions', {
      as: token,
      body: answers(['progress', 'accept']),
      key: 'one',
    })
    expect(first).toMatchObject({
      status: 200,
      body: { items: [{ template: 'progress', templateId: progress, credits: 1 }] },
    })
    expect([again.status, again.body]).toEqual([first.status, first.body])
    await here.consents(user)
    expect(credits(await web.call('GET', '/api/me/subscriptions', { as: token }))).toEqual([1])
  })

  it('a refusal takes nothing away that was allowed before', async () => {
    const { token, user } = await signedIn()
    await here.consents(user)
    expect(
      credits(await web.call('POST', '/api/me/subscriptions', { as: token, body: answers(['progress', 'reject']) })),
    ).toEqual([1])
  })

  it('offers a resident the news, a worker the alarms too', async () => {
    const { account } = await here.member()
    const person = await here.personOf(account)
    await here.house.db
      .collection<{ _id: string }>('people')
      .updateOne({ _id: person.id }, { $set: { role: 'station_worker' } })
    const { body } = await web.call('GET', '/api/me/subscriptions', { as: person })
    expect((body['items'] as { template: string }[]).map(({ template }) => template)).toEqual([
      'progress',
      'offer',
      'alarm',
    ])
  })

  it('is for people in WeChat who are signed in, and names what is wrong', async () => {
    const { token } = await signedIn()
    const call = (body: unknown, as?: string) => web.call('POST', '/api/me/subscriptions', { as, body })
    expect((await call(answers(['progress', 'accept']))).status).toBe(401)
    expect((await web.call('GET', '/api/me/subscriptions')).status).toBe(401)
    expect(await call(answers(['alarm', 'accept']), token)).toMatchObject({ status: 404 })
    expect(await call(answers(['progress', 'perhaps']), token)).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'answers.0.answer' }] },
    })
    expect(await call(answers(['progress', 'accept'], ['progress', 'accept']), token)).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'answers' }] },
    })
    const outside = await aPerson(here.house, { stationId: station.id })
    const theirs = await web.signIn(outside)
    const empty = await web.call('GET', '/api/me/subscriptions', { as: theirs })
    expect([empty.status, empty.body]).toEqual([200, { items: [] }])
    expect((await call(answers(['progress', 'accept']), theirs)).status).toBe(404)
  })
})
