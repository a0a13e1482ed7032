import type { MyData } from '@yimin/shared/privacy/contract'
import { receiveMessages } from '../../../server/chat/index.ts'
import { raiseAlarm } from '../../../server/duty/index.ts'
import { answerTo, findPerson, readPhone } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { beginErasure } from '../../../server/privacy/commands/beginErasure.ts'
import { sweepErasures } from '../../../server/privacy/index.ts'
import {
  acceptRequest,
  assignRequest,
  deliverRequest,
  findRequestByCode,
  requestsOf,
} from '../../../server/requests/index.ts'
import { savePhoto } from '../../../server/photos/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { TestApp } from '../../factories/app.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'
import { aPicture } from '../photos/pictures.ts'

/** Of the person alone: a find anywhere is a trace of her. Long enough not to turn up by chance. */
const NAME = '欧阳翠花阿姨'
const PHONE = '13987654321'
const ROOM = '4077'
const CONTACT = 'wxid_ouyang_cuihua'
const ACCOUNT = 'account-of-ouyang-0001'
const WISH = '送两斤莜面和一盒降糖饼干'
const SECRETS = [NAME, ACCOUNT, '欧阳', '翠花', PHONE, ROOM, CONTACT, '莜面', '降糖', 'elderly', '"alone"']
const PERSON = 'person-ouyang-0001'

let house: TestHouse
let app: TestApp
let stationId: string
let workerId: string

beforeEach(async () => {
  house = await openTestHouse()
  const { station, worker } = await aStaffedStation(house)
  stationId = station.id
  workerId = worker.id
  await aPerson(house, {
    id: PERSON,
    stationId,
    name: NAME,
    chatIds: [`sandbox:${CONTACT}`, `wechat:${ACCOUNT}`],
    rooms: ['sandbox:g1'],
    phone: PHONE,
    groups: ['elderly', 'alone'],
    consents: [answerTo('rules', true, { at: house.clock.now(), act: 'desk', by: workerId })],
    home: { zone: '6', building: '9', unit: '2', room: ROOM },
    household: [{ relation: '老伴', name: '老欧阳', home: { zone: '6', building: '8', room: ROOM } }],
  })
  await aPerson(house, { id: 'son', stationId, household: [{ relation: '妈妈', name: NAME, personId: PERSON }] })
  await aVolunteer(house, { id: 'li', stationId })
  app = await openTestApp(house)
})
afterEach(async () => {
  await app.close()
  await house.close()
})

let seq = 0
/** She says something in the group; what the assistant answers comes back as an echo. */
async function says(text: string, { self = false, room = true } = {}): Promise<void> {
  seq += 1
  await receiveMessages(house, [
    {
      adapter: 'sandbox',
      account: 'yimin',
      messageId: `m${seq}`,
      at: new Date(house.clock.now().getTime() + seq * 1_000).toISOString(),
      seq,
      kind: 'text',
      ...(room ? { room: { id: 'g1', topic: '海威益民一群' } } : {}),
      from: self ? { id: 'yimin', name: '益民助手' } : { id: CONTACT, name: NAME },
      self,
      text,
      mentionsMe: false,
    },
  ])
  await house.work()
}

