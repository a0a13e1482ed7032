import {
  cancelMyRequest,
  changeMyRequest,
  confirmMyRequest,
  finishMyRequest,
  remindOfMyRequest,
  reopenMyRequest,
} from '@yimin/shared/myRequests/contract'
import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import { listAlarms } from '../../../server/duty/index.ts'
import { acceptRequest, deliverRequest, requestsOf, unseal } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { Answered, TestApp } from '../../factories/app.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'

interface Reply {
  reply: string
  request: MyRequestView
  error?: string
  fields?: { path: string; message: string }[]
}

const HOME = { zone: '6', building: '9', unit: '2', floor: '4' }
const MOTHER = { zone: '7', building: '1', unit: '1', room: '201' }

let house: TestHouse
let app: TestApp
let memberId: string
let workerId: string

beforeAll(async () => {
  house = await openTestHouse()
  const { station, worker } = await aStaffedStation(house)
  workerId = worker.id
  const stationId = station.id
  const wang = await aPerson(house, {
    id: 'wang',
    stationId,
    home: HOME,
    phone: '13812345678',
    groups: ['pregnant'],
    household: [{ relation: '妈妈', name: '老太太', home: MOTHER }],
  })
  memberId = wang.household[0]?.id ?? ''
  await aPerson(house, { id: 'sun', name: '孙师傅', stationId })
  await aVolunteer(house, { id: 'li', stationId })
  await aPerson(house, { id: 'far', name: '远方来客' })
  app = await openTestApp(house)
})
afterEach(async () => {
  house.waiting.length = 0
  for (const name of ['requests', 'alarms', 'outgoing', 'searches']) await house.db.collection(name).deleteMany({})
})
afterAll(async () => {
  await app.close()
  await house.close()
})

const FORM = {
  kind: 'groceries',
  items: [
    { name: '西红柿', quantity: 2, unit: '斤' },
    { name: '黄瓜', quantity: 3, unit: '根' },
  ],
  when: { choice: 'tomorrow_morning' },
  who: { kind: 'me' },
  where: { kind: 'home' },
}
const ask = (over: object = {}, who = 'wang'): Promise<Answered<Reply>> =>
  app.call(who, 'POST', '/api/me/requests/form', { ...FORM, ...over })
const act = (code: string, what: string, body: object = {}, who = 'wang', key?: string): Promise<Answered<Reply>> =>
  app.call(who, 'POST', `/api/me/requests/${code}/${what}`, body, key)
const read = (code: string, who = 'wang') => app.call<MyRequestView>(who, 'GET', `/api/me/requests/${code}`)
const record = async (code: string) => (await requestsOf(house).findOne({ code })) as RequestDoc

/** The last word of a route's address. */
const pathOf = ({ path }: { path: string }) => path.split('/').at(-1) ?? ''

async function openOne(): Promise<string> {
  const { code } = (await ask()).body.request
  await act(code, 'confirmation')
  return code
}
async function acceptedOne(): Promise<string> {
  const code = await openOne()
  await acceptRequest(house, await record(code), 'li', `accept${code}`)
  return code
}

