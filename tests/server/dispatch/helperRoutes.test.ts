import { fromLocal } from '@yimin/shared/language/localTime'
import { listReadsOf, savePhone } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { photosOf } from '../../../server/photos/photo.model.ts'
import type { PhotoDoc } from '../../../server/photos/photo.model.ts'
import {
  cancelRequest,
  findRequest,
  finishRequest,
  releaseRequest,
  requestsOf,
} from '../../../server/requests/index.ts'
import { anOpenRequest, openHelperScene, ZONE_TERMS } from '../../factories/helperSide.ts'
import type { HelperScene, HelperSide } from '../../factories/helperSide.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'

let scene: HelperScene
let house: TestHouse
let side: HelperSide
let stationId: string
let wang: Person
let li: Person
let he: Person
beforeAll(async () => {
  scene = await openHelperScene()
})
afterAll(() => scene.close())
beforeEach(async () => {
  await scene.nextDay()
  ;({ house, side, stationId, wang, li, he } = scene)
})

const get = (person: Person | undefined, path: string) => side.call(person, 'GET', path)
const post = (person: Person | undefined, path: string, body?: unknown, key?: string) =>
  side.call(person, 'POST', path, body, key)
const items = (answered: { body: Record<string, unknown> }) => answered.body.items as Record<string, unknown>[]

async function tasksOf(person: Person): Promise<Record<string, unknown>[]> {
  const { body } = await get(person, '/api/me/tasks')
  return (body.stops as { tasks: Record<string, unknown>[] }[]).flatMap(({ tasks }) => tasks)
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
    ['POST', '/api/me/tasks/A101/postponement', { byMinutes: 30 }],
    ['POST', '/api/me/tasks/A101/handover', { handoverCode: '1234' }],
    ['POST', '/api/me/tasks/A101/release', {}],
    ['POST', '/api/me/tasks/A101/swap', {}],
    ['POST', '/api/me/tasks/A101/keep', {}],
    ['GET', '/api/me/helper-terms', {}],
    ['PUT', '/api/me/helper-terms', { version: 0, skills: [], zones: [], freeHours: [] }],
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
    const { code } = await scene.inHandOf(li)
    const far = await aVolunteer(house, { helper: ZONE_TERMS })
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
    const { code } = await scene.inHandOf(li)
    const wrong = async (method: string, path: string, body: unknown) => {
      const { status, body: answer } = await side.call(li, method, path, body)
      return [status, (answer.fields as { path: string }[]).map((fault) => fault.path)]
    }
    expect(await wrong('POST', `/api/me/tasks/${code}/handover`, { handoverCode: '12' })).toEqual([
      400,
      ['handoverCode'],
    ])
    expect(await wrong('POST', `/api/me/tasks/${code}/handover`, {})).toEqual([400, ['handoverCode']])
    expect(await wrong('POST', `/api/me/tasks/${code}/postponement`, { byMinutes: -5 })).toEqual([400, ['byMinutes']])
    expect(await wrong('POST', `/api/me/tasks/${code}/release`, { reason: 'lazy' })).toEqual([400, ['reason']])
    expect(await wrong('POST', '/api/me/tasks/x/start', {})).toEqual([400, ['code']])
    const terms = { version: 0, skills: ['produce', 'nursing'], zones: ['6', '77'], freeHours: [] }
    expect(await wrong('PUT', '/api/me/helper-terms', terms)).toEqual([400, ['skills.1', 'zones.1']])
  })
})