/** A life: a request done, one on its way, one open, one refused, a complaint, a look of staff at her phone. */
async function live(): Promise<void> {
  for (const [collection, _id] of [
    ['wechat_accounts', ACCOUNT],
    ['wechat_subscriptions', `${ACCOUNT}.template`],
    ['wechat_talk_windows', ACCOUNT],
    ['wechat_phone_calls', `${PERSON}.2026-11-22`],
  ] as const)
    await house.db.collection<{ _id: string }>(collection).insertOne({ _id })
  await says(`${WISH}，6区9栋2单元${ROOM}，电话${PHONE}`)
  await says('对', { room: false })
  const done = await findRequestByCode(house, stationId, 'A101')
  await acceptRequest(house, done as never, 'li', 'a1')
  await deliverRequest(house, done?._id ?? '', 'li', 'd1')
  await house.work()
  for (const { text } of await house.outgoing()) {
    const row = (await house.outgoing()).find((one) => one.text === text)
    if (row) await says(house.vault.open(row.text, { collection: 'outgoing', id: row._id, field: 'text', class: 'S2' }), { self: true })
  }
  await app.call(PERSON, 'POST', '/api/me/requests/A101/completion', { rating: 1 })
  await app.call(PERSON, 'POST', '/api/me/requests', { sentence: `帮我送一袋米，${NAME}，电话${PHONE}` })
  await app.call(PERSON, 'POST', '/api/me/requests/A102/confirmation', {})
  const { _id: photoId } = await savePhoto(house, { id: PERSON, stationId }, await aPicture())
  expect((await app.call(PERSON, 'POST', '/api/me/requests/A102/photos', { photoId })).status).toBe(200)
  const onTheWay = await findRequestByCode(house, stationId, 'A102')
  await assignRequest(house, onTheWay as never, 'li', workerId, 'as1', `${NAME}耳背，敲门要大声`)
  await app.call(PERSON, 'POST', '/api/me/requests', { sentence: '帮我买一条香烟' })
  await says('我要找真人', { room: false })
  await readPhone(house, PERSON, { id: workerId, role: 'station_worker', stationId, reason: `回访${NAME}` })
  await house.work()
} // prettier-ignore

/** Every document of every collection as JSON, and those that hold one of the secrets. */
async function traces(): Promise<string[]> {
  const found: string[] = []
  for (const collection of await house.db.collections()) {
    for await (const document of collection.find({})) {
      const text = JSON.stringify(document)
      found.push(...[...SECRETS, PERSON].filter((secret) => text.includes(secret)).map((secret) => `${collection.collectionName}: ${secret}`))
    }
  }
  return [...new Set(found)]
} // prettier-ignore

/** The sealed values of all collections, opened where they stand: what a search in the clear would not find. */
async function sealedOf(): Promise<string[]> {
  const fields: [collection: string, field: string, s: 'S2' | 'S3'][] = [
    ['outgoing', 'text', 'S2'],
    ['inbound', 'text', 'S2'],
    ['alarms', 'text', 'S2'],
    ['requests', 'door', 'S2'],
    ['requests', 'phone', 'S2'],
    ['requests', 'groups', 'S3'],
  ]
  const opened: string[] = []
  for (const [collection, field, secrecy] of fields) {
    for await (const document of house.db.collection(collection).find({ [field]: { $exists: true, $ne: '' } })) {
      opened.push(house.vault.open(document[field] as string, { collection, id: String(document._id), field, class: secrecy }))
    }
  }
  return opened
} // prettier-ignore

test('a life leaves traces in every room, or these tests would prove nothing; my data tells it all, and nobody else’s', async () => {
  await live()
  const rooms = new Set((await traces()).map((find) => find.split(':')[0]))
  expect([...rooms].sort()).toEqual([
    'alarms',
    'inbound',
    'live',
    'outgoing',
    'people',
    'personal_reads',
    'photos',
    'requests',
    'sessions',
    'wechat_accounts',
    'wechat_phone_calls',
    'wechat_subscriptions',
    'wechat_talk_windows',
  ])
  expect((await sealedOf()).filter((text) => text.includes(PHONE) || text.includes('欧阳')).length).toBeGreaterThan(3)

  // And she sees it all in plain words, and nobody else's.
  const { status, body } = await app.call<MyData>(PERSON, 'GET', '/api/me/data')
  expect(status).toBe(200)
  expect(body.sections.map(({ key }) => key)).toEqual(['person', 'family', 'requests', 'said', 'heard', 'calls', 'consents', 'devices'])
  const agreed = body.sections.find(({ key }) => key === 'consents')?.entries[0]
  expect(agreed?.facts.map(({ value }) => value)).toEqual(['同意', '在站里当面说的', '第2版'])
  const text = JSON.stringify(body)
  for (const known of [NAME, PHONE, ROOM, '老人、独居', WISH, '老伴', '香烟', '找真人']) expect(text).toContain(known)
  const { body: li } = await app.call<MyData>('li', 'GET', '/api/me/data')
  expect(li.sections.find(({ key }) => key === 'helped')?.entries).toHaveLength(2)
  expect(JSON.stringify(li.sections.filter(({ key }) => key !== 'heard'))).not.toMatch(/欧阳|13987654321/)
  expect((await app.call(undefined, 'GET', '/api/me/data')).status).toBe(401)
}) // prettier-ignore