describe('the form of tiles', () => {
  test('writes down what was chosen, reads it back, and seals the door', async () => {
    const { status, body } = await ask({ budgetFen: 2_000, note: '我怀孕了，下不了楼' })
    expect(status).toBe(201)
    expect(body.reply).toMatch(/记下了：2斤西红柿、3根黄瓜，共20元内，明天上午送到6区9栋/)
    expect(body.request).toMatchObject({
      status: 'draft',
      summary: '2斤西红柿、3根黄瓜，共20元内',
      whenWord: '明天上午',
      abilities: { confirm: true, change: true, cancel: true },
    })
    const stored = await record(body.request.code)
    expect(unseal(house, stored)).toMatchObject({ address: HOME, groups: ['pregnant'] })
    expect(JSON.stringify(stored)).not.toMatch(/怀孕|下不了楼|"floor"/)
  })

  test('takes nothing but what was chosen: 两袋米 in the note adds no goods', async () => {
    const { body } = await ask({ note: '两袋米不要' })
    expect(body.request.items.map(({ name }) => name)).toEqual(['西红柿', '黄瓜'])
  })

  test('knows of the kinds of goods who sells them, and of the tiles what they are', async () => {
    const { code } = (await ask({ items: [{ name: '洗洁精', quantity: 1, unit: '瓶' }] })).body.request
    expect((await record(code)).category).toBe('daily_goods')
    const escort = (await ask({ kind: 'escort', items: [], when: { choice: 'at', at: '2026-11-24T08:30' } })).body
    expect((await record(escort.request.code)).category).toBe('escort')
    expect(escort.request.whenWord).toBe('后天8点半')
  })

  test('goes to the mother’s own home for the mother, and to a neighbour’s door that was filled in', async () => {
    const mother = await ask({ who: { kind: 'member', memberId }, where: { kind: 'member' } })
    expect(mother.body.request).toMatchObject({ beneficiary: '妈妈', place: '7区1栋' })
    const stored = await record(mother.body.request.code)
    // Her own groups are not the mother's.
    expect(unseal(house, stored)).toMatchObject({ address: MOTHER, groups: [] })
    const address = { building: '3号楼', unit: '2单元', room: '301室' }
    const where = { kind: 'other', address }
    const neighbour = await ask({ kind: 'repair', items: [], who: { kind: 'other', name: '李大爷' }, where, phone: '139 0000 1111' })
    const sealed = unseal(house, await record(neighbour.body.request.code))
    expect(sealed).toMatchObject({ address: { building: '3', unit: '2', room: '301' }, phone: '13900001111' })
  }) // prettier-ignore

  test('is judged like a sentence: cigarettes are refused, an emergency calls help and writes no request', async () => {
    const refused = (await ask({ items: [{ name: '香烟', quantity: 1, unit: '条' }] })).body
    expect(refused.reply).toMatch(/烟不能代买/)
    expect(refused.request.status).toBe('rejected')
    const many = [...Array(7).keys()].map((n) => ({ name: `菜${n}`, quantity: 1, unit: '斤' }))
    const hidden = await ask({ items: [...many, { name: '白酒', quantity: 1, unit: '瓶' }] })
    expect(hidden.body.request.status).toBe('rejected')
    const danger = (await ask({ kind: 'other', items: [], note: '我妈晕倒了叫不醒' })).body
    expect(danger.reply).toMatch(/先打120/)
    expect(danger.request).toBeUndefined()
  })

  test('the same again within minutes is one request; the fourth open one goes to a worker first', async () => {
    const first = (await ask()).body.request.code
    expect((await ask()).body).toMatchObject({ reply: expect.stringContaining('已经记下') as string, request: { code: first } })
    for (const name of ['土豆', '茄子']) await ask({ items: [{ name, quantity: 1, unit: '斤' }] })
    const fourth = await ask({ items: [{ name: '豆角', quantity: 1, unit: '斤' }] })
    expect(fourth.body.request.status).toBe('reviewing')
  }) // prettier-ignore

  test.each([
    ['items', { items: [] }],
    ['items.0.name', { items: [{ name: '' }] }],
    ['note', { kind: 'other', items: [] }],
    ['kind', { kind: 'rocket' }],
    ['budgetFen', { budgetFen: 5 }],
    ['when.choice', { when: { choice: 'never' } }],
    ['when.at', { when: { choice: 'at', at: '2026-11-22T08:00' } }],
    ['when.at', { when: { choice: 'at' } }],
    ['who.memberId', { who: { kind: 'member', memberId: 'nobody' } }],
    ['who.name', { who: { kind: 'other', name: '123' } }],
    ['where.address.building', { where: { kind: 'other' } }],
    ['phone', { phone: '12' }],
    ['surprise', { surprise: 1 }],
  ])('names the faulty field %s', async (path, over) => {
    const { status, body } = await ask(over)
    expect(status).toBe(400)
    expect(body.fields?.map((field) => field.path)).toContain(path)
    expect(await requestsOf(house).countDocuments()).toBe(0)
  })

  test('says so where no home is on record', async () => {
    const { body } = await ask({}, 'sun')
    expect(body.fields?.[0]).toMatchObject({ path: 'where.kind' })
  })
})

