import { listReadsOf } from '../../../server/people/index.ts'
import { aRequest } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'
import { codes, items, openDeskScene } from './deskScene.ts'
import type { DeskScene } from './deskScene.ts'

let scene: DeskScene
let house: DeskScene['house']
let web: DeskScene['web']
let worker: DeskScene['worker']
let foreign: DeskScene['foreign']
let stationId: DeskScene['stationId']
let wang: DeskScene['wang']
let atDesk: DeskScene['atDesk']
let draftOf: DeskScene['draftOf']
let openOf: DeskScene['openOf']

beforeAll(async () => {
  scene = await openDeskScene()
  ;({ house, web, worker, foreign, stationId, wang, atDesk, draftOf, openOf } = scene)
})
afterAll(() => scene.close())

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
    expect(items(await ask('late=1'))[0]).toMatchObject({ late: true, kindWord: '买菜送菜', channelWord: '群里' })
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
      ['POST', '/api/desk/askers', { q: 'wang' }],
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
    expect(items(await web.call('POST', '/api/desk/askers', { as: foreign, body: { q: 'wang' } }))).toEqual([])
  })
})
