import { sweep } from '../../../server/app/sweep.ts'
import { myRequestRoutes, residentRoutes } from '../../../server/chat/index.ts'
import { listAlarms } from '../../../server/duty/index.ts'
import { mineRoutes } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { findRequestByCode, requestsOf } from '../../../server/requests/index.ts'
import { aPerson, aStation, aWorker } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { openWeChatHouse } from './house.ts'
import type { WeChatHouse } from './house.ts'

let here: WeChatHouse
let web: Web
beforeAll(async () => {
  here = await openWeChatHouse()
  const { id: stationId } = await aStation(here.house, { id: 'home', phone: '0472-1112222', zones: [{ name: '6', buildings: [{ name: '9' }] }] }) // prettier-ignore
  await aWorker(here.house, { stationId, onDuty: true })
  web = await openWeb(here.house, [...residentRoutes(here.house), ...myRequestRoutes(here.house), ...mineRoutes(here.house)])
})
beforeEach(async () => {
  await here.beginAnew()
  here.standIn.state.verdict = { suggest: 'pass', label: 100 }
})
afterAll(async () => {
  await web.close()
  await here.close()
})

const CHECK = '/wxa/msg_sec_check'
const SENTENCE = '您好，帮我送两斤西红柿到六区9栋2单元4楼'
const ask = (as: Person, sentence: string) => web.call('POST', '/api/me/requests', { as, body: { sentence } })
const say = (as: Person, code: string, sentence: string) =>
  web.call('POST', `/api/me/requests/${code}/say`, { as, body: { sentence } })
const alarms = async () => (await listAlarms(here.house, 'home', { limit: 10 })).items
const doubtful = () => (here.standIn.state.verdict = { suggest: 'review', label: 100 })
const count = () => requestsOf(here.house).countDocuments()

async function asked(as: Person, sentence = SENTENCE) {
  const { body } = await ask(as, sentence)
  const { code } = body['request'] as { code: string }
  return findOne(code)
}
async function findOne(code: string) {
  const request = await findRequestByCode(here.house, 'home', code)
  if (!request) throw new Error(`no ${code}`)
  return request
}
const confirm = (as: Person, code: string) => say(as, code, '对')

describe('words that a helper would see', () => {
  it('flow on where WeChat says pass; it was asked under the account of whoever wrote', async () => {
    const { user, person } = await here.member()
    const { code } = await asked(person)
    await confirm(person, code)
    expect((await findOne(code)).status).toBe('open')
    const { body } = here.standIn.state.heard.find(({ path }) => path === CHECK) ?? { body: {} }
    expect(body).toMatchObject({ content: SENTENCE, openid: user.openid, scene: 4, version: 2 })
  })

  it('wait for a worker where WeChat doubts, after the resident has confirmed', async () => {
    const { person } = await here.member()
    doubtful()
    const { code, reviewReasons } = await asked(person)
    expect(reviewReasons).toContain('content_check')
    await confirm(person, code)
    expect((await findOne(code)).status).toBe('reviewing')
  })

  it('are not written down where WeChat refuses; the way to the station is said', async () => {
    const { person } = await here.member()
    const { body } = await ask(person, `${SENTENCE}，违规的话`)
    expect(body).toEqual({ reply: expect.stringContaining('0472-1112222') })
    expect(await count()).toBe(0)
  })

  it.each(['http500', 'timeout', { errcode: 45009 }] as const)(
    'wait for a worker while WeChat is away (%j), and the operator hears of it once a day',
    async (knob) => {
      const { person } = await here.member()
      here.standIn.turnKnob(CHECK, knob, knob)
      const { code } = await asked(person)
      await confirm(person, code)
      expect((await findOne(code)).status).toBe('reviewing')
      await sweep(here.house, false)
      await sweep(here.house, false)
      expect((await alarms()).filter(({ kind }) => kind === 'wechat_trouble')).toHaveLength(1)
    },
  )

  it('cry for help at once, whatever WeChat would say', async () => {
    const { person } = await here.member()
    here.standIn.turnKnob(CHECK, 'timeout')
    await ask(person, '违规，我摔倒了起不来')
    expect(await alarms()).toMatchObject([{ kind: 'emergency' }])
    expect(here.standIn.count(CHECK)).toBe(0)
  })

  it('of the form of tiles are judged too, with the name of whom it is for', async () => {
    const { person } = await here.member()
    const form = {
      kind: 'groceries',
      items: [{ name: '西红柿', quantity: 2, unit: '斤' }],
      when: { choice: 'now' },
      who: { kind: 'other', name: '违规' },
      where: { kind: 'other', address: { zone: '6', building: '9' } },
    }
    const { status, body } = await web.call('POST', '/api/me/requests/form', { as: person, body: form })
    expect([status, await count()]).toEqual([201, 0])
    expect(body['reply']).toContain('0472-1112222')
  })

  it('that change what helpers see already are put before the worker instead', async () => {
    const { person } = await here.member()
    const { code } = await asked(person)
    await confirm(person, code)
    doubtful()
    await say(person, code, '再加三斤黄瓜')
    const after = await findOne(code)
    expect(after.items.map(({ name }) => name)).toEqual(['西红柿'])
    expect(await alarms()).toMatchObject([{ kind: 'needs_person', subjectId: after._id }])
    const change = { version: after.v, items: [{ name: '土豆', quantity: 1, unit: '斤' }] }
    await web.call('POST', `/api/me/requests/${code}/amendment`, { as: person, body: change })
    expect((await findOne(code)).items.map(({ name }) => name)).toEqual(['西红柿'])
  })

  it('of somebody who did not come through WeChat are left to the house’s own rules', async () => {
    const sun = await aPerson(here.house, { stationId: 'home' })
    doubtful()
    const { code } = await asked(sun)
    await confirm(sun, code)
    expect([(await findOne(code)).status, here.standIn.count(CHECK)]).toEqual(['open', 0])
  })
})

describe('a name that somebody gives himself', () => {
  const rename = (as: Person, name: string) =>
    web.call('PUT', '/api/me/name', { as, body: { version: as.v, name } })

  it('is judged as a profile', async () => {
    const { person } = await here.member()
    expect((await rename(person, '王桂兰')).status).toBe(200)
    expect(here.standIn.state.heard.at(-1)?.body).toMatchObject({ content: '王桂兰', scene: 1 })
  })

  it('is refused with its field, and not kept while nobody can tell', async () => {
    const { person } = await here.member()
    expect(await rename(person, '违规')).toMatchObject({ status: 400, body: { fields: [{ path: 'name' }] } })
    doubtful()
    expect((await rename(person, '王桂兰')).status).toBe(503)
    const member = { version: person.v, relation: '妈妈', name: '违规' }
    const added = await web.call('POST', '/api/me/household', { as: person, body: member })
    expect(added.status).toBe(400)
  })
})