test('after the erasure no collection knows her: no name, phone, door, text, chat account or id', async () => {
  await live()
  const photo = await house.db.collection<{ _id: string }>('photos').findOne({})
  expect(await house.files.get(photo?._id ?? '')).toBeDefined()
  const answer = await app.call(PERSON, 'POST', '/api/me/erasure', { sure: true })
  expect(answer).toEqual({ status: 200, body: { state: 'done' } })
  expect((await app.call(PERSON, 'GET', '/api/me')).status).toBe(401)
  await house.work()
  house.later(2)
  await sweepErasures(house)
  expect(await house.files.get(photo?._id ?? '')).toBeUndefined()
  expect(await traces()).toEqual([])
  expect((await sealedOf()).filter((text) => SECRETS.some((secret) => text.includes(secret)))).toEqual([])
  const erasures = await house.db.collection('erasures').find().toArray()
  expect(erasures.map((row) => Object.keys(row).sort())).toEqual([['_id', 'askedAt', 'doneAt', 'state', 'stationId']])

  // What stays is counted; the helper keeps his service, and hears that he need not go.
  const requests = await requestsOf(house).find().sort({ code: 1 }).toArray()
  expect(requests.map(({ code, status }) => [code, status])).toEqual([['A101', 'done'], ['A102', 'cancelled'], ['A103', 'rejected']])
  expect(requests[0]).toMatchObject({ place: { zone: '6', building: '9' }, rating: 1, requesterId: 'erased', assignee: { personId: 'li' } })
  expect(requests[0]).not.toHaveProperty('dueAt')
  const told = await house.db.collection('outgoing').find({ template: 'dispatch.cancelled' }).toArray()
  expect(told.map(({ to }) => (to as { personId: string }[])[0]?.personId)).toEqual(['li'])
  const { body } = await app.call(workerId, 'GET', '/api/requests')
  expect(body).toMatchObject({ items: [{}, {}, { requester: { name: '已离开的人员' } }] })
  const son = await app.call<{ household: object[] }>('son', 'GET', '/api/me')
  expect(son.body.household).toMatchObject([{ relation: '妈妈', name: '妈妈' }])
}) // prettier-ignore

test('a saga that died half-way is carried to its end by the sweeper', async () => {
  await live()
  const people = house.db.collection('people')
  const prototype = Object.getPrototypeOf(people) as typeof people
  const lastStep = jest.spyOn(prototype, 'deleteOne').mockRejectedValue(new Error('the line is cut'))
  expect((await app.call(PERSON, 'POST', '/api/me/erasure', { sure: true })).body).toEqual({ state: 'running' })
  lastStep.mockRestore()
  expect(await traces()).not.toEqual([])
  await house.work()
  for (let round = 0; round < 3; round += 1) {
    house.later(2)
    await sweepErasures(house)
  }
  expect(await traces()).toEqual([])
})

