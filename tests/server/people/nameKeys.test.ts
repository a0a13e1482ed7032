import { findPeopleNamed, repairNameKeys } from '../../../server/people/index.ts'
import { peopleOf } from '../../../server/people/person.model.ts'
import { aPerson, aStation, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

it('people from before names had keys are found by pinyin once they are repaired, a few at a time', async () => {
  const { id: stationId } = await aStation(ground)
  for (const name of ['孙建国', '单秀英', '王阿姨', '李师傅', '赵敏']) await aPerson(ground, { stationId, name })
  const keyed = await aPerson(ground, { stationId, name: '孙小妹' })
  await peopleOf(ground).updateMany({ _id: { $ne: keyed.id } }, { $unset: { nameKeys: '' } })
  const found = async (q: string) => (await findPeopleNamed(ground, stationId, q, 9)).map(({ name }) => name)
  expect(await found('sjg')).toEqual([])
  let rests = 0
  const rest = async () => {
    rests += 1
    // Renamed between two batches: the new name's keys stay.
    if (rests === 1) await aPerson(ground, { id: keyed.id, stationId, name: '钱小妹' })
  }
  expect(await repairNameKeys(ground, { batch: 2, rest })).toBe(5)
  expect(rests).toBe(3)
  expect([await found('sunjianguo'), await found('shanxiuying'), await found('qxm')]).toEqual([
    ['孙建国'],
    ['单秀英'],
    ['钱小妹'],
  ])
  const before = await peopleOf(ground).find().sort({ _id: 1 }).toArray()
  expect(await repairNameKeys(ground)).toBe(0)
  expect(await peopleOf(ground).find().sort({ _id: 1 }).toArray()).toEqual(before)
})

it('a name that changes under its hands keeps its own keys', async () => {
  const { id: stationId } = await aStation(ground)
  const { id } = await aPerson(ground, { stationId, name: '周大爷' })
  await peopleOf(ground).updateOne({ _id: id }, { $unset: { nameKeys: '' } })
  const people = peopleOf(ground)
  const prototype = Object.getPrototypeOf(people) as typeof people
  const write = jest.spyOn(prototype, 'bulkWrite').mockImplementationOnce(async (...asked) => {
    write.mockRestore()
    await peopleOf(ground).updateOne({ _id: id }, { $set: { name: '吴大爷' } })
    return people.bulkWrite(...asked)
  })
  expect(await repairNameKeys(ground)).toBe(0)
  expect(await repairNameKeys(ground)).toBe(1)
  expect((await findPeopleNamed(ground, stationId, 'wudaye', 1)).map(({ name }) => name)).toEqual(['吴大爷'])
})
