import type { RequestCard, StaffRequestView } from '@yimin/shared/requests/contract'
import { acceptOffer, listOffersTo, searchesOf, sweepSearches } from '../../../server/dispatch/index.ts'
import { saveStation } from '../../../server/organisations/index.ts'
import type { Person } from '../../../server/people/index.ts'
import {
  cancelRequest,
  deliverRequest,
  escalateRequest,
  findRequest,
  finishRequest,
  releaseRequest,
  requestsOf,
  unseal,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { TestApp } from '../../factories/app.ts'
import { anOpenRequest } from '../../factories/helperSide.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aShop, aVolunteer, aWorker, NO_SECOND_FACTOR } from '../../factories/people.ts'

let house: TestHouse
let app: TestApp
let stationId: string
let worker: Person
let wang: Person
let shop: Person
let li: Person

beforeAll(async () => {
  house = await openTestHouse()
  app = await openTestApp(house)
})
afterAll(async () => {
  await app.close()
  await house.close()
})
beforeEach(async () => {
  house.waiting.length = 0
  for (const collection of await house.db.collections()) await collection.deleteMany({})
  const staffed = await aStaffedStation(house)
  worker = staffed.worker
  stationId = staffed.station.id
  await saveStation(house, {
    id: stationId, name: '演练社工站', community: '演练社区', phone: '0472-0000000',
    settings: { ...NO_SECOND_FACTOR, dispatch: { shopsCarry: false, quietHours: null } },
  }) // prettier-ignore
  wang = await aPerson(house, { stationId, phone: '13812345678' })
  shop = await aShop(house, { stationId })
  li = await aVolunteer(house, { stationId })
})

const again = async ({ _id }: RequestDoc) => (await findRequest(house, _id)) as RequestDoc
const partsOf = ({ _id }: RequestDoc) => requestsOf(house).find({ partOf: _id }).sort({ part: 1 }).toArray()
async function goodsOf(whole: RequestDoc): Promise<RequestDoc> {
  return (await partsOf(whole)).find(({ part }) => part === 'goods') as RequestDoc
}
async function take(request: RequestDoc, helper: Person): Promise<void> {
  await acceptOffer(house, request, helper, `take.${request._id}.${helper.id}.${request.v}`)
  await house.work()
}
async function heard({ id }: Person): Promise<string[]> {
  const rows = (await house.outgoing()).filter(({ to }) => to.some(({ personId }) => personId === id))
  return rows.map((row) =>
    house.vault.open(row.text, { collection: 'outgoing', id: row._id, field: 'text', class: 'S2' }),
  )
}
const split = (whole: RequestDoc, body: Record<string, unknown>, by: Person | undefined = worker) =>
  app.call(by?.id, 'POST', `/api/requests/${whole.code}/split`, { version: whole.v, ...body })

describe('goods at a station whose shops do not carry', () => {
  it('are a shop’s part first, then somebody carries; the requester has one promise and one code', async () => {
    const whole = await anOpenRequest(house, wang)
    const goods = await goodsOf(whole)
    expect(await listOffersTo(house, shop.id)).toEqual([goods._id])
    expect(await listOffersTo(house, li.id)).toEqual([])
    await take(goods, shop)
    expect(await again(whole)).toMatchObject({ status: 'open' })
    expect(await listOffersTo(house, li.id)).toEqual([whole._id])
    expect(await listOffersTo(house, shop.id)).toEqual([])
    await take(await again(whole), li)
    const carried = await again(whole)
    expect(carried).toMatchObject({ status: 'accepted', ownerId: li.id })
    const promises = (await heard(wang)).filter((text) => text.includes('交接码'))
    expect(promises).toHaveLength(1)
    expect(promises[0]).toContain(`交接码${unseal(house, carried).handoverCode}`)
    expect((await heard(wang)).join()).not.toContain(goods.code)
  })

  it('are announced to whoever carries them once they are ready, and done when the whole is done', async () => {
    const whole = await anOpenRequest(house, wang)
    const goods = await goodsOf(whole)
    await take(goods, shop)
    await take(await again(whole), li)
    expect((await heard(li)).at(-1)).toContain('勤务员小店在备货，备好了告诉你')
    const ready = await app.call(shop.id, 'POST', `/api/me/tasks/${goods.code}/ready`, {})
    await house.work()
    expect(ready).toMatchObject({ status: 200, body: { code: goods.code } })
    expect((await heard(li)).at(-1)).toContain('备好了，可以去取了')
    await finishRequest(house, whole._id, { id: wang.id, part: 'requester' }, 'got it')
    await house.work()
    expect(await again(goods)).toMatchObject({ status: 'done', finishedBy: 'resident' })
    expect((await heard(shop)).join()).not.toMatch(/王/u)
  })

  it('show the shop neither door nor name nor number, the carrier all that he needs', async () => {
    const whole = await anOpenRequest(house, wang)
    const goods = await goodsOf(whole)
    expect(goods).not.toHaveProperty('door')
    expect(goods).not.toHaveProperty('handoverCode')
    expect(goods.place).toEqual({ zone: '6' })
    await take(goods, shop)
    await take(await again(whole), li)
    const shops = await app.call(shop.id, 'GET', '/api/me/tasks')
    expect(JSON.stringify(shops.body)).not.toMatch(/王阿姨|2单元|9栋|138/u)
    expect(shops.body).toMatchObject({ stops: [{ tasks: [{ part: 'goods', abilities: { call: false } }] }] })
    expect((await heard(shop)).join()).not.toMatch(/王阿姨|2单元|9栋|138/u)
    expect((await app.call(shop.id, 'POST', `/api/me/tasks/${goods.code}/call`, {})).status).toBe(404)
    const carriers = await app.call(li.id, 'GET', '/api/me/tasks')
    expect(carriers.body).toMatchObject({
      stops: [{ tasks: [{ door: '2单元4楼', items: ['2斤西红柿'], pickUp: { ready: false } }] }],
    })
  })

  it('are nobody’s list but the desk’s: she sees one request', async () => {
    const whole = await anOpenRequest(house, wang)
    const mine = await app.call<{ items: { code: string }[] }>(wang.id, 'GET', '/api/me/requests')
    expect(mine.body.items.map(({ code }) => code)).toEqual([whole.code])
    const goods = await goodsOf(whole)
    expect((await app.call(wang.id, 'GET', `/api/me/requests/${goods.code}`)).status).toBe(404)
    const card = await app.call<RequestCard>(worker.id, 'GET', `/api/requests/${whole.code}/card`)
    expect(card.body.parts).toMatchObject([{ code: goods.code, kindWord: '店里备货', status: 'open' }])
    const part = await app.call<RequestCard>(worker.id, 'GET', `/api/requests/${goods.code}/card`)
    expect(part.body).toMatchObject({ partOf: whole.code })
  })

  it('stay in one hand where it is urgent, and where shops carry', async () => {
    expect(await partsOf(await anOpenRequest(house, wang, { urgent: true }))).toEqual([])
    expect(await partsOf(await anOpenRequest(house, wang, { category: 'parcel', items: [] }))).toEqual([])
  })

  it('are changed with the whole, and withdrawn with it', async () => {
    const whole = await anOpenRequest(house, wang)
    const goods = await goodsOf(whole)
    await take(goods, shop)
    const items = [{ name: '黄瓜', quantity: 1, unit: '斤' }]
    await app.call(worker.id, 'POST', `/api/requests/${whole.code}/amendment`, {
      version: (await again(whole)).v,
      items,
    })
    await house.work()
    expect((await again(goods)).items).toEqual(items)
    await cancelRequest(house, whole._id, { id: wang.id, part: 'requester' }, 'no')
    await house.work()
    expect((await again(goods)).status).toBe('cancelled')
  })
})

describe('what is withdrawn when the goods are ready', () => {
  it('is told to the shop, which may speak to the station about them', async () => {
    const whole = await anOpenRequest(house, wang)
    const goods = await goodsOf(whole)
    await take(goods, shop)
    await deliverRequest(house, goods._id, shop.id, 'ready')
    await cancelRequest(house, whole._id, { id: wang.id, part: 'requester' }, 'no')
    await house.work()
    expect((await again(goods)).status).toBe('done')
    expect((await heard(shop)).at(-1)).toContain('打站里电话商量')
  })
})

describe('a part that fails', () => {
  it('is the worker’s, and the requester hears once that it takes longer', async () => {
    const whole = await anOpenRequest(house, wang)
    house.later(11)
    await sweepSearches(house)
    await house.work()
    const goods = await goodsOf(whole)
    await escalateRequest(house, goods, 'ladder/1')
    await escalateRequest(house, await again(whole), 'ladder/1')
    await house.work()
    expect((await again(goods)).ownerId).toBe(worker.id)
    const told = (await heard(wang)).join('\n')
    expect(told.match(/还在找人，有人接/gu)).toHaveLength(1)
    expect(told.match(/已经接手/gu)).toHaveLength(1)
    expect(told).not.toContain(goods.code)
  })

  it('that is withdrawn by the worker leaves the whole to one helper', async () => {
    const whole = await anOpenRequest(house, wang)
    await cancelRequest(house, (await goodsOf(whole))._id, { id: worker.id, part: 'worker' }, 'no shop')
    await house.work()
    const left = await again(whole)
    expect(left.parts).toBeUndefined()
    expect((await searchesOf(house).findOne({ _id: whole._id }))?.state).toBe('running')
    expect(await listOffersTo(house, shop.id)).toEqual([whole._id])
  })

  it('is searched for anew when the shop gives it back; whoever carries keeps the whole', async () => {
    const whole = await anOpenRequest(house, wang)
    const goods = await goodsOf(whole)
    const other = await aShop(house, { stationId, name: '第二家' })
    await take(goods, shop)
    await take(await again(whole), li)
    await releaseRequest(house, goods._id, shop.id, 'no stock')
    await house.work()
    expect(await listOffersTo(house, other.id)).toEqual([goods._id])
    expect((await heard(li)).at(-1)).toContain('正在换一家')
    expect(await again(whole)).toMatchObject({ status: 'accepted', ownerId: li.id })
  })
})

describe('split by hand', () => {
  const EGGS = [{ name: '鸡蛋' }, { name: '降压药' }]

  it('gives each what is his: goods to the shop, the matter to a worker, the rest to the carrier', async () => {
    const whole = await anOpenRequest(house, wang, { urgent: true, items: EGGS })
    const { status, body } = await split(whole, { goods: true, sensitive: '降压药，带医保卡' })
    await house.work()
    expect(status).toBe(200)
    expect((body as unknown as StaffRequestView).code).toBe(whole.code)
    const [goods, sensitive] = (await partsOf(whole)) as [RequestDoc, RequestDoc]
    expect(goods.items).toEqual([EGGS[0]])
    expect(sensitive.items).toEqual([EGGS[1]])
    expect(unseal(house, sensitive).address).toMatchObject({ building: '9', unit: '2', floor: '4' })
    expect(await listOffersTo(house, worker.id)).toEqual([sensitive._id])
    await expect(acceptOffer(house, sensitive, li, 'not for him')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(acceptOffer(house, await again(whole), li, 'too early')).rejects.toMatchObject({
      code: 'already_taken',
    })
    await take(goods, shop)
    expect(await listOffersTo(house, li.id)).toEqual([])
    await take(sensitive, worker)
    await take(await again(whole), li)
    const carriers = await app.call(li.id, 'GET', '/api/me/tasks')
    expect(JSON.stringify(carriers.body)).toContain('鸡蛋')
    expect(JSON.stringify(carriers.body) + (await heard(li)).join()).not.toContain('降压药')
    // Done at the door; what the worker has to do stays hers until it is done.
    await deliverRequest(house, whole._id, li.id, 'there')
    await finishRequest(house, whole._id, { id: wang.id, part: 'requester' }, 'got it')
    await house.work()
    expect(await again(sensitive)).toMatchObject({ status: 'accepted', ownerId: worker.id })
    await deliverRequest(house, sensitive._id, worker.id, 'done')
    await house.work()
    expect((await again(sensitive)).status).toBe('done')
  })

  it('is asked of staff of the own station alone, once, with something to split, on what they saw', async () => {
    const whole = await aRequest(house, wang)
    expect((await split(whole, { goods: true })).status).toBe(409) // a draft is nobody's to split
    const open = await anOpenRequest(house, wang, { urgent: true })
    const stranger = await aWorker(house)
    expect((await app.call(undefined, 'POST', `/api/requests/${open.code}/split`, { version: 1 })).status).toBe(401)
    expect((await split(open, { goods: true }, li)).status).toBe(403)
    expect((await split(open, { goods: true }, stranger)).status).toBe(404)
    expect(await split(open, {})).toMatchObject({ status: 400, body: { fields: [{ path: 'goods' }] } })
    expect(await split(open, { sensitive: '打13812345678' })).toMatchObject({
      body: { fields: [{ path: 'sensitive' }] },
    })
    expect(await split(open, { goods: true, version: open.v - 1 })).toMatchObject({ status: 409 })
    expect((await split(open, { goods: true })).status).toBe(200)
    expect((await split(await again(open), { sensitive: '收现金' })).status).toBe(409)
  })

  it('ready is said by the shop that has the goods, of goods alone', async () => {
    const whole = await anOpenRequest(house, wang)
    const goods = await goodsOf(whole)
    const ready = (code: string, by: Person | undefined) => app.call(by?.id, 'POST', `/api/me/tasks/${code}/ready`, {})
    expect((await ready(goods.code, undefined)).status).toBe(401)
    expect((await ready(goods.code, wang)).status).toBe(403)
    expect((await ready(goods.code, shop)).status).toBe(404)
    await take(goods, shop)
    await take(await again(whole), li)
    expect((await ready(whole.code, li)).status).toBe(409)
  })
})

describe('twenty at the same moment', () => {
  it('take the parts and the whole: each once, and the whole after its parts', async () => {
    const whole = await anOpenRequest(house, wang, { urgent: true })
    await split(whole, { goods: true, sensitive: '收现金' })
    await house.work()
    const [goods, sensitive] = (await partsOf(whole)) as [RequestDoc, RequestDoc]
    const tries = Array.from({ length: 20 }, (_, i) =>
      i % 3 === 0
        ? acceptOffer(house, goods, shop, `g${i}`)
        : i % 3 === 1
          ? acceptOffer(house, sensitive, worker, `s${i}`)
          : acceptOffer(house, whole, li, `w${i}`),
    )
    const told = await Promise.allSettled(tries)
    expect(told.filter((one, i) => i % 3 === 2 && one.status === 'fulfilled')).toEqual([])
    await house.work()
    await Promise.all([house.work(), house.work()])
    const gathered = (await again(whole)).history.filter(({ step }) => step === 'gather')
    expect(gathered).toHaveLength(1)
    for (const part of [goods, sensitive])
      expect((await again(part)).history.filter(({ step }) => step === 'accept')).toHaveLength(1)
  })
})