test('one that fails keeps no other waiting, and what somebody is at is left to him', async () => {
  await live()
  const row = { stationId, state: 'running' as const, askedAt: house.clock.now() }
  const erasures = house.db.collection<{ _id: string; nextAt?: Date }>('erasures')
  const longAgo = new Date(house.clock.now().getTime() - 60_000)
  // What the record says of the first is not what a chat account looks like: nothing can be done with it.
  await erasures.insertOne({ ...row, _id: 'a-poisoned', personId: 'ghost', chatIds: 7, nextAt: longAgo } as never)
  await erasures.insertOne({ ...row, _id: 'b-waits', personId: PERSON, nextAt: longAgo } as never)
  const begun = await beginErasure(house, (await findPerson(house, 'li')) as Person)
  const warn = jest.spyOn(house.log, 'warn').mockReturnValue(undefined)
  expect(await sweepErasures(house)).toBe(2)
  expect(warn.mock.calls.map(([about]) => (about as { id: string }).id)).toEqual(['a-poisoned'])
  expect(await findPerson(house, PERSON)).toBeUndefined()
  expect(await findPerson(house, 'li')).toBeDefined()
  house.later(1)
  await sweepErasures(house)
  expect(await erasures.findOne({ _id: begun })).toMatchObject({ state: 'settling' })
})

test('a helper who leaves gives back what he has in hand; staff leave by the director; nothing is done unasked', async () => {
  await live()
  expect((await app.call('li', 'POST', '/api/me/erasure', {})).status).toBe(400)
  expect((await app.call('li', 'POST', '/api/me/erasure', { sure: false })).status).toBe(400)
  expect((await app.call('li', 'POST', '/api/me/erasure', { sure: true })).status).toBe(200)
  expect((await findRequestByCode(house, stationId, 'A102'))?.status).toBe('open')
  expect((await findRequestByCode(house, stationId, 'A101'))?.assignee?.personId).toBe('erased')
  expect(await app.call(workerId, 'POST', '/api/me/erasure', { sure: true })).toMatchObject({ status: 403 })
  expect((await app.call(undefined, 'POST', '/api/me/erasure', { sure: true })).status).toBe(401)
})

test('whoever left and speaks again in the group is a stranger who begins anew', async () => {
  await live()
  await app.call(PERSON, 'POST', '/api/me/erasure', { sure: true })
  await says('帮我送一袋盐，6区9栋')
  const people = await house.db.collection('people').find({ chatIds: `sandbox:${CONTACT}` }).toArray()
  expect(people).toMatchObject([{ verified: false }])
  expect(people[0]?._id).not.toBe(PERSON)
  house.later(2)
  await sweepErasures(house)
  expect(await requestsOf(house).countDocuments({ requesterId: people[0]?._id as never })).toBe(1)
}) // prettier-ignore

describe('a message that was being handled while the person left', () => {
  /** Its speaker was known when it began; what it asks for comes when she is gone. */
  async function arrivesLate(): Promise<string> {
    const { _id } = await aRequest(house, { id: PERSON, stationId })
    const call = { stationId, kind: 'emergency' as const, subjectId: 'm-late', personId: PERSON, key: 'late' }
    await raiseAlarm(house, { ...call, text: `${NAME}说摔倒了` })
    return _id
  }
  async function settles(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      house.later(2)
      await sweepErasures(house)
      await house.work()
    }
  }

  test('leaves nothing open and no trace', async () => {
    await app.call(PERSON, 'POST', '/api/me/erasure', { sure: true })
    const late = await arrivesLate()
    await settles()
    expect(await requestsOf(house).findOne({ _id: late })).toMatchObject({ status: 'cancelled', requesterId: 'erased' })
    expect(await house.db.collection('alarms').countDocuments()).toBe(0)
    expect(await traces()).toEqual([])
    expect(await house.db.collection('erasures').findOne({})).toMatchObject({ state: 'done' })
  })

  test('is left alone where somebody has this id again', async () => {
    await app.call(PERSON, 'POST', '/api/me/erasure', { sure: true })
    await aPerson(house, { id: PERSON, stationId })
    const own = await arrivesLate()
    await settles()
    expect(await requestsOf(house).findOne({ _id: own })).toMatchObject({ status: 'draft', requesterId: PERSON })
    expect(await house.db.collection('alarms').countDocuments({ personId: PERSON })).toBe(1)
    expect(await house.db.collection('erasures').findOne({})).toMatchObject({ state: 'done' })
  })
})
