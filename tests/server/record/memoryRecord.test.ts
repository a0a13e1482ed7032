import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { MongoBulkWriteError, MongoClient } from 'mongodb'
import type { Db, Document, IndexDescription } from 'mongodb'
import { isDuplicateKey } from '../../../server/platform/mongo.ts'
import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import { insertTogether } from '../../../server/platform/together.ts'

let client: MongoClient
let real: Db
beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '', { retryWrites: false, ignoreUndefined: true })
  real = client.db(`t_memory_${randomBytes(6).toString('hex')}`)
})
afterAll(async () => {
  await real.dropDatabase()
  await client.close()
})

const INDEXES: IndexDescription[] = [
  { key: { code: 1 }, unique: true, partialFilterExpression: { code: { $exists: true } } },
  { key: { status: 1, dueAt: -1 } },
  { key: { 'who.id': 1 } },
  { key: { tags: 1 } },
]

/** Small values, so that they meet. */
const id = fc.constantFrom('a', 'b', 'c', 'd')
const status = fc.constantFrom('open', 'accepted', 'done')
const time = fc.integer({ min: 0, max: 3 }).map((n) => new Date(1_000 * n))
const tag = fc.constantFrom('x', 'y', 'z')
const entry = fc.record({ ref: id, n: fc.nat(3), pending: fc.uniqueArray(tag, { maxLength: 3 }) })
const doc = fc.record(
  {
    _id: id,
    status,
    code: fc.constantFrom('A1', 'A2', 'A3'),
    n: fc.nat(4),
    dueAt: time,
    tags: fc.array(tag, { maxLength: 3 }),
    who: fc.record({ id, name: fc.option(tag) }),
    entries: fc.array(entry, { maxLength: 3 }),
  },
  { requiredKeys: ['_id', 'status'] },
)
const condition = fc.oneof(
  fc.record({ status }),
  fc.record({ status: fc.record({ $in: fc.array(status, { minLength: 1, maxLength: 2 }) }) }),
  fc.record({
    dueAt: fc.oneof(fc.record({ $lte: time }), fc.record({ $gt: time }), fc.record({ $lt: time, $gte: time })),
  }),
  fc.record({ n: fc.oneof(fc.nat(4), fc.record({ $ne: fc.nat(4) }), fc.record({ $lt: fc.nat(4) })) }),
  fc.record({
    tags: fc.oneof(tag, fc.record({ $size: fc.nat(3) }), fc.record({ $nin: fc.array(tag, { maxLength: 2 }) })),
  }),
  fc.record({ 'who.id': id }),
  fc.record({ 'who.name': fc.constant(null) }),
  fc.record({ code: fc.record({ $exists: fc.boolean() }) }),
  fc.record({ 'entries.ref': id }),
  fc.record({ 'entries.0': fc.record({ $exists: fc.boolean() }) }),
  fc.record({ entries: fc.record({ $not: fc.record({ $elemMatch: fc.record({ ref: id, n: fc.nat(3) }) }) }) }),
  fc.record({ n: fc.record({ $not: fc.record({ $gte: fc.nat(4) }) }) }),
  fc.tuple(fc.nat(3), fc.nat(2)).map(([most, n]) => ({
    // What has no list is asked for by no such question: the engine refuses to count it.
    entries: { $exists: true },
    $expr: { $gt: [most, { $size: { $filter: { input: '$entries', as: 'one', cond: { $gt: ['$$one.n', n] } } } }] },
  })),
  fc.record({ entries: fc.record({ $elemMatch: fc.record({ ref: id, n: fc.record({ $gte: fc.nat(3) }) }) }) }),
)
const filter: fc.Arbitrary<Document> = fc.oneof(
  fc.constant({}),
  fc.record({ _id: id }),
  fc.record({ _id: fc.record({ $in: fc.array(id, { maxLength: 3 }) }) }),
  condition,
  fc.tuple(condition, condition).map(([one, other]) => ({ $and: [one, other] })),
  fc.tuple(fc.record({ _id: id }), condition).map(([one, other]) => ({ ...one, ...other })),
  fc.tuple(condition, condition).map(([one, other]) => ({ $or: [one, other] })),
)
const change: fc.Arbitrary<Document> = fc.oneof(
  fc.record({ $set: fc.record({ status, 'who.id': id }), $inc: fc.record({ n: fc.integer({ min: -2, max: 2 }) }) }),
  fc.record({ $unset: fc.constantFrom({ code: '' }, { 'who.name': '' }, { dueAt: '' }) }),
  fc.record({ $set: fc.record({ code: fc.constantFrom('A1', 'A2', 'A3') }) }),
  fc.record({ $push: fc.record({ tags: tag }) }),
  fc.record({
    $push: fc.record({
      tags: fc.record({ $each: fc.array(tag, { minLength: 1, maxLength: 2 }), $slice: fc.constant(-2) }),
    }),
  }),
  fc.record({ $min: fc.oneof(fc.record({ dueAt: time }), fc.record({ n: fc.nat(4) })) }),
  fc.record({ $addToSet: fc.record({ tags: tag }) }),
  fc.record({ $pull: fc.oneof(fc.record({ tags: tag }), fc.record({ entries: fc.record({ ref: id }) })) }),
)
/** As the house strikes a listener off an entry of an outbox. */
const struck = (ref: string, listener: string): Document[] => {
  const less = { $setDifference: ['$$entry.pending', [{ $literal: listener }]] }
  const map = { input: '$entries', as: 'entry', in: { $cond: [{ $eq: ['$$entry.ref', { $literal: ref }] }, { $mergeObjects: ['$$entry', { pending: less }] }, '$$entry'] } } // prettier-ignore
  return [{ $set: { entries: { $filter: { input: { $map: map }, as: 'entry', cond: { $gt: [{ $size: '$$entry.pending' }, 0] } } } } }] // prettier-ignore
}

