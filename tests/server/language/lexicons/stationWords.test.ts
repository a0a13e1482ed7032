import { understand } from '../../../../server/language/index.ts'
import { findStation, saveStation, wordsOfStation } from '../../../../server/organisations/index.ts'
import { stationsOf } from '../../../../server/organisations/station.model.ts'
import { aStation, openGround, type Ground } from '../../../factories/people.ts'

const NOW = '2026-11-22T10:00'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

async function readAt(stationId: string, text: string) {
  const station = await findStation(ground, stationId)
  return understand(text, NOW, station && wordsOfStation(station), 'group')
}

const ORDER = '麻烦送两份鹿城酸粥到老邮局楼二单元402'

test("words in a station's record change what is read, without code", async () => {
  const { id } = await aStation(ground)
  const before = await readAt(id, ORDER)
  expect(before.address).not.toHaveProperty('building')

  await saveStation(ground, {
    id,
    words: {
      estates: [],
      zones: [],
      nicknames: [{ name: '老邮局楼', address: { place: '海威小区', zone: '7', building: '2' } }],
      shopGoods: [{ name: '鹿城酸粥', category: 'meal' }],
      extraGoods: [],
    },
  })
  expect(await readAt(id, ORDER)).toMatchObject({
    intent: 'request',
    items: [{ name: '鹿城酸粥', quantity: 2, unit: '份' }],
    address: { place: '海威小区', zone: '7', building: '2', unit: '2', room: '402' },
  })
})

test('an estate of the station is a place, whatever its name ends with', async () => {
  const text = '两斤西红柿送到西脑包3号楼'
  const { id } = await aStation(ground)
  expect((await readAt(id, text)).address).toEqual({ building: '3' })
  await saveStation(ground, {
    id,
    words: { estates: ['西脑包'], zones: [], nicknames: [], shopGoods: [], extraGoods: [] },
  })
  expect((await readAt(id, text)).address).toEqual({ place: '西脑包', building: '3' })
})

test("a station's word wins over the common one", async () => {
  const { id } = await aStation(ground, {
    words: {
      estates: [],
      zones: [],
      nicknames: [],
      shopGoods: [{ name: '饺子', category: 'daily_goods' }],
      extraGoods: [],
    },
  })
  const frame = await readAt(id, '要两袋饺子')
  expect(frame).toMatchObject({ category: 'daily_goods', items: [{ name: '饺子', quantity: 2, unit: '袋' }] })
})

test("one station's words are not another's", async () => {
  const other = { estates: ['西脑包'], zones: [], nicknames: [], shopGoods: [], extraGoods: [] }
  await aStation(ground, { words: other })
  const { id } = await aStation(ground)
  expect((await readAt(id, '两斤土豆送到西脑包3号楼')).address).toEqual({ building: '3' })
})

test('a record written by hand without words, or with some lists only, is read all the same', async () => {
  const { id } = await aStation(ground)
  await stationsOf(ground).updateOne({ _id: id }, { $unset: { words: '' } })
  await saveStation(ground, { id, phone: '0000-0000001' })
  expect(await readAt(id, '两斤土豆')).toMatchObject({ items: [{ name: '土豆', quantity: 2, unit: '斤' }] })
})

test('the words are put together once for a station, and anew for a changed one', async () => {
  const { id } = await aStation(ground)
  const station = await findStation(ground, id)
  if (!station) throw new Error('no station')
  expect(wordsOfStation(station)).toBe(wordsOfStation(station))
  const changed = await saveStation(ground, { id, zones: [{ name: '东', buildings: [] }] })
  expect(wordsOfStation(changed).zones).toEqual(['东'])
})
