import { currentText } from '@yimin/shared/consent/texts'
import { answerConsent } from '../../../server/people/consent/commands/answerConsent.ts'
import {
  entryRoutes,
  findPerson,
  identify,
  mineRoutes,
  peopleRoutes,
  registerPerson,
} from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { answer, readSentence } from '../../../server/chat/talk/answer.ts'
import { joiningRoutes, privacyRoutes, sweepJoins } from '../../../server/privacy/index.ts'
import { joinsOf } from '../../../server/privacy/joining/join.model.ts'
import { requestsOf } from '../../../server/requests/index.ts'
import type { Station } from '../../../server/organisations/index.ts'
import { aRequest } from '../../factories/house.ts'
import { aPerson, aStation, aWorker } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { openWeChatHouse } from './house.ts'
import type { WeChatHouse } from './house.ts'

let here: WeChatHouse
let web: Web
let station: Station
let worker: Person
beforeAll(async () => {
  here = await openWeChatHouse()
  station = await aStation(here.house, { id: 'home', phone: '0472-1112222' })
  worker = await aWorker(here.house, { stationId: 'home', onDuty: true })
  const { house } = here
  const people = peopleRoutes(house, { demo: false, sandbox: false })
  web = await openWeb(house, [
    ...people,
    ...mineRoutes(house),
    ...entryRoutes(house),
    ...joiningRoutes(house),
    ...privacyRoutes(house),
  ])
})
beforeEach(() => here.beginAnew())
afterAll(async () => {
  await web.close()
  await here.close()
})

let numbers = 0
const aNumber = () => `1990000${2000 + (numbers += 1)}`
/** Written down at the counter: a worker vouches for the number. */
const known = (phone: string, name = '王桂兰') =>
  registerPerson(
    here.house,
    { stationId: 'home', name, phone },
    { id: worker.id, role: worker.role, stationId: 'home' },
  )
const join = (as: Person, body: object = {}) => web.call('POST', '/api/me/joining', { as, body })
const part = (id: string, as: Person | undefined = worker) =>
  web.call('POST', `/api/people/${id}/parting`, { as, body: { reason: '认错了人' } })
const givesPhone = (as: Person, user: Parameters<WeChatHouse['standIn']['state']['code']>[0]) =>
  web.call('POST', '/api/me/phone', { as, body: { code: here.standIn.state.code(user, 'phone') } })
const writesPhone = (as: Person, phone: string) =>
  web.call('PUT', '/api/me/phone', { as, body: { version: as.v, phone } })
const codeOf = async (id: string) =>
  String(
    (await web.call('POST', `/api/people/${id}/entry-code`, { as: worker, body: { reason: '当面认过' } })).body['code'],
  )
const ownerOf = async (_id: string) => (await requestsOf(here.house).findOne({ _id }))?.requesterId
const now = (person: Person) => findPerson(here.house, person.id)

async function proven(phone: string) {
  const member = await here.member({ phone })
  return { ...member, answer: await givesPhone(member.person, member.user) }
}

describe('an account and the person whom the station knows', () => {
  it('become one by the number that WeChat knows and a worker wrote down; both histories are one', async () => {
    const phone = aNumber()
    const wang = await known(phone)
    const before = await aRequest(here.house, wang)
    const { person, account, answer: kept } = await proven(phone)
    const asked = await aRequest(here.house, person)
    expect(kept.body).toEqual({ phone, joinable: true })
    const { status, body } = await join(person)
    expect([status, body['person']]).toEqual([200, { id: wang.id, name: '王桂兰', role: 'resident' }])
    expect(await identify(here.house, String(body['token']))).toMatchObject({ personId: wang.id })
    expect([await ownerOf(before._id), await ownerOf(asked._id)]).toEqual([wang.id, wang.id])
    expect((await requestsOf(here.house).findOne({ _id: asked._id }))?.history[0]?.by).toBe(wang.id)
    expect(await now(person)).toBeUndefined()
    expect((await here.personOf(account)).id).toBe(wang.id)
  })

  it('become one by a code of the station, also where no phone is known; what only the account told is kept', async () => {
    const phone = aNumber()
    const sun = await aPerson(here.house, { stationId: 'home', name: '孙建国' })
    const { person } = await proven(phone)
    const code = await codeOf(sun.id)
    expect((await join(person, { code })).status).toBe(200)
    expect(await now(sun)).toMatchObject({ known: { phone: true } })
    const me = await web.call('GET', '/api/me', { as: sun })
    expect(me.body).toMatchObject({ phone })
  })

  it('what the account agreed to goes along where the station has asked nothing, and back with it', async () => {
    const { person } = await here.member()
    await answerConsent(here.house, person, { kind: 'rules', version: currentText('rules').version, agrees: true })
    const wang = await aPerson(here.house, { stationId: 'home', chatIds: [] })
    await join(person, { code: await codeOf(wang.id) })
    expect((await now(wang))?.consents).toMatchObject([{ kind: 'rules', agreed: true, act: 'page' }])
    await part(wang.id)
    expect([(await now(wang))?.consents, (await now(person))?.consents]).toMatchObject([[], [{ agreed: true }]])
  })

  it('nothing is filled in against her own no', async () => {
    const { person } = await proven(aNumber())
    const wang = await aPerson(here.house, { stationId: 'home', chatIds: [] })
    await answerConsent(here.house, wang, { kind: 'rules', version: currentText('rules').version, agrees: false })
    await join(person, { code: await codeOf(wang.id) })
    expect((await now(wang))?.known.phone).toBe(false)
  })

  it('the person is told in the chat that she has', async () => {
    const sun = await aPerson(here.house, { stationId: 'home' })
    const { person } = await here.member()
    await join(person, { code: await codeOf(sun.id) })
    expect(await here.house.outgoing()).toMatchObject([{ template: 'talk.joined', to: [{ personId: sun.id }] }])
  })

  it('what came in the moment goes over at the second look', async () => {
    const sun = await aPerson(here.house, { stationId: 'home' })
    const { person } = await here.member()
    await join(person, { code: await codeOf(sun.id) })
    const late = await aRequest(here.house, person)
    here.house.later(1.1)
    await sweepJoins(here.house)
    expect(await ownerOf(late._id)).toBe(sun.id)
    expect(await joinsOf(here.house).findOne()).toMatchObject({ state: 'joined' })
  })

  it('one that died half-way is carried out by the sweeper', async () => {
    const sun = await aPerson(here.house, { stationId: 'home' })
    const { person, account } = await here.member()
    const asked = await aRequest(here.house, person)
    await join(person, { code: await codeOf(sun.id) })
    await requestsOf(here.house).updateOne({ _id: asked._id }, { $set: { requesterId: person.id } })
    await joinsOf(here.house).updateOne({}, { $set: { state: 'running', nextAt: here.house.clock.now() } })
    await sweepJoins(here.house)
    expect(await ownerOf(asked._id)).toBe(sun.id)
    expect((await here.personOf(account)).id).toBe(sun.id)
  })
})

