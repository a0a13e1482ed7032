import { ROUTES } from '../../../server/app/contracts.ts'
import { listPeopleByPhone, listReadsOf } from '../../../server/people/index.ts'
import { findRequestByCode, requestsOf, unseal } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest } from '../../factories/house.ts'
import { aPerson, aShop, aStation, aVolunteer, aWorker } from '../../factories/people.ts'
import { items, openDeskScene } from './deskScene.ts'
import type { DeskScene } from './deskScene.ts'

let scene: DeskScene
let house: DeskScene['house']
let web: DeskScene['web']
let foreign: DeskScene['foreign']
let stationId: DeskScene['stationId']
let wang: DeskScene['wang']
let atDesk: DeskScene['atDesk']

beforeAll(async () => {
  scene = await openDeskScene()
  ;({ house, web, foreign, stationId, wang, atDesk } = scene)
})
afterAll(() => scene.close())

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
    const askers = items(await atDesk('POST', '/api/desk/askers', { q: '13900002222' }))
    expect(askers).toMatchObject([{ name: '新来的许大爷', known: { phone: true } }])
    expect((again.body.request as { requester: { id: string } }).requester.id).toBe(askers[0]?.id)
  })

  it('finds by number, and the number stands in no address', async () => {
    const { id } = await aPerson(house, { stationId, name: '郭大娘', phone: '13900003333' })
    expect(items(await atDesk('POST', '/api/desk/askers', { q: '139 0000 3333' }))).toMatchObject([{ id }])
    expect((await atDesk('GET', '/api/desk/askers?q=13900003333')).status).toBe(405)
    const asked = ROUTES.flatMap(({ query }) => Object.keys((query as { shape?: object } | undefined)?.shape ?? {}))
    expect(asked).toContain('search')
    expect(asked.filter((name) => /phone|door|room|group|text|words|token/i.test(name))).toEqual([])
  })

  it('holds phone and address to the rule of everywhere: one spelling, on the map, and nothing written otherwise', async () => {
    const clerk = await aWorker(house, { onDuty: true })
    const zones = [{ name: '6', buildings: [{ name: '9' }, { name: '2' }] }]
    await aStation(house, { id: clerk.stationId, zones })
    const asker = { name: '邵大爷', phone: '+86 139-0000-3333' }
    const enterAs = (body: object) => web.call('POST', '/api/requests', { as: clerk, body: { ...entry, ...body } })
    const address = { zone: '６', building: '9号楼', unit: '2单元', room: '402室' }
    const { body } = await enterAs({ asker, address })
    expect(body).toMatchObject({ request: { place: '6区9栋' } })
    const [known] = await listPeopleByPhone(house, '13900003333')
    expect(known).toMatchObject({ name: '邵大爷', verified: false, area: { zone: '6', building: '9' } })
    expect(known?.changes).toMatchObject([{ what: 'registered', by: clerk.id }])
    const { code } = body.request as { code: string }
    const request = (await findRequestByCode(house, clerk.stationId, code)) as RequestDoc
    expect(unseal(house, request)).toMatchObject({ phone: '13900003333', address: { unit: '2', room: '402' } })
    const paths = async (more: object) =>
      ((await enterAs(more)).body.fields as { path: string }[]).map(({ path }) => path)
    const before = await house.db.collection('people').countDocuments()
    expect(await paths({ asker: { name: '新人', phone: '139000' } })).toEqual(['asker.phone'])
    expect(await paths({ asker: { name: '新人' }, address: { zone: '77', building: '9' } })).toEqual(['address.zone'])
    expect(await paths({ asker: { name: '新人' }, address: { zone: '6', building: '88' } })).toEqual([
      'address.building',
    ])
    expect(await paths({ asker: { name: '新人' }, address: { zone: '6' } })).toEqual(['address.building'])
    // What is left out the home on record fills up.
    const added = await enterAs({ asker: { id: known?.id }, address: { zone: '6', room: '501室' } })
    expect(added.body).toMatchObject({ request: { place: '6区9栋' } })
    expect(await house.db.collection('people').countDocuments()).toBe(before)
    const change = { version: request.v, address: { building: '88' } }
    const amended = await web.call('POST', `/api/requests/${code}/amendment`, { as: clerk, body: change })
    expect(amended.body).toMatchObject({ fields: [{ path: 'address.building' }] })
    const right = { version: request.v, address: { building: '２栋' } }
    const moved = await web.call('POST', `/api/requests/${code}/amendment`, { as: clerk, body: right })
    expect(moved.body).toMatchObject({ place: '6区2栋' })
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
