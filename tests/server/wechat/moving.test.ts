import { joiningWords } from '@yimin/shared/joining/words'
import { answer, readSentence } from '../../../server/chat/talk/answer.ts'
import { entryRoutes, findPerson, identify, openSession, peopleRoutes } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { signInByWeChat } from '../../../server/people/commands/signInByWeChat.ts'
import { joiningRoutes, privacyRoutes } from '../../../server/privacy/index.ts'
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
let colleague: Person
beforeAll(async () => {
  here = await openWeChatHouse()
  station = await aStation(here.house, { id: 'home', phone: '0472-1112222' })
  worker = await aWorker(here.house, { stationId: 'home', name: '赵敏' })
  colleague = await aWorker(here.house, { stationId: 'home', name: '钱芳' })
  const { house } = here
  const people = peopleRoutes(house, { demo: false, sandbox: false })
  web = await openWeb(house, [...people, ...entryRoutes(house), ...joiningRoutes(house), ...privacyRoutes(house)])
})
beforeEach(() => here.beginAnew())
afterAll(async () => {
  await web.close()
  await here.close()
})

const now = (person: { id: string }) => findPerson(here.house, person.id)
const joins = (as: Person, code: string) => web.call('POST', '/api/me/joining', { as, body: { code } })
const release = (id: string, as: Person | undefined) =>
  web.call('POST', `/api/people/${id}/wechat-release`, { as, body: { reason: '手机丢了，当面认过' } })
const codeOfStation = async (id: string) =>
  String(
    (await web.call('POST', `/api/people/${id}/entry-code`, { as: worker, body: { reason: '当面认过' } })).body['code'],
  )

let messages = 0
async function says(speaker: Person, text: string, channel: 'private' | 'app'): Promise<string> {
  const where = { channel, chatId: 'sandbox:g1' }
  const said = {
    station,
    speaker,
    where,
    text,
    spokenTo: true,
    cause: `say-${(messages += 1)}`,
    at: here.house.clock.now(),
  }
  return (await answer(here.house, said, readSentence(said)))[0]?.text ?? ''
}
const ownCode = async (speaker: Person) => /\d{4} \d{4}/.exec(await says(speaker, '登录码', 'private'))?.[0] ?? ''

let moves = 0
/** Somebody in the group who has come by WeChat as well, signed in on the old phone; and the new phone's fresh account. */
async function aMove() {
  const old = await here.member()
  const chat = `sandbox:sun${(moves += 1)}`
  const chatIds = [chat, `wechat:${old.account}`]
  await here.house.db.collection<{ _id: string }>('people').deleteOne({ _id: old.person.id })
  const sun = await aPerson(here.house, { stationId: 'home', chatIds })
  const session = (await openSession(here.house, sun.id))?.token ?? ''
  await here.consents(old.user)
  return { sun, chat, old, session, fresh: await here.member() }
}
const accounts = () => here.house.db.collection<{ _id: string }>('wechat_accounts').distinct('_id')
const comesAgain = (user: Parameters<WeChatHouse['standIn']['state']['code']>[0]) =>
  signInByWeChat(here.house, here.standIn.state.code(user))

describe('whoever has a new WeChat account and her old chat', () => {
  it('moves by a code of her own; the old account is signed out and is a newcomer if it comes again', async () => {
    const { sun, chat, old, session, fresh } = await aMove()
    const asked = await aRequest(here.house, sun)
    const joined = await joins(fresh.person, await ownCode(sun))
    expect(joined).toMatchObject({ status: 200, body: { person: { id: sun.id } } })
    expect(await identify(here.house, session)).toBeNull()
    expect((await now(sun))?.chatIds).toEqual([chat, `wechat:${fresh.account}`])
    expect(await accounts()).toEqual([fresh.account])
    expect(await here.house.db.collection('wechat_subscriptions').countDocuments()).toBe(0)
    const stranger = await comesAgain(old.user)
    expect([stranger.id === sun.id, stranger.verified, stranger.known.phone]).toEqual([false, false, false])
    expect((await here.house.db.collection('requests').findOne({ code: asked.code }))?.['requesterId']).toBe(sun.id)
    expect((await now(sun))?.changes.at(-1)).toMatchObject({ what: 'joined', reason: joiningWords.byOwnCode })
  })

  it('is told where she can be told, and a worker gives her the old one back', async () => {
    const { sun, chat, old, fresh } = await aMove()
    await joins(fresh.person, await ownCode(sun))
    expect(await here.house.outgoing()).toMatchObject([{ template: 'talk.joined', to: [{ personId: sun.id }] }])
    const undo = await web.call('POST', `/api/people/${sun.id}/parting`, { as: worker, body: { reason: '不是她' } })
    expect(undo.status).toBe(200)
    expect((await now(sun))?.chatIds.sort()).toEqual([chat, `wechat:${old.account}`])
    expect((await comesAgain(old.user)).id).toBe(sun.id)
    expect((await comesAgain(fresh.user)).id).toBe(fresh.person.id)
  })

  it('leaves nothing of either account behind when she has herself erased', async () => {
    const { sun, old, fresh } = await aMove()
    await joins(fresh.person, await ownCode(sun))
    expect((await web.call('POST', '/api/me/erasure', { as: sun, body: { sure: true } })).status).toBe(200)
    const left: unknown[] = []
    for (const name of ['people', 'joins', 'wechat_accounts', 'wechat_subscriptions'])
      left.push(...(await here.house.db.collection(name).find().toArray()))
    for (const id of [old.account, fresh.account, sun.id]) expect(JSON.stringify(left)).not.toContain(id)
  })
})