describe('the page of one request', () => {
  test('tells the whole story, and names nobody who gave it back', async () => {
    const code = await acceptedOne()
    const { body } = await read(code)
    expect(body).toMatchObject({
      status: 'accepted',
      helperName: '小李',
      promisedTime: '明天12点',
      statusLine: `${code}：小李接了，明天12点前到。`,
      late: false,
      abilities: { finish: true, cancel: true, change: true, remind: true, confirm: false, rate: false, reopen: false },
    })
    expect(body.handoverCode).toMatch(/^\d{4}$/)
    expect(body.history.map(({ word }) => word)).toEqual(['记下了', '您点了头，开始找人', '小李接了'])
    await requestsOf(house).updateOne({ code }, { $set: { status: 'open' }, $unset: { assignee: '' } })
    expect((await read(code)).body.history.at(-1)?.word).toBe('有人接了')
  })

  test('cannot be confirmed before it is complete', async () => {
    const { code } = (await ask({ items: [], note: '买点吃的' })).body.request
    expect(await act(code, 'confirmation')).toMatchObject({ status: 409, body: { error: 'conflict' } })
  })

  test('asks the one question that is open, and takes another place', async () => {
    const { code, version } = (await ask({ items: [], note: '买点吃的' })).body.request
    expect((await read(code)).body).toMatchObject({ statusLine: '还差一点：要买些什么？', goods: true })
    const items = [{ name: '馒头', quantity: 4, unit: '个' }]
    const address = { building: '3号楼', unit: '1', room: '101' }
    const { body } = await act(code, 'amendment', { version, items, address })
    expect(body.request).toMatchObject({
      abilities: { confirm: true },
      place: '3栋',
    })
    expect(unseal(house, await record(code)).address).toMatchObject({ building: '3', unit: '1', room: '101' })
    expect(JSON.stringify(unseal(house, await record(code)).address)).not.toContain('"floor"')
    const bad = { version: body.request.version, address: { building: '' } }
    expect((await act(code, 'amendment', bad)).body.fields?.[0]?.path).toBe('address.building')
  })

  test('changes goods, money and time, and nothing that changed since', async () => {
    const { code, version } = (await ask()).body.request
    const items = [{ name: '西红柿', quantity: 1, unit: '斤' }]
    const changed = await act(code, 'amendment', { version, items, budgetFen: 1_000, when: { choice: 'now' } })
    expect(changed.body.request).toMatchObject({ summary: '1斤西红柿，共10元内', whenWord: '尽快' })
    expect(await act(code, 'amendment', { version, items })).toMatchObject({ status: 409 })
    const again = { version: changed.body.request.version }
    expect((await act(code, 'amendment', again)).body.fields?.[0]?.path).toBe('items')
    const refused = await act(code, 'amendment', { ...again, items: [{ name: '白酒', quantity: 1, unit: '瓶' }] })
    expect(refused.body.reply).toMatch(/酒不能代买/)
    expect(refused.body.request.summary).toBe('1斤西红柿，共10元内')
  })

  test('is withdrawn, also when a helper is on the way, and he is told', async () => {
    const code = await acceptedOne()
    expect((await act(code, 'cancellation')).body).toMatchObject({ request: { status: 'cancelled', history: expect.arrayContaining([]) as unknown } })
    await house.work()
    expect((await house.outgoing()).map(({ template }) => template)).toContain('dispatch.cancelled')
    expect((await act(code, 'cancellation')).status).toBe(409)
  }) // prettier-ignore

  test('is done with stars in one, and a low one calls a worker', async () => {
    const code = await acceptedOne()
    await deliverRequest(house, (await record(code))._id, 'li', 'brought')
    const { body } = await act(code, 'completion', { rating: 2 })
    expect(body).toMatchObject({ reply: expect.stringContaining('社工会跟进') as string, request: { status: 'done', rating: 2 } })
    expect((await listAlarms(house, (await record(code)).stationId, {})).items).toHaveLength(1)
    expect((await act(code, 'completion', { rating: 5 })).body.request.rating).toBe(5)
    expect((await act(code, 'completion')).status).toBe(409)
    expect((await act(code, 'completion', { rating: 6 })).body.fields?.[0]?.path).toBe('rating')
  }) // prettier-ignore

  test('is taken up again within seven days and not later', async () => {
    const code = await acceptedOne()
    const before = (await read(code)).body.handoverCode
    await act(code, 'completion')
    expect((await read(code)).body.reopenUntil).toBe('2026-11-29T12:00:00+08:00')
    const { body } = await act(code, 'reopening', { reason: 'something_missing' })
    expect(body.request).toMatchObject({ status: 'open', abilities: { reopen: false } })
    expect(before).toBeDefined()
    const { items } = await listAlarms(house, (await record(code)).stationId, {})
    expect(items.map(({ kind }) => kind)).toEqual(['not_done'])
    await requestsOf(house).updateOne({ code }, { $set: { status: 'done' }, $unset: { dueKind: '', dueAt: '' } })
    expect((await read(code)).body.abilities.reopen).toBe(false)
    expect((await act(code, 'reopening', { reason: 'other' })).status).toBe(409)
    expect((await act(code, 'reopening', { reason: 'mood' })).body.fields?.[0]?.path).toBe('reason')
  })

  test.each([
    ['wrong_thing', '东西不对'],
    ['other', '别的原因'],
  ])('tells staff what was not well (%s), in the history and on the board, until it is done', async (reason, word) => {
    const code = await acceptedOne()
    await act(code, 'completion')
    await act(code, 'reopening', { reason })
    const atDesk = async () =>
      (await app.call<{ request: object; history: object[] }>(workerId, 'GET', `/api/requests/${code}/card`)).body
    expect((await atDesk()).request).toMatchObject({ status: 'open', notDone: word })
    expect((await atDesk()).history.at(-1)).toMatchObject({ step: 'reopen', note: word })
    await acceptRequest(house, await record(code), 'li', `again${code}`)
    expect((await atDesk()).request).toMatchObject({ notDone: word })
    await act(code, 'completion')
    expect((await atDesk()).request).not.toHaveProperty('notDone')
  })

  test.each([
    ['没收到', '没收到'],
    ['没办好，少了两样', '少了东西'],
    ['没办好，东西送错了', '东西不对'],
    ['没办好，水龙头没修好', '没弄好'],
    ['没办好', undefined],
  ])('“%s” in plain words stands in the history as a reason from the list: %s', async (sentence, reason) => {
    const code = await acceptedOne()
    await act(code, 'completion')
    await act(code, 'say', { sentence })
    const { history } = await record(code)
    expect(history.at(-1)?.step).toBe('reopen')
    expect(history.at(-1)?.note ?? undefined).toBe(reason)
  })

  test('says where it is; only what is late is told to the worker, and once in a while', async () => {
    const code = await acceptedOne()
    const { stationId } = await record(code)
    expect((await act(code, 'reminder')).body.reply).toBe(`${code}：小李接了，明天12点前到。`)
    expect((await listAlarms(house, stationId, {})).items).toEqual([])
    await requestsOf(house).updateOne({ code }, { $set: { 'assignee.promisedAt': new Date('2026-11-22T11:00:00+08:00') } })
    for (let i = 0; i < 2; i += 1) expect((await act(code, 'reminder')).body.reply).toMatch(/比说好的晚了.*也跟赵社工说了/)
    expect((await listAlarms(house, stationId, {})).items).toHaveLength(1)
    expect((await read(code)).body.late).toBe(true)
  }) // prettier-ignore

  test('the same tap twice counts once', async () => {
    const { code, version } = (await ask()).body.request
    const body = { version, budgetFen: 3_000 }
    const [first, second] = [await act(code, 'amendment', body, 'wang', 'k1'), await act(code, 'amendment', body, 'wang', 'k1')]
    expect(second).toEqual(first)
    expect((await record(code)).history).toHaveLength(2)
  }) // prettier-ignore

  const ACTS = [
    [pathOf(confirmMyRequest), {}],
    [pathOf(changeMyRequest), { version: 1, budgetFen: 1_000 }],
    [pathOf(cancelMyRequest), {}],
    [pathOf(finishMyRequest), {}],
    [pathOf(reopenMyRequest), { reason: 'other' }],
    [pathOf(remindOfMyRequest), {}],
  ] as const

  test('is for its requester alone: neighbours, helpers, staff and strangers find nothing, nobody comes in unnamed', async () => {
    const code = await acceptedOne()
    const worker = (await house.db.collection<{ _id: string }>('people').findOne({ role: 'station_worker' }))?._id
    for (const who of ['sun', 'li', worker, 'far']) {
      expect(await read(code, who)).toMatchObject({ status: 404, body: { error: 'not_found' } })
      for (const [what, body] of ACTS) expect((await act(code, what, body, who)).status).toBe(404)
    }
    expect((await app.call(undefined, 'GET', `/api/me/requests/${code}`)).status).toBe(401)
    expect((await app.call(undefined, 'POST', '/api/me/requests/form', FORM)).status).toBe(401)
    for (const [what, body] of ACTS)
      expect((await app.call(undefined, 'POST', `/api/me/requests/${code}/${what}`, body)).status).toBe(401)
    expect((await read('Z999')).status).toBe(404)
  })
})