describe('who tries to take over somebody else', () => {
  it('by writing her number himself gets nothing, neither now nor when she comes', async () => {
    const phone = aNumber()
    const wang = await known(phone)
    const attacker = (await here.member()).person
    await writesPhone(attacker, phone)
    expect(await join((await now(attacker)) as Person)).toMatchObject({ status: 409, body: { error: 'conflict' } })
    const victim = await proven(aNumber())
    const trap = await here.member()
    await writesPhone(trap.person, victim.user.phone)
    expect(await join(victim.person)).toMatchObject({ status: 409 })
    expect((await now(wang))?.chatIds.some((id) => id.startsWith('wechat:'))).toBe(false)
  })

  it('by changing his own vouched number to hers no longer has one that counts', async () => {
    const attacker = await known(aNumber(), '钱某')
    const victim = await proven(aNumber())
    expect((await writesPhone((await now(attacker)) as Person, victim.user.phone)).status).toBe(200)
    expect(await join(victim.person)).toMatchObject({ status: 409 })
  })

  it('by bearing her name gets nothing', async () => {
    await known(aNumber(), '王桂兰')
    const { person } = await here.member()
    await web.call('PUT', '/api/me/name', { as: person, body: { version: person.v, name: '王桂兰' } })
    expect((await join((await now(person)) as Person)).status).toBe(409)
  })

  it('by guessing codes is stopped after five; the sixth is not looked at', async () => {
    const sun = await aPerson(here.house, { stationId: 'home' })
    const code = await codeOf(sun.id)
    const { person } = await here.member()
    const wrong = code === '00000000' ? '11111111' : '00000000'
    for (const status of [400, 400, 400, 400, 400, 429])
      expect((await join(person, { code: wrong })).status).toBe(status)
    expect((await join(person, { code })).status).toBe(429)
    expect((await join(person, { code: 'x' })).body).toMatchObject({ fields: [{ path: 'code' }] })
  })

  it('a number that several share joins nobody: a household needs a code', async () => {
    const phone = aNumber()
    await known(phone)
    await registerPerson(here.house, { stationId: 'home', name: '李国强', phone, evenIfPhoneKnown: true }, { id: worker.id, role: worker.role }) // prettier-ignore
    const { person, answer: kept } = await proven(phone)
    expect(kept.body).toEqual({ phone })
    expect((await join(person)).status).toBe(409)
  })

  it('staff, helpers by phone, people of another station and people with an account are out of reach', async () => {
    const phone = aNumber()
    await aWorker(here.house, { stationId: 'home', phone, phoneFrom: 'staff' })
    const { person } = await proven(phone)
    expect((await join(person)).status).toBe(409)
    const elsewhere = await aPerson(here.house)
    const colleague = await aWorker(here.house, { stationId: elsewhere.stationId })
    const { body } = await web.call('POST', `/api/people/${elsewhere.id}/entry-code`, {
      as: colleague,
      body: { reason: '当面' },
    })
    expect((await join(person, { code: String(body['code']) })).status).toBe(400)
    const taken = await aPerson(here.house, { stationId: 'home', chatIds: ['wechat:other'] })
    expect((await join(person, { code: await codeOf(taken.id) })).status).toBe(409)
  })

  it('somebody whom the station knows already joins nobody, and nobody who is not signed in', async () => {
    const sun = await aPerson(here.house, { stationId: 'home' })
    const code = await codeOf(sun.id)
    const li = await aPerson(here.house, { stationId: 'home' })
    expect((await join(li, { code })).status).toBe(409)
    expect((await web.call('POST', '/api/me/joining', { body: { code } })).status).toBe(401)
    expect((await join((await here.member()).person, { code })).status).toBe(200)
  })
})