describe('whoever tries to take an account over', () => {
  it('as one of the staff alone gets nowhere: neither by a code of the station nor from inside her pages', async () => {
    const { sun, old, session, fresh } = await aMove()
    const { status, body } = await joins(fresh.person, await codeOfStation(sun.id))
    expect([status, body['message']]).toEqual([409, joiningWords.hasOwn])
    const entered = await web.call('POST', '/api/sessions/code', { body: { code: await codeOfStation(sun.id) } })
    expect(entered.status).toBe(201)
    expect(await says(sun, '登录码', 'app')).not.toMatch(/\d{4} \d{4}/)
    expect((await here.personOf(old.account)).id).toBe(sun.id)
    expect(await identify(here.house, session)).not.toBeNull()
  })

  it('with a code that was drawn before she drew another one comes too late', async () => {
    const { sun, fresh } = await aMove()
    const first = await ownCode(sun)
    await ownCode(sun)
    expect((await joins(fresh.person, first)).status).toBe(400)
    expect((await now(sun))?.chatIds).not.toContain(`wechat:${fresh.account}`)
  })
})

describe('whoever has lost phone and account', () => {
  it('is moved by two of the staff: one wishes it, another one agrees, and then a code of the station is enough', async () => {
    const { sun, chat, old, session, fresh } = await aMove()
    const wished = await release(sun.id, worker)
    expect(wished.body).toMatchObject({
      weChatRelease: { by: '赵老师', reason: '手机丢了，当面认过' },
      abilities: { releaseWeChat: false },
    })
    expect(await identify(here.house, session)).not.toBeNull()
    expect(await release(sun.id, worker)).toMatchObject({ status: 403, body: { message: joiningWords.notReleasable } })
    const agreed = await release(sun.id, colleague)
    expect(agreed.status).toBe(200)
    expect(agreed.body).not.toHaveProperty('weChatRelease')
    expect((agreed.body['changes'] as { what: string }[]).slice(0, 2).map(({ what }) => what)).toEqual([
      '换微信',
      '提议换微信',
    ])
    expect(await identify(here.house, session)).toBeNull()
    expect((await now(sun))?.chatIds).toEqual([chat])
    expect(await accounts()).not.toContain(old.account)
    expect((await joins(fresh.person, await codeOfStation(sun.id))).status).toBe(200)
    expect((await here.personOf(fresh.account)).id).toBe(sun.id)
  })

  it('a wish is over after a day: what the second one says then is a new wish', async () => {
    const { sun, old } = await aMove()
    await release(sun.id, worker)
    here.house.later(24 * 60 + 1)
    expect(await release(sun.id, colleague)).toMatchObject({ status: 200, body: { weChatRelease: { by: '钱老师' } } })
    expect((await here.personOf(old.account)).id).toBe(sun.id)
  })

  it('of two who agree in one moment one has done it', async () => {
    const { sun } = await aMove()
    const third = await aWorker(here.house, { stationId: 'home', name: '孙丽' })
    await release(sun.id, worker)
    const answers = await Promise.all([release(sun.id, colleague), release(sun.id, third)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await now(sun))?.changes.filter(({ what }) => what === 'released')).toHaveLength(1)
  })

  it('is for staff of the own station, with a reason, and never for oneself or for whoever has no account', async () => {
    const { sun } = await aMove()
    expect((await release(sun.id, await aWorker(here.house))).status).toBe(404)
    expect((await release('nobody', worker)).status).toBe(404)
    expect((await release(sun.id, sun)).status).toBe(403)
    expect((await release(sun.id, undefined)).status).toBe(401)
    expect((await release((await aPerson(here.house, { stationId: 'home' })).id, worker)).status).toBe(403)
    const bare = await web.call('POST', `/api/people/${sun.id}/wechat-release`, { as: worker, body: {} })
    expect(bare.body).toMatchObject({ fields: [{ path: 'reason' }] })
    const self = await aWorker(here.house, { stationId: 'home', chatIds: ['wechat:self'] })
    expect((await release(self.id, self)).status).toBe(403)
  })
})
