import { acceptOffer } from '../../../server/dispatch/index.ts'
import { listReadsOf, savePhone } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import {
  cancelRequest,
  findRequest,
  finishRequest,
  releaseRequest,
  reopenRequest,
  unseal,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { anOpenRequest, openHelperSide } from '../../factories/helperSide.ts'
import type { HelperSide } from '../../factories/helperSide.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer, SUNDAY_TEN } from '../../factories/people.ts'

let house: TestHouse
let side: HelperSide
let stationId: string
let worker: Person
let wang: Person
let li: Person
let he: Person

const helper = { skills: ['produce' as const], zones: ['6'], freeHours: [] }

beforeEach(async () => {
  house = await openTestHouse(SUNDAY_TEN)
  side = await openHelperSide(house)
  const staffed = await aStaffedStation(house)
  stationId = staffed.station.id
  worker = staffed.worker
  wang = await aPerson(house, { stationId, phone: '13812345678' })
  li = await aVolunteer(house, { stationId, helper })
  he = await aVolunteer(house, { stationId, name: '小何', helper })
})
afterEach(async () => {
  await side.close()
  await house.close()
})

const get = (person: Person | undefined, path: string) => side.call(person, 'GET', path)
const post = (person: Person | undefined, path: string, body?: unknown, key?: string) =>
  side.call(person, 'POST', path, body, key)
const items = (answered: { body: Record<string, unknown> }) => answered.body.items as Record<string, unknown>[]

async function tasksOf(person: Person): Promise<Record<string, unknown>[]> {
  const { body } = await get(person, '/api/me/tasks')
  return (body.stops as { tasks: Record<string, unknown>[] }[]).flatMap(({ tasks }) => tasks)
}

async function inHandOf(person: Person): Promise<RequestDoc> {
  const open = await anOpenRequest(house, wang)
  await acceptOffer(house, open, person, `accept.${open._id}`)
  await house.work()
  return open
}

async function codeOf(request: RequestDoc): Promise<string> {
  return unseal(house, (await findRequest(house, request._id)) as RequestDoc).handoverCode ?? ''
}

async function wordsTo(person: Person, template: string): Promise<string[]> {
  const rows = await house.outgoing()
  return rows
    .filter((row) => row.template === template && row.to.some(({ personId }) => personId === person.id))
    .map(({ _id, text }) => house.vault.open(text, { collection: 'outgoing', id: _id, field: 'text', class: 'S2' }))
}

describe('the doors', () => {
  const DOORS: [method: string, path: string, body: unknown][] = [
    ['GET', '/api/me/offers', {}],
    ['POST', '/api/me/offers/A101/acceptance', {}],
    ['POST', '/api/me/offers/A101/refusal', {}],
    ['GET', '/api/me/tasks', {}],
    ['POST', '/api/me/tasks/A101/call', {}],
    ['POST', '/api/me/tasks/A101/start', {}],
    ['POST', '/api/me/way/start', {}],
    ['POST', '/api/me/tasks/A101/arrival', {}],
    ['POST', '/api/me/tasks/A101/handover', { handoverCode: '1234' }],
    ['POST', '/api/me/tasks/A101/release', {}],
    ['GET', '/api/me/helper-terms', {}],
    ['PUT', '/api/me/helper-terms', { skills: [], zones: [], freeHours: [] }],
    ['GET', '/api/me/record', {}],
  ]

  it('are closed to strangers and to those who help nobody', async () => {
    for (const [method, path, body] of DOORS) {
      const stranger = await side.call(undefined, method, path, body)
      const resident = await side.call(wang, method, path, body)
      expect([path, stranger.status, resident.status, resident.body.error]).toEqual([path, 401, 403, 'forbidden'])
    }
  })

  it('look the same for what is another helper’s, another station’s, and not there at all', async () => {
    const { code } = await inHandOf(li)
    const far = await aVolunteer(house, { helper })
    for (const [method, path, body] of DOORS.filter(([, path]) => path.includes('A101'))) {
      for (const [who, at] of [
        [he, code],
        [far, code],
        [he, 'Z999'],
      ] as const) {
        if (who === he && at === code && path.includes('offers')) continue // he was asked for it
        const answered = await side.call(who, method, path.replace('A101', at), body)
        expect(answered).toMatchObject({ status: 404, body: { error: 'not_found', message: '没有找到。' } })
      }
    }
  })

  it('name the field that is wrong', async () => {
    const { code } = await inHandOf(li)
    const wrong = async (method: string, path: string, body: unknown) => {
      const { status, body: answer } = await side.call(li, method, path, body)
      return [status, (answer.fields as { path: string }[]).map((fault) => fault.path)]
    }
    expect(await wrong('POST', `/api/me/tasks/${code}/handover`, { handoverCode: '12' })).toEqual([
      400,
      ['handoverCode'],
    ])
    expect(await wrong('POST', `/api/me/tasks/${code}/handover`, {})).toEqual([400, ['handoverCode']])
    expect(await wrong('POST', `/api/me/tasks/${code}/release`, { reason: 'lazy' })).toEqual([400, ['reason']])
    expect(await wrong('POST', '/api/me/tasks/x/start', {})).toEqual([400, ['code']])
    const terms = { skills: ['produce', 'nursing'], zones: ['6', '77'], freeHours: [] }
    expect(await wrong('PUT', '/api/me/helper-terms', terms)).toEqual([400, ['skills.1', 'zones.1']])
  })
})

describe('an offer', () => {
  it('tells area, kind, time and why me; never name, door, phone or the words', async () => {
    const open = await anOpenRequest(house, wang, { when: { to: '2099-11-22T11:00' }, budget: 15 })
    const answered = await get(li, '/api/me/offers')
    expect(items(answered)).toEqual([
      {
        code: open.code,
        help: '送菜',
        need: '2斤西红柿，共15元内',
        place: '6区9栋',
        when: '今天11点前',
        urgent: false,
        why: '就在你常跑的片区，你今天还没接单。',
        since: '2099-11-22T10:00:00+08:00',
        abilities: { accept: true, refuse: true },
      },
    ])
    expect(JSON.stringify(answered.body)).not.toMatch(/王|2单元|4楼|1381|帮我送/)
  })

  it('goes to one of two who say yes in the same moment, over HTTP; the other is told kindly', async () => {
    const { code, _id } = await anOpenRequest(house, wang)
    const both = await Promise.all([li, he].map((one) => post(one, `/api/me/offers/${code}/acceptance`)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = both.find(({ status }) => status === 409)
    expect(loser?.body).toMatchObject({ error: 'already_taken', message: '这单刚有人接了，谢谢你。下一单先问你。' })
    const winner = both[0]?.status === 200 ? li : he
    expect((await findRequest(house, _id))?.assignee?.personId).toBe(winner.id)
    await house.work()
    expect(items(await get(winner === li ? he : li, '/api/me/offers'))).toEqual([])
  })

  it('is taken once when the same tap arrives twice', async () => {
    const { code } = await anOpenRequest(house, wang)
    const first = await post(li, `/api/me/offers/${code}/acceptance`, {}, 'the-same-tap')
    expect(await post(li, `/api/me/offers/${code}/acceptance`, {}, 'the-same-tap')).toEqual(first)
    expect(first.status).toBe(200)
  })

  it('is not for a volunteer with full hands, and says which errand comes first', async () => {
    const mine = await inHandOf(li)
    const other = await anOpenRequest(house, wang)
    // Somebody with full hands is not asked; he was asked before he took the first.
    await house.db
      .collection('searches')
      .updateOne(
        { _id: other._id as never },
        { $push: { asked: { personId: li.id, at: house.clock.now(), wave: 0, reason: '', state: 'asked' } } as never },
      )
    const [offer] = items(await get(li, '/api/me/offers'))
    expect(offer).toMatchObject({ abilities: { accept: false }, notNow: expect.stringContaining(mine.code) as string })
    const refused = await post(li, `/api/me/offers/${other.code}/acceptance`)
    expect(refused).toMatchObject({ status: 429, body: { message: expect.stringContaining(mine.code) as string } })
  })

  it('that was withdrawn in the meantime is said to be so', async () => {
    const { code, _id } = await anOpenRequest(house, wang)
    await cancelRequest(house, _id, { id: wang.id, part: 'requester' }, 'cancel')
    const late = await post(li, `/api/me/offers/${code}/acceptance`)
    expect(late).toMatchObject({ status: 409, body: { message: `这单已经不用了，谢谢你。〔${code}〕` } })
  })

  it('is declined without a reason', async () => {
    const { code } = await anOpenRequest(house, wang)
    expect((await post(li, `/api/me/offers/${code}/refusal`)).body).toMatchObject({ reply: '好，不打扰了。' })
    expect(items(await get(li, '/api/me/offers'))).toEqual([])
    expect(items(await get(he, '/api/me/offers'))).toHaveLength(1)
  })

  it('not tonight: nothing is asked until eight, not even for a later day', async () => {
    const { code } = await anOpenRequest(house, wang)
    const answered = await post(li, `/api/me/offers/${code}/refusal`, { notTonight: true })
    expect(answered.body).toMatchObject({ reply: '好，明天8点前不问你，歇着吧。' })
    await anOpenRequest(house, wang, { when: { from: '2099-11-23T15:00', to: '2099-11-23T16:00' } })
    const offers = await get(li, '/api/me/offers')
    expect(offers.body).toMatchObject({ items: [], paused: '明天8点前不问你。' })
    house.clock.turnTo(new Date('2099-11-23T08:00:00+08:00'))
    await anOpenRequest(house, wang)
    expect(items(await get(li, '/api/me/offers')).length).toBeGreaterThan(0)
  })
})

describe('an errand in hand', () => {
  it('shows door, how to speak and a masked phone; the first look is on record, once', async () => {
    const { code } = await inHandOf(li)
    for (let look = 0; look < 3; look += 1) await get(li, '/api/me/tasks')
    const [task] = await tasksOf(li)
    expect(task).toMatchObject({
      code,
      help: '送菜',
      items: ['2斤西红柿'],
      place: '6区9栋',
      door: '2单元4楼',
      spokenTo: '王阿姨',
      maskedPhone: '138****5678',
      next: 'start',
      handover: 'code',
      late: false,
    })
    const { items: reads } = await listReadsOf(house, wang.id, {})
    expect(reads.map(({ fields, reader, reason }) => [reader.id, [...fields].sort(), reason])).toEqual([
      [li.id, ['door', 'phone'], `接了${code}`],
    ])
  })

  it('gives the number when it is asked for, and writes each of it down', async () => {
    const { code } = await inHandOf(li)
    const before = (await listReadsOf(house, wang.id, {})).items.length
    expect((await post(li, `/api/me/tasks/${code}/call`)).body).toEqual({ phone: '13812345678' })
    expect((await post(li, `/api/me/tasks/${code}/call`)).status).toBe(200)
    const reads = (await listReadsOf(house, wang.id, {})).items
    expect(reads).toHaveLength(before + 2)
    const calls = reads.filter(({ reason }) => reason === `接了${code}，打电话`)
    expect(calls.map(({ fields }) => fields)).toEqual([['phone'], ['phone']])
  })

  it('says so where no phone is known', async () => {
    wang = await aPerson(house, { stationId })
    const { code } = await inHandOf(li)
    expect((await tasksOf(li))[0]).toMatchObject({ abilities: { call: false } })
    expect(await post(li, `/api/me/tasks/${code}/call`)).toMatchObject({ status: 404 })
  })

  it('goes step by step, and the requester hears each once', async () => {
    const request = await inHandOf(li)
    const task = `/api/me/tasks/${request.code}`
    for (let tap = 0; tap < 2; tap += 1) expect((await post(li, `${task}/start`)).status).toBe(200)
    await house.work()
    expect((await tasksOf(li))[0]).toMatchObject({ next: 'arrive' })
    for (let tap = 0; tap < 2; tap += 1) await post(li, `${task}/arrival`)
    await house.work()
    expect((await tasksOf(li))[0]).toMatchObject({ next: 'handOver' })
    const code = await codeOf(request)
    const done = await post(li, `${task}/handover`, { handoverCode: code })
    expect(done.body).toMatchObject({ reply: '交接码对上了，辛苦了。' })
    await house.work()
    expect(await wordsTo(wang, 'request.started')).toEqual([`小李出发了，12点前到。〔${request.code}〕`])
    expect(await wordsTo(wang, 'request.arrived')).toEqual([
      `小李到了，交接码${code}，当面告诉对方。〔${request.code}〕`,
    ])
    expect(await wordsTo(wang, 'request.delivered')).toEqual([
      `小李送到了，交接码对上了。满意回1到5，有问题说“没办好”。〔${request.code}〕`,
    ])
    expect(await findRequest(house, request._id)).toMatchObject({ status: 'delivered', handover: { how: 'code' } })
  })

  it('a shop sets off with all that it has, and each requester hears it once', async () => {
    const shop = await aPerson(house, { stationId, name: '勤务员小店', role: 'enterprise' })
    const both = [await inHandOf(shop), await inHandOf(shop)]
    await post(shop, `/api/me/tasks/${both[0]?.code}/start`)
    expect((await post(shop, '/api/me/way/start')).body).toMatchObject({ started: 1 })
    expect((await post(shop, '/api/me/way/start')).body).toMatchObject({ started: 0 })
    await house.work()
    expect(await wordsTo(wang, 'request.started')).toHaveLength(2)
    expect((await tasksOf(shop)).map(({ next }) => next)).toEqual(['arrive', 'arrive'])
  })

  it('without a code it is delivered on his word, and the requester is asked', async () => {
    const request = await inHandOf(li)
    await post(li, `/api/me/tasks/${request.code}/handover`, { withoutCode: 'left_at_door' })
    await house.work()
    expect(await wordsTo(wang, 'request.delivered')).toEqual([
      `小李说放门口了。拿到回“收到”，没有就说“没办好”。〔${request.code}〕`,
    ])
    const now = await findRequest(house, request._id)
    expect(now).toMatchObject({ status: 'delivered', handover: { how: 'word', reason: 'left_at_door' } })
  })

  it('takes no guessing: after five wrong codes not even the right one', async () => {
    const request = await inHandOf(li)
    const right = await codeOf(request)
    const wrong = right === '1234' ? '4321' : '1234'
    const guess = (handoverCode: string) => post(li, `/api/me/tasks/${request.code}/handover`, { handoverCode })
    const guesses = await Promise.all(Array.from({ length: 12 }, () => guess(wrong)))
    expect(guesses.every(({ status }) => status === 400)).toBe(true)
    expect(guesses.filter(({ body }) => /再问对方/.test(String(body.message)))).toHaveLength(5)
    expect(await guess(right)).toMatchObject({ status: 400, body: { fields: [{ path: 'handoverCode' }] } })
    expect((await findRequest(house, request._id))?.status).toBe('accepted')
  })

  it('is given back without blame, and others are asked at once', async () => {
    const request = await inHandOf(li)
    const back = await post(li, `/api/me/tasks/${request.code}/release`, { reason: 'unwell' })
    expect(back.body).toMatchObject({ reply: `好，没关系，马上换人。〔${request.code}〕` })
    await house.work()
    const now = await findRequest(house, request._id)
    expect(now).toMatchObject({ status: 'open' })
    expect(now?.history.at(-1)).toMatchObject({ step: 'release', note: '身体不舒服' })
    expect(await tasksOf(li)).toEqual([])
    expect(items(await get(he, '/api/me/offers'))).toHaveLength(1)
  })

  it.each(['release', 'handover', 'finish', 'cancel'])('shows nothing any more after the end: %s', async (end) => {
    const request = await inHandOf(li)
    await tasksOf(li)
    if (end === 'release') await releaseRequest(house, request._id, li.id, 'end')
    if (end === 'handover') await post(li, `/api/me/tasks/${request.code}/handover`, { withoutCode: 'forgotten' })
    if (end === 'finish') await finishRequest(house, request._id, { id: wang.id, part: 'requester' }, 'end')
    if (end === 'cancel') await cancelRequest(house, request._id, { id: wang.id, part: 'requester' }, 'end')
    expect(await tasksOf(li)).toEqual([])
    for (const door of ['call', 'start', 'arrival']) {
      expect((await post(li, `/api/me/tasks/${request.code}/${door}`)).status).toBe(404)
    }
    const record = JSON.stringify((await get(li, '/api/me/record')).body)
    expect(record).not.toMatch(/王|6区|9栋|单元|138/)
  })

  it('shows and rings the number that she has now', async () => {
    const { code } = await inHandOf(li)
    await savePhone(house, wang.id, '13900001111')
    expect((await tasksOf(li))[0]).toMatchObject({ maskedPhone: '139****1111' })
    expect((await post(li, `/api/me/tasks/${code}/call`)).body).toEqual({ phone: '13900001111' })
  })
})

describe('terms', () => {
  it('are said as a whole and asked by the next search', async () => {
    const saved = await side.call(li, 'PUT', '/api/me/helper-terms', {
      skills: ['parcel'],
      zones: ['6'],
      freeHours: [{ days: [6, 7], from: '09:00', to: '12:00' }],
      pausedUntil: '2099-11-25T08:00:00+08:00',
    })
    expect(saved).toMatchObject({
      status: 200,
      body: { paused: '11月25日8点前不问你。', terms: { skills: ['parcel'] } },
    })
    expect((await get(li, '/api/me/helper-terms')).body).toEqual(saved.body)
    await anOpenRequest(house, wang, { category: 'parcel' })
    expect(items(await get(li, '/api/me/offers'))).toEqual([])
    const { body } = await side.call(li, 'PUT', '/api/me/helper-terms', {
      skills: ['parcel'],
      zones: [],
      freeHours: [],
    })
    expect(body).not.toHaveProperty('paused')
    await anOpenRequest(house, wang, { category: 'parcel' })
    expect(items(await get(li, '/api/me/offers'))).toHaveLength(1)
  })

  it('offer no skill that touches health or family, but keep what the station gave', async () => {
    const xu = await aVolunteer(house, { stationId, helper: { ...helper, skills: ['nursing'] } })
    const skills = async (one: Person) => {
      const { choices } = (await get(one, '/api/me/helper-terms')).body as { choices: { skills: { value: string }[] } }
      return choices.skills.map(({ value }) => value)
    }
    expect(await skills(li)).not.toContain('nursing')
    expect(await skills(xu)).toContain('nursing')
    const { status } = await side.call(xu, 'PUT', '/api/me/helper-terms', {
      skills: ['nursing'],
      zones: [],
      freeHours: [],
    })
    expect(status).toBe(200)
  })
})

describe('the record', () => {
  const record = async (one: Person) => (await get(one, '/api/me/record')).body

  it('counts verified service in quarter hours, and names silence as what it is', async () => {
    const first = await inHandOf(li)
    await post(li, `/api/me/tasks/${first.code}/start`)
    house.later(20)
    await post(li, `/api/me/tasks/${first.code}/handover`, { handoverCode: await codeOf(first) })
    const second = await inHandOf(li)
    house.later(200)
    await post(li, `/api/me/tasks/${second.code}/handover`, { withoutCode: 'forgotten' })
    expect(await record(li)).toMatchObject({
      months: [{ month: '2099-11', tasks: 1, minutes: 30 }],
      items: [
        { code: second.code, minutes: 0, verdict: '等对方说一声' },
        { code: first.code, minutes: 30, verifiedBy: 'code', verdict: '交接码对上了', day: '今天' },
      ],
    })
    await finishRequest(house, second._id, { id: 'system', part: 'system' }, 'silence')
    expect(await record(li)).toMatchObject({
      months: [{ tasks: 1, minutes: 30 }],
      items: [{ verdict: /先不算时长/ }, {}],
    })
  })

  it('counts from the acceptance at most an hour where nobody set off, and the resident’s word is enough', async () => {
    const request = await inHandOf(li)
    house.later(200)
    await finishRequest(house, request._id, { id: wang.id, part: 'requester' }, 'thanks')
    expect(await record(li)).toMatchObject({ months: [{ tasks: 1, minutes: 60 }], items: [{ verifiedBy: 'resident' }] })
    await reopenRequest(house, request._id, { id: wang.id, part: 'requester' }, 'not done')
    expect(await record(li)).toMatchObject({ months: [], items: [] })
  })

  it('of whoever is paid has no hours', async () => {
    const request = await anOpenRequest(house, wang)
    const shop = await aPerson(house, { stationId, name: '勤务员小店', role: 'enterprise' })
    await acceptOffer(house, request, shop, 'shop')
    await finishRequest(house, request._id, { id: worker.id, part: 'worker' }, 'worker')
    expect(await record(shop)).toMatchObject({
      months: [{ month: '2099-11', tasks: 1 }],
      items: [{ verifiedBy: 'worker' }],
    })
    expect(JSON.stringify(await record(shop))).not.toContain('minutes')
  })
})