describe('a wrong join', () => {
  it('is undone by a worker: each has again what was his, and what was done since stays', async () => {
    const phone = aNumber()
    const sun = await aPerson(here.house, { stationId: 'home' })
    const own = await aRequest(here.house, sun)
    const { person, account } = await proven(phone)
    const brought = await aRequest(here.house, person)
    const token = String((await join(person, { code: await codeOf(sun.id) })).body['token'])
    const since = await aRequest(here.house, sun)
    const { status, body } = await part(sun.id)
    expect([status, (body['changes'] as object[])[0]]).toMatchObject([200, { what: '撤回微信', reason: '认错了人' }])
    expect([await ownerOf(own._id), await ownerOf(since._id), await ownerOf(brought._id)]).toEqual([
      sun.id,
      sun.id,
      person.id,
    ])
    expect((await here.personOf(account)).id).toBe(person.id)
    expect(await now(sun)).toMatchObject({ known: { phone: false }, chatIds: sun.chatIds })
    expect(await now(person)).toMatchObject({ known: { phone: true }, name: person.name, createdAt: person.createdAt })
    expect(await identify(here.house, token)).toBeNull()
    expect((await part(sun.id)).status).toBe(403)
  })

  it('can be made anew with the right person', async () => {
    const [sun, li] = [
      await aPerson(here.house, { stationId: 'home' }),
      await aPerson(here.house, { stationId: 'home' }),
    ]
    const { person, account } = await here.member()
    await join(person, { code: await codeOf(sun.id) })
    await part(sun.id)
    expect((await join((await now(person)) as Person, { code: await codeOf(li.id) })).status).toBe(200)
    expect((await here.personOf(account)).id).toBe(li.id)
  })

  it('is undone within thirty days, by staff of the station, with a reason', async () => {
    const sun = await aPerson(here.house, { stationId: 'home' })
    const { person } = await here.member()
    await join(person, { code: await codeOf(sun.id) })
    expect((await part(sun.id, sun)).status).toBe(403)
    expect((await part(sun.id, await aWorker(here.house))).status).toBe(404)
    expect((await web.call('POST', `/api/people/${sun.id}/parting`, { body: { reason: '错了' } })).status).toBe(401)
    const bare = await web.call('POST', `/api/people/${sun.id}/parting`, { as: worker, body: {} })
    expect(bare.body).toMatchObject({ fields: [{ path: 'reason' }] })
    here.house.later(31 * 24 * 60)
    expect((await part(sun.id)).status).toBe(403)
  })
})

it('whoever has herself erased leaves nothing of the account behind', async () => {
  const sun = await aPerson(here.house, { stationId: 'home' })
  const { person, account } = await here.member()
  await aRequest(here.house, person)
  await join(person, { code: await codeOf(sun.id) })
  expect((await web.call('POST', '/api/me/erasure', { as: sun, body: { sure: true } })).status).toBe(200)
  const left: unknown[] = []
  for (const name of ['people', 'joins', 'wechat_accounts', 'entry_codes'])
    left.push(...(await here.house.db.collection(name).find().toArray()))
  for (const id of [person.id, sun.id, account]) expect(JSON.stringify(left)).not.toContain(id)
  expect(await requestsOf(here.house).countDocuments({ requesterId: { $in: [sun.id, person.id] } })).toBe(0)
})

describe('the assistant', () => {
  const say = (speaker: Person, text: string, channel: 'private' | 'room', cause = 'm1') => {
    const utterance = { station, speaker, where: { channel, chatId: 'sandbox:g1' }, text, spokenTo: true, cause, at: here.house.clock.now() } // prettier-ignore
    return answer(here.house, utterance, readSentence(utterance))
  }

  it('gives a code in private, the same for the same message, and never in a group', async () => {
    const sun = await aPerson(here.house, { stationId: 'home' })
    expect((await say(sun, '登录码', 'room'))[0]?.text).not.toMatch(/\d{4} \d{4}/)
    const [first] = await say(sun, '给我个登录码', 'private')
    const [again] = await say(sun, '给我个登录码', 'private')
    expect(again).toEqual(first)
    const code = /\d{4} \d{4}/.exec(first?.text ?? '')?.[0] ?? ''
    expect((await join((await here.member()).person, { code })).status).toBe(200)
  })

  it('gives staff none', async () => {
    expect((await say(worker, '登录码', 'private', 'm2'))[0]?.text).not.toMatch(/\d{4}/)
  })
})
