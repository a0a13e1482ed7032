import type { Db, Document } from 'mongodb'
import { playSeed } from '../../server/app/seeds/playSeed.ts'
import { layGround } from '../../server/app/seeds/world.ts'
import { MemoryRecord } from '../../server/platform/memoryRecord/index.ts'
import type { Witness } from '../../server/platform/memoryRecord/index.ts'

/** `npm run seeds` plays thousands; here a few show that it runs and that it finds. */
const SEEDS = 40

let laid: Awaited<ReturnType<typeof layGround>>
beforeAll(async () => {
  laid = await layGround()
})

/** A record in which two writers of a request do not meet: the version is not compared. */
class Careless extends MemoryRecord {
  override open(witness?: Witness): Db {
    const db = super.open(witness)
    const open = db.collection.bind(db)
    db.collection = ((name: string) => {
      const collection = open(name)
      if (name !== 'requests') return collection
      const update = collection.findOneAndUpdate.bind(collection) as (...given: unknown[]) => Promise<Document>
      return Object.assign(Object.create(collection) as typeof collection, {
        findOneAndUpdate: ({ v: _v, status: _status, ...filter }: Document, ...rest: unknown[]) =>
          update(filter, ...rest),
      })
    }) as Db['collection']
    return db
  }

  override copy(): MemoryRecord {
    return new Careless(super.copy().shelves)
  }
}

describe('mornings in which chance decides the order and the faults of everything', () => {
  it('end well: nothing lost, one helper each, everything said once, all quiet within a minute', async () => {
    const violations: string[] = []
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const played = await playSeed(seed, laid.record, laid.ground)
      violations.push(...played.violations.map((violation) => `seed ${seed}: ${violation}`))
    }
    expect(violations).toEqual([])
  }, 60_000)

  it('are the same when they are played again', async () => {
    const [first, second] = [await playSeed(7, laid.record, laid.ground), await playSeed(7, laid.record, laid.ground)]
    expect(second.trace).toEqual(first.trace)
  })

  it('find it when two who accept are not held apart', async () => {
    const careless = new Careless(laid.record.shelves)
    for (let seed = 1; ; seed += 1) {
      const { violations } = await playSeed(seed, careless, laid.ground)
      if (violations.length > 0) return
      if (seed === 100) throw new Error('a hundred mornings found nothing')
    }
  }, 60_000)
})
