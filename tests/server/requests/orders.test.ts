import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import { readMyOrders } from '@yimin/shared/myRequests/ordersContract'
import type { LastOrder } from '@yimin/shared/myRequests/ordersContract'
import { FORM, formStation } from '../../factories/formStation.ts'
import { aPerson } from '../../factories/people.ts'

interface Orders {
  last: LastOrder[]
  oftenBought: { name: string; unit: string }[]
}

const HOME = { zone: '6', building: '9', unit: '2', floor: '4' }
const TOMORROW = { ...FORM, when: { choice: 'tomorrow_morning' } }

const at = formStation(async (house, stationId) => {
  for (const id of ['wang', 'sun', 'zhao', 'qian'])
    await aPerson(house, { id, stationId, home: HOME, phone: `138123456${id.length}${id.charCodeAt(0) % 10}` })
  await aPerson(house, { id: 'far', home: HOME })
})

const ask = (over: object = {}, who = 'wang', key?: string) =>
  at.app.call<{ reply: string; request: MyRequestView }>(
    who,
    'POST',
    '/api/me/requests/form',
    { ...TOMORROW, ...over },
    key,
  )
const agreed = (over: object = {}, who = 'wang', key?: string) => ask({ ...over, agreed: true }, who, key)
const orders = (who?: string) => at.app.call<Orders>(who, 'GET', readMyOrders.path)

describe('what was read back on the form itself', () => {
  test('is searched for at once, and counts once however often it arrives', async () => {
    const first = await agreed({}, 'wang', 'k1')
    expect(first.body.request.status).toBe('open')
    expect(first.body.reply).toMatch(/正在找人/)
    expect((await agreed({}, 'wang', 'k1')).body).toEqual(first.body)
    expect(first.body.request.history.map(({ word }) => word)).toEqual(['记下了', '您点了头，开始找人'])
  })

  test('is asked about as always where something is missing, and looked at where there is a doubt', async () => {
    const unclear = await agreed({ items: [], note: '买点吃的' })
    expect(unclear.body.request).toMatchObject({ status: 'draft', statusLine: '还差一点：要买些什么？' })
    for (const name of ['土豆', '茄子']) await agreed({ items: [{ name, quantity: 1, unit: '斤' }] })
    const fourth = await agreed({ items: [{ name: '豆角', quantity: 1, unit: '斤' }] })
    expect(fourth.body.request.status).toBe('reviewing')
  })

  test('is asked once more where nobody has agreed to it', async () => {
    expect((await ask()).body.request.status).toBe('draft')
    expect((await ask({ agreed: false })).status).toBe(400)
  })
})

describe('the same as the last time', () => {
  test('is the last one of each kind, with what was chosen besides and how much it may cost', async () => {
    await agreed()
    at.house.later(1)
    await agreed({ items: [{ name: '黄瓜', quantity: 3, unit: '根' }], budgetFen: 2_000, note: '要嫩的。别太大' })
    at.house.later(1)
    await agreed({ kind: 'repair', items: [], note: '水管漏水' })
    expect((await orders('wang')).body.last).toEqual([
      { kind: 'groceries', items: [{ name: '黄瓜', quantity: 3, unit: '根' }], note: '要嫩的。别太大', budgetFen: 2_000 },
      { kind: 'repair', items: [], note: '水管漏水' },
    ])
  }) // prettier-ignore

  test('is nothing that was for somebody else, was taken back, or was never agreed to', async () => {
    const address = { building: '3', unit: '1', room: '101' }
    await agreed({ who: { kind: 'other', name: '李大爷' }, where: { kind: 'other', address } })
    await ask({ items: [{ name: '米', quantity: 1, unit: '袋' }] })
    const { code } = (await agreed({ items: [{ name: '盐', quantity: 1, unit: '袋' }] })).body.request
    await at.app.call('wang', 'POST', `/api/me/requests/${code}/cancellation`, {})
    expect((await orders('wang')).body.last).toEqual([])
  })

  test('is her own alone, and nobody comes in unnamed', async () => {
    await agreed()
    expect((await orders('sun')).body.last).toEqual([])
    expect((await orders()).status).toBe(401)
  })
})

test('often bought is what three people of the station asked for, and nothing that fewer did', async () => {
  const tomatoes = { name: '西红柿', quantity: 1, unit: '斤' }
  const eggs = { name: '鸡蛋', quantity: 1, unit: '斤' }
  await agreed({ items: [tomatoes, eggs] }, 'wang')
  await agreed({ items: [tomatoes, eggs] }, 'sun')
  await agreed({ items: [eggs, { name: '莜面', quantity: 1, unit: '份' }] }, 'wang')
  expect((await orders('wang')).body.oftenBought).toEqual([])
  await agreed({ items: [tomatoes] }, 'zhao')
  expect((await orders('wang')).body.oftenBought).toEqual([{ name: '西红柿', unit: '斤' }])
  await agreed({ items: [tomatoes, eggs] }, 'qian')
  expect((await orders('wang')).body.oftenBought.map(({ name }) => name)).toEqual(['西红柿', '鸡蛋'])
  expect((await orders('far')).body.oftenBought).toEqual([])
})