type Act = (db: Db) => Promise<unknown>
const docs = (db: Db) => db.collection<{ _id: string }>('docs')
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: doc.map(
      (one): Act =>
        (db) =>
          docs(db)
            .insertOne(one as { _id: string })
            .then(() => 'in'),
    ),
  },
  fc.tuple(filter, change).map(([where, what]): Act => async (db) => {
    // Which of several is changed is nobody's promise: the smallest id, for both.
    return docs(db).findOneAndUpdate(where, what, { sort: { _id: 1 }, returnDocument: 'after' })
  }),
  fc.tuple(filter, change).map(([where, what]): Act => async (db) => {
    try {
      const { matchedCount, modifiedCount } = await docs(db).updateMany(where, what)
      return { matchedCount, modifiedCount }
    } catch (error) {
      // Which of them were changed before one met the unique index is nobody's promise.
      if (isDuplicateKey(error)) return 'refused'
      throw error
    }
  }),
  fc.tuple(id, change).map(([_id, what]): Act => (db) => docs(db).updateOne({ _id, status: 'open' }, { ...what, $setOnInsert: { made: 1 } }, { upsert: true }).then(({ matchedCount, upsertedCount }) => ({ matchedCount, upsertedCount }))), // prettier-ignore
  fc.tuple(id, id, tag).map(([_id, ref, listener]): Act => (db) => docs(db).updateOne({ _id, 'entries.ref': ref }, struck(ref, listener)).then(({ matchedCount }) => matchedCount)), // prettier-ignore
  fc.tuple(id, id).map(([_id, ref]): Act => (db) => docs(db).updateOne({ _id, entries: { $elemMatch: { ref } } }, { $set: { 'entries.$.n': 9 } }).then(({ matchedCount }) => matchedCount)), // prettier-ignore
  fc.tuple(id, id).map(([_id, ref]): Act => (db) => docs(db).findOneAndUpdate({ _id, 'entries.ref': ref }, { $set: { 'entries.$[mine].n': 8 } }, { arrayFilters: [{ 'mine.ref': ref }], returnDocument: 'after' })), // prettier-ignore
  fc.tuple(id, doc).map(([_id, { _id: _, ...rest }]): Act => (db) => docs(db).replaceOne({ _id }, rest, { upsert: true }).then(({ matchedCount }) => matchedCount)), // prettier-ignore
  filter.map(
    (where): Act =>
      (db) =>
        docs(db).find(where).sort({ _id: 1 }).toArray(),
  ),
  filter.map((where): Act => (db) => docs(db).find(where, { projection: { status: 1, tags: 1 } }).sort({ dueAt: -1, n: 1, _id: 1 }).limit(3).toArray()), // prettier-ignore
  filter.map((where): Act => async (db) => (await docs(db).aggregate([{ $match: where }, { $group: { _id: '$status', n: { $sum: 1 } } }]).toArray()).sort((a, b) => String(a._id).localeCompare(String(b._id)))), // prettier-ignore
  fc
    .tuple(filter, fc.constantFrom('status', 'tags', 'who.id', 'entries.ref'))
    .map(([where, field]): Act => async (db) => {
      // Where it reads an index alone the engine gives null for documents without the field, else it does not.
      return ((await docs(db).distinct(field, where)) as (string | null)[]).filter((value) => value !== null).sort()
    }),
  fc.tuple(fc.array(doc, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([many, ordered]): Act => async (db) => {
    try {
      return (await docs(db).insertMany(many.map((one) => ({ ...one })) as never, { ordered })).insertedCount
    } catch (error) {
      if (error instanceof MongoBulkWriteError) return `stopped after ${error.insertedCount}`
      throw error
    }
  }),
  fc
    .array(fc.tuple(id, condition, change, fc.boolean()), { minLength: 1, maxLength: 4 })
    .map((parts): Act => async (db) => {
      const updates = parts.map(([_id, where, update, upsert]) => ({
        updateOne: { filter: upsert ? { _id } : { _id, ...where }, update, upsert },
      }))
      try {
        return (await docs(db).bulkWrite(updates, { ordered: false })).matchedCount
      } catch (error) {
        if (!(error instanceof MongoBulkWriteError)) throw error
        const faults = [error.writeErrors].flat()
        // What the engine refuses for its form ends the play, as it does for a single change.
        const isForm = faults.some(({ code }) => code !== 11000)
        return isForm ? 'refused' : faults.map(({ index }) => index)
      }
    }),
  id.map(
    (_id): Act =>
      (db) =>
        docs(db)
          .deleteOne({ _id })
          .then(({ deletedCount }) => deletedCount),
  ),
)

