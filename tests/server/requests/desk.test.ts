import { suggestionRoutes } from '../../../server/dispatch/index.ts'
import { listReadsOf } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { approveRequest, findRequestByCode, requestRoutes, requestsOf } from '../../../server/requests/index.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aShop, aVolunteer, aWorker, SUNDAY_TEN } from '../../factories/people.ts'

let house: TestHouse
let web: Web
let worker: Person
let foreign: Person
let stationId: string
let wang: Person

beforeAll(async () => {
  house = await openTestHouse(SUNDAY_TEN)
  web = await openWeb(house, [...requestRoutes(house), ...suggestionRoutes(house)])
  ;({ worker } = await aStaffedStation(house))
  stationId = worker.stationId
  foreign = await aWorker(house)
  wang = await aPerson(house, {
    stationId,
    name: '王阿姨',
    phone: '13812345678',
    home: { zone: '6', building: '9', unit: '2' },
  })
})
afterAll(async () => {
  await web.close()
  await house.close()
})

const atDesk = (method: string, path: string, body?: unknown, key?: string) =>
  web.call(method, path, { as: worker, body, key })
const items = (reply: { body: Record<string, unknown> }) => reply.body.items as Record<string, unknown>[]
const codes = (reply: { body: Record<string, unknown> }) => items(reply).map(({ code }) => code)
const draftOf = (person: Person) => aRequest(house, person)
async function openOf(person: Person) {
  const request = await aRequest(house, person)
  return approveRequest(house, request._id, worker.id, `open/${request._id}`)
}
const versionOf = async (code: string) => (await findRequestByCode(house, stationId, code))?.v