describe('an offer', () => {
  it('tells area, kind, time and why me; never name, door, phone or the words', async () => {
    const open = await anOpenRequest(house, wang, { when: { to: scene.local(0, '11:00') }, budget: 15 })
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
        since: `${scene.local(0, '10:00')}:00+08:00`,
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
    const mine = await scene.inHandOf(li)
    const other = await anOpenRequest(house, wang)
    // Somebody with full hands is not asked; he was asked before he took the first.
    await house.db.collection('searches').updateOne(
      { _id: other._id as never },
      {
        $push: { asked: { personId: li.id, at: house.clock.now(), rung: 'r1', reason: '', state: 'asked' } } as never,
      },
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
    await anOpenRequest(house, wang, { when: { from: scene.local(1, '15:00'), to: scene.local(1, '16:00') } })
    const offers = await get(li, '/api/me/offers')
    expect(offers.body).toMatchObject({ items: [], paused: '明天8点前不问你。' })
    house.clock.turnTo(fromLocal(scene.local(1, '08:00')))
    await anOpenRequest(house, wang)
    expect(items(await get(li, '/api/me/offers')).length).toBeGreaterThan(0)
  })
})

describe('an errand in hand', () => {
  it('shows door, how to speak and a masked phone; the first look is on record, once', async () => {
    const { code } = await scene.inHandOf(li)
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

  it('shows photos that were looked at, none that waits for it, and names them in the row of the look', async () => {
    const request = await scene.inHandOf(li)
    const photo = { stationId, authorId: wang.id, requestId: request._id, v: 1, width: 320, height: 240 }
    const sentAt = house.clock.now()
    const ids = { shown: 'a'.repeat(20), waits: 'b'.repeat(20) }
    await photosOf(house).insertMany([
      { ...photo, _id: ids.shown, state: 'shown', sentAt },
      { ...photo, _id: ids.waits, state: 'quarantined', sentAt },
    ] as PhotoDoc[])
    await requestsOf(house).updateOne({ _id: request._id }, { $set: { photos: Object.values(ids) } })
    const [task] = await tasksOf(li)
    const seen = task?.photos as { id: string; url?: string }[]
    expect(seen.filter(({ url }) => url !== undefined).map(({ id }) => id)).toEqual([ids.shown])
    const [read] = (await listReadsOf(house, wang.id, {})).items
    expect([...(read?.fields ?? [])].sort()).toEqual(['door', 'phone', 'photos'])
  })

  it('gives the number when it is asked for, and writes each of it down', async () => {
    const { code } = await scene.inHandOf(li)
    const before = (await listReadsOf(house, wang.id, {})).items.length
    expect((await post(li, `/api/me/tasks/${code}/call`)).body).toEqual({ phone: '13812345678' })
    expect((await post(li, `/api/me/tasks/${code}/call`)).status).toBe(200)
    const reads = (await listReadsOf(house, wang.id, {})).items
    expect(reads).toHaveLength(before + 2)
    const calls = reads.filter(({ reason }) => reason === `接了${code}，打电话`)
    expect(calls.map(({ fields }) => fields)).toEqual([['phone'], ['phone']])
  })

  it('says so where no phone is known', async () => {
    scene.wang = await aPerson(house, { stationId })
    const { code } = await scene.inHandOf(li)
    expect((await tasksOf(li))[0]).toMatchObject({ abilities: { call: false, postpone: true } })
    expect(await post(li, `/api/me/tasks/${code}/call`)).toMatchObject({ status: 404 })
  })

  it('goes step by step, and the requester hears each once', async () => {
    const request = await scene.inHandOf(li)
    const task = `/api/me/tasks/${request.code}`
    for (let tap = 0; tap < 2; tap += 1) expect((await post(li, `${task}/start`)).status).toBe(200)
    await house.work()
    expect((await tasksOf(li))[0]).toMatchObject({ next: 'arrive' })
    for (let tap = 0; tap < 2; tap += 1) await post(li, `${task}/arrival`)
    await house.work()
    expect((await tasksOf(li))[0]).toMatchObject({ next: 'handOver' })
    const code = await scene.handoverCodeOf(request)
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
    const both = [await scene.inHandOf(shop), await scene.inHandOf(shop)]
    await post(shop, `/api/me/tasks/${both[0]?.code}/start`)
    expect((await post(shop, '/api/me/way/start')).body).toMatchObject({ started: 1 })
    expect((await post(shop, '/api/me/way/start')).body).toMatchObject({ started: 0 })
    await house.work()
    expect(await wordsTo(wang, 'request.started')).toHaveLength(2)
    expect((await tasksOf(shop)).map(({ next }) => next)).toEqual(['arrive', 'arrive'])
  })

  it('without a code it is delivered on his word, and the requester is asked', async () => {
    const request = await scene.inHandOf(li)
    await post(li, `/api/me/tasks/${request.code}/handover`, { withoutCode: 'left_at_door' })
    await house.work()
    expect(await wordsTo(wang, 'request.delivered')).toEqual([
      `小李说放门口了。拿到回“收到”，没有就说“没办好”。〔${request.code}〕`,
    ])
    const now = await findRequest(house, request._id)
    expect(now).toMatchObject({ status: 'delivered', handover: { how: 'word', reason: 'left_at_door' } })
  })

  it('takes no guessing: after five wrong codes not even the right one', async () => {
    const request = await scene.inHandOf(li)
    const right = await scene.handoverCodeOf(request)
    const wrong = right === '1234' ? '4321' : '1234'
    const guess = (handoverCode: string) => post(li, `/api/me/tasks/${request.code}/handover`, { handoverCode })
    const guesses = await Promise.all(Array.from({ length: 12 }, () => guess(wrong)))
    expect(guesses.every(({ status }) => status === 400)).toBe(true)
    expect(guesses.filter(({ body }) => /再问对方/.test(String(body.message)))).toHaveLength(5)
    expect(await guess(right)).toMatchObject({ status: 400, body: { fields: [{ path: 'handoverCode' }] } })
    expect((await findRequest(house, request._id))?.status).toBe('accepted')
  })

  it('is given back without blame, and others are asked at once', async () => {
    const request = await scene.inHandOf(li)
    const back = await post(li, `/api/me/tasks/${request.code}/release`, { reason: 'unwell' })
    expect(back.body).toMatchObject({ reply: `好，没关系，马上换人。〔${request.code}〕` })
    await house.work()
    const now = await findRequest(house, request._id)
    expect(now).toMatchObject({ status: 'open' })
    expect(now?.history.at(-1)).toMatchObject({ step: 'release', note: '身体不舒服' })
    expect(await tasksOf(li)).toEqual([])
    expect(items(await get(he, '/api/me/offers'))).toHaveLength(1)
  })

  it('asks for somebody else without letting go, and is kept after all', async () => {
    const request = await anOpenRequest(house, wang)
    await post(li, `/api/me/offers/${request.code}/acceptance`, {})
    const wished = await post(li, `/api/me/tasks/${request.code}/swap`, {})
    expect([wished.status, wished.body.code]).toEqual([200, request.code])
    expect(await findRequest(house, request._id)).toMatchObject({ status: 'accepted', assignee: { personId: li.id } })
    expect((await findRequest(house, request._id))?.swap).toBeDefined()
    const kept = await post(li, `/api/me/tasks/${request.code}/keep`, {})
    expect([kept.status, kept.body.code]).toEqual([200, request.code])
    expect((await findRequest(house, request._id))?.swap).toBeUndefined()
    expect((await post(he, `/api/me/tasks/${request.code}/swap`, {})).status).toBe(404)
  })

  it.each(['release', 'handover', 'finish', 'cancel'])('shows nothing any more after the end: %s', async (end) => {
    const request = await scene.inHandOf(li)
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
    const { code } = await scene.inHandOf(li)
    await savePhone(house, wang.id, '13900001111')
    expect((await tasksOf(li))[0]).toMatchObject({ maskedPhone: '139****1111' })
    expect((await post(li, `/api/me/tasks/${code}/call`)).body).toEqual({ phone: '13900001111' })
  })
})
