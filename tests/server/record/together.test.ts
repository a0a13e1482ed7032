import type { Db } from 'mongodb'
import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import { changeTogether, findTogether, readTogether } from '../../../server/platform/together.ts'

interface Thing {
  _id: string
  n: number
  code?: string
}

let db: Db
/** What reached the record, act by act. */
let acts: string[]
beforeEach(async () => {
  acts = []
  db = new MemoryRecord().open(({ name }) => void acts.push(name) as undefined)
  await db.collection('things').createIndexes([{ key: { code: 1 }, unique: true, partialFilterExpression: { code: { $exists: true } } }]) // prettier-ignore
  await db.collection<Thing>('things').insertMany([{ _id: 'a', n: 1 }, { _id: 'b', n: 2, code: 'B' }]) // prettier-ignore
  acts = []
})

const find = (id: string) => findTogether<Thing>(db, 'things', id)
const things = () => db.collection<Thing>('things').find().sort({ _id: 1 }).toArray()

describe('those who read in the same moment', () => {
  it('share one trip, and each gets what he asked for', async () => {
    expect(await Promise.all(['b', 'a', 'a', 'nobody'].map(find))).toMatchObject([{ n: 2 }, { n: 1 }, { n: 1 }, undefined]) // prettier-ignore
    expect(acts).toEqual(['find'])
  })

  it('get nothing that was read before they asked, however many trips are under way', async () => {
    let value = 0
    const arrivals: (() => void)[] = []
    const read = () =>
      readTogether(db, 'slow', 'it', async (keys) => {
        const seen = value
        await new Promise<void>((arrive) => arrivals.push(arrive))
        return new Map(keys.map((key) => [key, seen]))
      })
    const early = [read()]
    await departures()
    early.push(read())
    await departures()
    value = 1
    const late = read()
    await departures()
    // Both trips are under way with the older value; whoever asked later waits for the next.
    expect(arrivals).toHaveLength(2)
    arrivals.forEach((arrive) => arrive())
    expect(await Promise.all(early)).toEqual([0, 0])
    await departures()
    arrivals.at(-1)?.()
    expect(await late).toBe(1)
  })

  it('hear of the fault of their trip, and the next trip is a new one', async () => {
    let isBroken = true
    const read = () =>
      readTogether(db, 'faulty', 'it', (keys) =>
        isBroken ? Promise.reject(new Error('no line')) : Promise.resolve(new Map(keys.map((key) => [key, 'there']))),
      )
    const both = await Promise.allSettled([read(), read()])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isBroken = false
    expect(await read()).toBe('there')
  })
})

describe('those who change something in the same moment', () => {
  const change = (filter: object, set: object, upsert = false) =>
    changeTogether(db, 'things', { filter, change: { $set: set }, ...(upsert && { upsert }) })

  it('share one trip, and each change holds to its own filter', async () => {
    await Promise.all([
      change({ _id: 'a', n: 1 }, { n: 10 }),
      change({ _id: 'b', n: 9 }, { n: 20 }),
      change({ _id: 'c' }, { n: 30 }, true),
    ])
    expect(acts).toEqual(['bulkWrite'])
    expect(await things()).toMatchObject([
      { _id: 'a', n: 10 },
      { _id: 'b', n: 2 },
      { _id: 'c', n: 30 },
    ])
  })

  it('fail alone where the record refuses one of them', async () => {
    const all = await Promise.allSettled([change({ _id: 'a' }, { code: 'B' }), change({ _id: 'b' }, { n: 5 })])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(await things()).toMatchObject([{ _id: 'a', n: 1 }, { _id: 'b', n: 5 }]) // prettier-ignore
  })
})

/** Until whatever was to leave has left. */
async function departures(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await new Promise((go) => setImmediate(go))
}