describe('the board', () => {
  it.each(['wang', 'way', '王', '阿姨', 'WANGAY', 'wa'])('finds 王阿姨 by “%s”', async (q) => {
    const mine = await draftOf(wang)
    const other = await draftOf(await aPerson(house, { stationId, name: '孙师傅' }))
    const found = codes(await atDesk('GET', `/api/requests?q=${encodeURIComponent(q)}&limit=100`))
    expect(found).toContain(mine.code)
    expect(found).not.toContain(other.code)
  })

  it('finds by code, by its beginning, and by the helper who has it', async () => {
    const request = await openOf(wang)
    const helper = await aVolunteer(house, { stationId, name: '罗师傅' })
    await atDesk('POST', `/api/requests/${request.code}/assignment`, {
      helperId: helper.id,
      version: request.v,
    })
    for (const q of [request.code.toLowerCase(), request.code.slice(0, 2), 'lsf']) {
      expect(codes(await atDesk('GET', `/api/requests?q=${q}&limit=100`))).toContain(request.code)
    }
  })

  it('never searches the words that were said', async () => {
    await draftOf(wang)
    expect(items(await atDesk('GET', `/api/requests?q=${encodeURIComponent('西红柿')}`))).toEqual([])
  })

  it('filters by state, owner, kind, zone and lateness, and puts the nearest deadline first', async () => {
    const person = await aPerson(house, { stationId, name: '郝大爷' })
    const repair = await aRequest(house, person, { category: 'repair', items: [{ name: '水龙头' }] })
    const opened = await openOf(person)
    const ask = (query: string) => atDesk('GET', `/api/requests?q=hdy&${query}`)
    expect(codes(await ask('status=draft'))).toEqual([repair.code])
    expect(codes(await ask('status=draft,open&category=produce'))).toEqual([opened.code])
    expect(codes(await ask(`owner=${worker.id}`))).toEqual([opened.code])
    expect(codes(await ask('zone=7'))).toEqual([])
    expect(codes(await ask('late=1'))).toEqual([])
    // A draft's clock is the shorter one.
    expect(codes(await ask('sort=due'))).toEqual([repair.code, opened.code])
    house.later(60)
    expect(codes(await ask('late=1'))).toEqual([opened.code])
    expect(items(await ask('late=1'))[0]).toMatchObject({ late: true, kindWord: '送菜', channelWord: '群里' })
  })

  it('is cut into pages that miss and repeat nothing', async () => {
    const person = await aPerson(house, { stationId, name: '翟大妈' })
    for (let i = 0; i < 5; i += 1) await draftOf(person)
    for (const sort of ['new', 'due']) {
      const seen: unknown[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page = await atDesk('GET', `/api/requests?q=zhai&limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
        seen.push(...codes(page))
        cursor = page.body.nextCursor as string | null
      }
      expect(new Set(seen).size).toBe(5)
      expect(seen).toHaveLength(5)
    }
    expect(await atDesk('GET', '/api/requests?cursor=nonsense')).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'cursor' }] },
    })
    expect(await atDesk('GET', '/api/requests?status=nonsense')).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'status.0' }] },
    })
  })

  it('shows no door, phone, group or word, and its card tells the whole history', async () => {
    const request = await openOf(wang)
    const { status, body } = await atDesk('GET', `/api/requests/${request.code}/card`)
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toMatch(/138|帮我送|"(door|phone|groups|text|floor)"/)
    expect(body.history).toMatchObject([
      { seq: 1, stepWord: '记下', byName: '王阿姨' },
      { seq: 2, stepWord: '放行', byName: '赵社工' },
    ])
  })
})

test('a file opened with a reason has the phone on record, and the reading is written down', async () => {
  const request = await draftOf(wang)
  expect(await atDesk('GET', `/api/requests/${request.code}`)).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'reason' }] },
  })
  const { body } = await atDesk('GET', `/api/requests/${request.code}?reason=${encodeURIComponent('联系本人')}`)
  expect(body).toMatchObject({ text: '帮我送两斤西红柿', phone: '13812345678', address: { building: '9', unit: '2' } })
  const { items: reads } = await listReadsOf(house, wang.id)
  expect(reads.filter(({ reason }) => reason === '联系本人').flatMap(({ fields }) => fields)).toContain('phone')
})

describe('whoever may not', () => {
  it('gets nothing: nobody, a resident, another station', async () => {
    const request = await openOf(wang)
    const doors: [string, string, unknown?][] = [
      ['GET', '/api/requests'],
      ['GET', '/api/desk'],
      ['GET', '/api/desk/askers?q=wang'],
      ['POST', '/api/requests', {}],
      ['POST', '/api/requests/reading', { sentence: '要两斤米' }],
    ]
    const ofOne: [string, string, unknown?][] = [
      ['GET', `/api/requests/${request.code}/card`],
      ['GET', `/api/requests/${request.code}/suggestions`],
      ['POST', `/api/requests/${request.code}/approval`, { version: 1 }],
      ['POST', `/api/requests/${request.code}/release`, { version: 1 }],
      ['POST', `/api/requests/${request.code}/finish`, { version: 1 }],
      ['POST', `/api/requests/${request.code}/ownership`, { version: 1 }],
      ['POST', `/api/requests/${request.code}/amendment`, { version: 1 }],
      ['POST', `/api/requests/${request.code}/notes`, { version: 1, note: '下午再问' }],
      ['POST', `/api/requests/${request.code}/cancellation`, { version: 1, reason: '不要了' }],
      ['POST', `/api/requests/${request.code}/reopening`, { version: 1, reason: '没办好' }],
    ]
    for (const [method, path, body] of [...doors, ...ofOne]) {
      expect([path, (await web.call(method, path, { body })).status]).toEqual([path, 401])
      expect([path, (await web.call(method, path, { as: wang, body })).status]).toEqual([path, 403])
    }
    for (const [method, path, body] of ofOne) {
      expect([path, (await web.call(method, path, { as: foreign, body })).status]).toEqual([path, 404])
    }
    expect(codes(await web.call('GET', '/api/requests', { as: foreign }))).toEqual([])
    expect(items(await web.call('GET', '/api/desk/askers?q=wang', { as: foreign }))).toEqual([])
  })
})

describe('a decision', () => {
  it('on what has changed meanwhile is refused, and changes nothing', async () => {
    const request = await draftOf(wang)
    const path = (act: string) => `/api/requests/${request.code}/${act}`
    expect((await atDesk('POST', path('ownership'), { version: request.v })).status).toBe(200)
    const stale = await atDesk('POST', path('approval'), { version: request.v })
    expect(stale).toMatchObject({
      status: 409,
      body: { error: 'conflict', message: expect.stringContaining('再看一眼') },
    })
    expect((await findRequestByCode(house, stationId, request.code))?.status).toBe('draft')
    expect((await atDesk('POST', path('approval'), {})).body).toMatchObject({
      fields: [{ path: 'version' }],
    })
  })

  it('sent again with the same key counts once', async () => {
    const request = await draftOf(wang)
    const approve = () => atDesk('POST', `/api/requests/${request.code}/approval`, { version: request.v }, 'same-key')
    const [first, second] = [await approve(), await approve()]
    expect([second.status, second.body]).toEqual([first.status, first.body])
    expect((await findRequestByCode(house, stationId, request.code))?.history).toHaveLength(2)
  })

  it('goes the whole way: approve, own, assign, take back, amend, finish, reopen, note, cancel', async () => {
    const person = await aPerson(house, { stationId, name: '陶阿姨' })
    const helper = await aVolunteer(house, { stationId })
    const request = await draftOf(person)
    const act = async (name: string, body: object = {}) =>
      atDesk('POST', `/api/requests/${request.code}/${name}`, {
        version: await versionOf(request.code),
        ...body,
      })
    expect((await act('approval')).body).toMatchObject({ status: 'open', abilities: { assign: true, approve: false } })
    expect((await act('assignment', { helperId: helper.id })).body).toMatchObject({
      status: 'accepted',
      assignee: { id: helper.id },
    })
    expect((await act('ownership')).body).toMatchObject({ status: 'accepted', owner: { id: worker.id } })
    expect((await act('release')).body).toMatchObject({ status: 'open' })
    const change = { items: [{ name: '土豆', quantity: 3, unit: '斤' }], budgetFen: 2_000, category: 'daily_goods' }
    expect((await act('amendment', change)).body).toMatchObject({
      summary: '3斤土豆，共20元内',
      category: 'daily_goods',
    })
    await act('assignment', { helperId: helper.id })
    expect((await act('finish')).body).toMatchObject({ status: 'done', abilities: { reopen: true, cancel: false } })
    await house.work()
    expect((await act('cancellation', { reason: '不要了' })).status).toBe(409)
    expect((await act('reopening', { reason: '少送一样' })).body).toMatchObject({ status: 'open' })
    expect((await act('notes', { note: '下午再问一声' })).status).toBe(200)
    expect((await act('cancellation', { reason: '家里送来了' })).body).toMatchObject({ status: 'cancelled' })
    const card = await atDesk('GET', `/api/requests/${request.code}/card`)
    expect(
      (card.body.history as { step: string; note?: string }[]).map(({ step, note }) => `${step} ${note ?? ''}`.trim()),
    ).toEqual([
      'write',
      'approve',
      'assign',
      'own',
      'release',
      'amend',
      'assign',
      'finish',
      'reopen 少送一样',
      'note 下午再问一声',
      'cancel 家里送来了',
    ])
    await house.work()
    const told = (await house.outgoing()).filter((words) => words.to.some(({ personId }) => personId === person.id))
    expect(told.map(({ template }) => template)).toEqual(
      expect.arrayContaining(
        ['approved', 'takenBack', 'amendedByWorker', 'finishedByWorker', 'reopenedByWorker', 'cancelledByWorker'].map(
          (name) => `request.${name}`,
        ),
      ),
    )
    const toHelper = (await house.outgoing()).filter((words) => words.to.some(({ personId }) => personId === helper.id))
    expect(toHelper.map(({ template }) => template)).toEqual(
      expect.arrayContaining(['dispatch.takenOver', 'request.doneToHelper']),
    )
  })

  it('writes down no goods that are not brought', async () => {
    const request = await draftOf(wang)
    const body = { version: request.v, items: [{ name: '白酒' }] }
    const refused = await atDesk('POST', `/api/requests/${request.code}/amendment`, body)
    expect(refused).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'items', message: expect.stringContaining('酒') }] },
    })
    expect((await findRequestByCode(house, stationId, request.code))?.v).toBe(request.v)
  })

  it('leaves nothing personal in the history', async () => {
    const request = await draftOf(wang)
    for (const note of ['她电话13812345678', '住6区9栋2单元401']) {
      const refused = await atDesk('POST', `/api/requests/${request.code}/notes`, {
        version: request.v,
        note,
      })
      expect(refused).toMatchObject({ status: 400, body: { fields: [{ path: 'note' }] } })
    }
  })

  it('takes no helper of another station, nobody who is none, and not the asker', async () => {
    const asker = await aVolunteer(house, { stationId })
    const request = await openOf(asker)
    for (const helperId of [wang.id, asker.id, (await aVolunteer(house)).id, 'nobody']) {
      const body = { helperId, version: request.v }
      expect(await atDesk('POST', `/api/requests/${request.code}/assignment`, body)).toMatchObject({
        status: 400,
        body: { fields: [{ path: 'helperId' }] },
      })
    }
  })
})

describe('suggestions', () => {
  it('name the suitable first with the reason, and say what stands against the others', async () => {
    const clerk = await aWorker(house, { onDuty: true })
    const at = { stationId: clerk.stationId }
    const asker = await aPerson(house, at)
    const near = await aVolunteer(house, {
      ...at,
      name: '近邻',
      home: { zone: '6', building: '9' },
      helper: { skills: ['produce'], zones: ['6'], freeHours: [] },
    })
    const far = await aVolunteer(house, {
      ...at,
      name: '远客',
      helper: { skills: ['produce'], zones: ['7'], freeHours: [] },
    })
    const mute = await aShop(house, { ...at, canBeWrittenTo: false })
    const resting = await aVolunteer(house, {
      ...at,
      name: '歇歇',
      helper: { skills: [], zones: [], freeHours: [], pausedUntil: new Date('2100-01-01') },
    })
    const request = await aRequest(house, asker)
    const { body } = await web.call('GET', `/api/requests/${request.code}/suggestions`, { as: clerk })
    const found = new Map((body.items as { id: string }[]).map((one) => [one.id, one]))
    expect(found.get(near.id)).toMatchObject({
      suitable: true,
      reason: '住同一栋，今天还没接单',
      way: '同一栋',
      chanceWord: '可能会接',
      free: true,
      today: 0,
      reachable: true,
    })
    expect(found.get(far.id)).toMatchObject({ suitable: false, reason: expect.stringContaining('不跑这一片') })
    expect(found.get(mute.id)).toMatchObject({ suitable: true, reachable: false })
    expect(found.get(resting.id)).toMatchObject({
      suitable: false,
      free: false,
      reason: expect.stringContaining('在休息'),
    })
    expect(found.has(asker.id)).toBe(false)
    const suitable = (body.items as { suitable: boolean }[]).map((one) => one.suitable)
    expect(suitable).toEqual([...suitable].sort((a, b) => Number(b) - Number(a)))
  })
})

describe('at the desk itself', () => {
  const entry = {
    channel: 'visit',
    category: 'produce',
    items: [{ name: '白菜', quantity: 1, unit: '棵' }],
    groups: [],
    urgent: false,
    dispatch: true,
  }
  const enter = (body: object, key?: string) => atDesk('POST', '/api/requests', { ...entry, ...body }, key)

  it('a known person asks, and helpers are asked at once; the home on record is filled in and that is a reading', async () => {
    const asker = await aPerson(house, { stationId, home: { zone: '6', building: '3', unit: '1', room: '101' } })
    const { status, body } = await enter({ asker: { id: asker.id }, channel: 'phone' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ request: { status: 'open', channelWord: '电话', place: '6区3栋', missing: [] } })
    expect(body.say).toMatch(/正在找人/)
    expect((await listReadsOf(house, asker.id)).items).toMatchObject([{ fields: ['door'], reason: '替本人登记求助' }])
  })

  it('a new person is written down once, however often the form is sent', async () => {
    const body = {
      asker: { name: '新来的许大爷', phone: '139 0000 2222' },
      address: { zone: '6', building: '2' },
      dispatch: false,
    }
    const first = await enter(body, 'new-person')
    expect(first).toMatchObject({ status: 201, body: { request: { status: 'reviewing' } } })
    const resent = await enter(body, 'new-person')
    expect([resent.status, resent.body]).toEqual([first.status, first.body])
    const again = await enter(body)
    const askers = items(await atDesk('GET', '/api/desk/askers?q=13900002222'))
    expect(askers).toMatchObject([{ name: '新来的许大爷', known: { phone: true } }])
    expect((again.body.request as { requester: { id: string } }).requester.id).toBe(askers[0]?.id)
  })

  it('refuses what is not brought here either, with the sentence for the person', async () => {
    const { body } = await enter({ asker: { id: wang.id }, items: [{ name: '白酒' }] })
    expect(body).toMatchObject({ request: { status: 'rejected' }, say: expect.stringContaining('酒不能代买') })
  })

  it('names the fields that are wrong and writes nothing', async () => {
    const before = await requestsOf(house).countDocuments()
    const faults = async (body: object) =>
      ((await enter(body)).body.fields as { path: string }[]).map(({ path }) => path)
    expect(await faults({ asker: {} })).toEqual(['asker.name'])
    expect(await faults({ asker: { id: foreign.id } })).toEqual(['asker.id'])
    expect(await faults({ asker: { id: wang.id }, channel: 'dream', items: 'x' })).toEqual(['channel', 'items'])
    expect(await requestsOf(house).countDocuments()).toBe(before)
  })

  it('reads a sentence into fields and stores nothing', async () => {
    const before = await requestsOf(house).countDocuments()
    const { body } = await atDesk('POST', '/api/requests/reading', {
      sentence: '六区9栋要两斤西红柿，20块钱以内，明天上午送来',
    })
    expect(body).toMatchObject({
      category: 'produce',
      items: [{ name: '西红柿', quantity: 2, unit: '斤' }],
      budgetFen: 2_000,
      whenWord: '明天上午',
      address: { zone: '6', building: '9' },
    })
    expect((await atDesk('POST', '/api/requests/reading', { sentence: '帮我买条中华烟' })).body).toMatchObject({
      refusal: expect.stringContaining('烟不能代买'),
    })
    expect(await requestsOf(house).countDocuments()).toBe(before)
  })

  it('counts what waits, by state and on the map', async () => {
    const clerk = await aWorker(house, { onDuty: true })
    const asker = await aPerson(house, { stationId: clerk.stationId })
    await aRequest(house, asker)
    const { body } = await web.call('GET', '/api/desk', { as: clerk })
    expect(body).toMatchObject({
      me: { id: clerk.id },
      onDuty: { id: clerk.id },
      counts: { byStatus: { draft: 1, open: 0 }, late: 0, mine: 0 },
      zones: [],
    })
  })
})
