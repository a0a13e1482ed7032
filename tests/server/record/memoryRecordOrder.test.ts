import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import { seeded } from '../../../server/language/learned/chance.ts'

interface Thing {
  _id: number
  kind: string
  dueAt?: Date
}

const KINDS = ['a', 'b', 'c']

/** More than the record looks through one by one: from here on it keeps orders. */
async function manyThings() {
  const chance = seeded(3)
  const db = new MemoryRecord().open()
  const things = db.collection<Thing>('things')
  await things.createIndexes([
    { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
    { key: { kind: 1 } },
  ])
  const drawn = Array.from({ length: 600 }, (_, _id) => ({
    _id,
    kind: KINDS[Math.floor(chance() * 3)] as string,
    ...(chance() < 0.8 && { dueAt: new Date(Math.floor(chance() * 400)) }),
  }))
  await things.insertMany(drawn)
  return { things, chance }
}

const ids = (found: Thing[]) => found.map(({ _id }) => _id).sort((a, b) => a - b)

describe('the orders of the record in memory', () => {
  it('find by bounds what a look at each document finds, also after documents moved and went', async () => {
    const { things, chance } = await manyThings()
    for (let round = 0; round < 60; round += 1) {
      const at = new Date(Math.floor(chance() * 400))
      const one = Math.floor(chance() * 600)
      if (round % 3 === 0) await things.deleteOne({ _id: one })
      else if (round % 3 === 1) await things.updateOne({ _id: one }, { $set: { dueAt: at } })
      else await things.updateOne({ _id: one }, { $unset: { dueAt: '' } })
      const all = await things.find().toArray()
      const naive = (holds: (due: Date) => boolean) => ids(all.filter(({ dueAt }) => dueAt && holds(dueAt)))
      expect(ids(await things.find({ dueAt: { $lte: at } }).toArray())).toEqual(naive((due) => due <= at))
      expect(ids(await things.find({ dueAt: { $gt: at } }).toArray())).toEqual(naive((due) => due > at))
      const either = await things.find({ $or: [{ dueAt: { $lt: at } }, { kind: 'b' }] }).toArray()
      const wanted = all.filter(({ dueAt, kind }) => kind === 'b' || (dueAt && dueAt < at))
      expect(ids(either)).toEqual(ids(wanted))
      const ways = { $or: [{ dueAt: { $lt: at } }, { _id: one }, { kind: 'b', dueAt: { $exists: false } }] }
      const isWanted = ({ _id, dueAt, kind }: Thing) => _id === one || (dueAt ? dueAt < at : kind === 'b')
      const kinds = { kind: { $in: ['a', 'b'] } }
      const wantedOf = (asked: string[]) => ids(all.filter((thing) => isWanted(thing) && asked.includes(thing.kind)))
      expect(ids(await things.find({ ...kinds, ...ways }).toArray())).toEqual(wantedOf(['a', 'b']))
      expect(ids(await things.find({ $and: [ways, kinds] }).toArray())).toEqual(wantedOf(['a', 'b']))
      expect(ids(await things.find({ $and: [kinds, ways], kind: 'b' }).toArray())).toEqual(wantedOf(['b']))
    }
  })

  it('know the last document by its number', async () => {
    const { things } = await manyThings()
    const last = () => things.find({}).sort({ _id: -1 }).limit(1).next()
    expect((await last())?._id).toBe(599)
    await things.insertOne({ _id: 7_000, kind: 'a' })
    expect((await last())?._id).toBe(7_000)
    await things.deleteMany({ _id: { $gt: 100 } })
    expect((await last())?._id).toBe(100)
  })

  it('know that nobody has a field that nobody has, and who has it first', async () => {
    const { things } = await manyThings()
    const earliest = () => things.findOne({ dueAt: { $exists: true } }, { sort: { dueAt: 1 } })
    await things.updateMany({}, { $unset: { dueAt: '' } })
    expect(await earliest()).toBeNull()
    await things.updateOne({ _id: 7 }, { $set: { dueAt: new Date(50) } })
    await things.updateOne({ _id: 9 }, { $set: { dueAt: new Date(40) } })
    expect((await earliest())?._id).toBe(9)
  })

  it('tell a text from what only reads like it', async () => {
    const db = new MemoryRecord().open()
    const names = db.collection<{ _id: string; name: string | number | null }>('names')
    await names.createIndexes([{ key: { name: 1 } }])
    const all = ['1', 1, 'null', null, '\u0000null', '\u00001'].map((name, i) => ({ _id: `n${i}`, name }))
    const others = Array.from({ length: 80 }, (_, i) => ({ _id: `o${i}`, name: `other ${i}` }))
    await names.insertMany([...all, ...others])
    for (const { _id, name } of all) expect(await names.find({ name }).toArray()).toEqual([{ _id, name }])
  })

  it('hold unique what changes under a unique index, and let other changes pass', async () => {
    const db = new MemoryRecord().open()
    const codes = db.collection<{ _id: string; code: string; n?: number }>('codes')
    await codes.createIndexes([{ key: { code: 1 }, unique: true }])
    await codes.insertMany([
      { _id: 'x', code: 'A101' },
      { _id: 'y', code: 'A102' },
    ])
    await codes.updateOne({ _id: 'x' }, { $set: { n: 1 } })
    await expect(codes.updateOne({ _id: 'x' }, { $set: { code: 'A102' } })).rejects.toThrow('duplicate key')
    await codes.updateOne({ _id: 'y' }, { $set: { code: 'A103' } })
    await codes.updateOne({ _id: 'x' }, { $set: { code: 'A102' } })
    expect((await codes.findOne({ code: 'A102' }))?._id).toBe('x')
  })
})