/** What an act came to, faults told by their kind. */
async function outcome(one: Act, db: Db): Promise<unknown> {
  try {
    return await one(db)
  } catch (error) {
    if (isDuplicateKey(error)) return 'duplicate'
    // A change that the engine refuses, such as adding to what is no number: the house never asks for it.
    if (error instanceof Error && /Cannot|must be|conflict/.test(error.message)) return 'refused'
    throw error
  }
}

describe('the record in memory', () => {
  it('does, act by act, what the real engine does', async () => {
    await docs(real).createIndexes(INDEXES)
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
        await docs(real).deleteMany({})
        const memory = new MemoryRecord().open()
        await docs(memory).createIndexes(INDEXES)
        for (const one of acts) {
          const [theirs, ours] = [await outcome(one, real), await outcome(one, memory)]
          if (theirs === 'refused') return
          expect(ours).toEqual(theirs)
        }
        const all = (db: Db) => docs(db).find().sort({ _id: 1 }).toArray()
        expect(await all(memory)).toEqual(await all(real))
      }),
      { numRuns: 200 },
    )
  })

  it('does the same where there is so much that it keeps lists', async () => {
    const many = Array.from({ length: 80 }, (_, i) => ({
      _id: `p${i}`,
      status: ['open', 'accepted', 'done'][i % 3],
      n: i % 5,
      tags: ['x', 'y', 'z'].slice(0, i % 4),
      who: { id: 'abcd'[i % 4], name: null },
    }))
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        const memory = new MemoryRecord().open()
        await docs(real).deleteMany({})
        await docs(memory).createIndexes(INDEXES)
        for (const db of [real, memory]) await docs(db).insertMany(structuredClone(many))
        for (const one of acts) {
          const [theirs, ours] = [await outcome(one, real), await outcome(one, memory)]
          if (theirs === 'refused') return
          expect(ours).toEqual(theirs)
        }
        const copy = await docs(memory).find({ status: 'open' }).sort({ _id: 1 }).toArray()
        expect(copy).toEqual(await docs(real).find({ status: 'open' }).sort({ _id: 1 }).toArray())
      }),
      { numRuns: 40 },
    )
  })

  it('may hand out the documents themselves, which nobody can change', async () => {
    const memory = new MemoryRecord(new Map(), 'frozen').open()
    await docs(memory).insertOne({ _id: 'a', tags: ['x'] } as Document & { _id: string })
    await docs(memory).updateOne({ _id: 'a' }, { $push: { tags: 'y' } } as Document)
    const read = await docs(memory).findOne({ _id: 'a' })
    expect(() => (read as unknown as { tags: string[] }).tags.push('z')).toThrow(TypeError)
    expect(await docs(memory).findOne({ _id: 'a' })).toEqual({ _id: 'a', tags: ['x', 'y'] })
  })

  it('hands out copies: nobody changes the record by changing what was read', async () => {
    const memory = new MemoryRecord().open()
    const given = { _id: 'a', tags: ['x'] }
    await docs(memory).insertOne(given)
    given.tags.push('y')
    const read = await docs(memory).findOne({ _id: 'a' })
    ;(read as unknown as { tags: string[] }).tags.push('z')
    expect(await docs(memory).findOne({ _id: 'a' })).toEqual({ _id: 'a', tags: ['x'] })
  })

  it('tells of each document that met a unique index, as the shared insert expects it', async () => {
    const memory = new MemoryRecord().open()
    const insert = (_id: string) => insertTogether(memory, 'docs', { _id })
    expect(await Promise.all([insert('a'), insert('b'), insert('a')])).toEqual([true, true, false])
  })

  it('throws at what it does not know, rather than guess', async () => {
    const memory = new MemoryRecord().open()
    await docs(memory).insertOne({ _id: 'a' })
    await expect(docs(memory).findOne({ _id: { $regex: 'a' } } as Document)).rejects.toThrow('$regex')
    await expect(docs(memory).updateOne({ _id: 'a' }, { $rename: { a: 'b' } } as Document)).rejects.toThrow('$rename')
    expect(() => docs(memory).aggregate([{ $lookup: {} }])).toThrow('aggregation')
  })

  it('asks its witness before each act, who may hold it back, let it fail, or lose its answer', async () => {
    const seen: string[] = []
    const memory = new MemoryRecord().open(({ collection, kind }) => {
      seen.push(`${kind} ${collection}`)
      if (seen.length === 2) throw new Error('the power is out')
      return Promise.resolve(seen.length === 3 ? 'unanswered' : 'answered')
    })
    expect(await docs(memory).findOne({ _id: 'a' })).toBeNull()
    await expect(docs(memory).insertOne({ _id: 'a' })).rejects.toThrow('the power is out')
    await expect(docs(memory).insertOne({ _id: 'b' })).rejects.toThrow('before the answer')
    expect(await docs(memory).find().toArray()).toEqual([{ _id: 'b' }])
    expect(seen).toEqual(['read docs', 'write docs', 'write docs', 'read docs'])
  })

  it('can be copied, and the copies go their own ways', async () => {
    const first = new MemoryRecord()
    await docs(first.open()).createIndexes(INDEXES)
    await docs(first.open()).insertOne({ _id: 'a', code: 'A1' } as Document & { _id: string })
    const second = first.copy()
    await docs(second.open()).deleteOne({ _id: 'a' })
    expect(await docs(first.open()).countDocuments()).toBe(1)
    await docs(second.open()).insertOne({ _id: 'b', code: 'A1' } as Document & { _id: string })
    await expect(docs(second.open()).insertOne({ _id: 'c', code: 'A1' } as Document & { _id: string })).rejects.toThrow('E11000') // prettier-ignore
  })
})
