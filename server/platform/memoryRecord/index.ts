import type { Db } from 'mongodb'
import { MemoryCollection } from './collection.ts'
import type { Shelf, Witness } from './collection.ts'
import { Store } from './store.ts'
import type { HandsOut } from './store.ts'

export type { Act, Witness } from './collection.ts'
export type { HandsOut } from './store.ts'

/**
 * A record that lives in this process alone, for simulated communities and seeded searches for faults: many times the
 * speed of an engine, and every act can be watched or made to fail. It takes the part of the driver's interface that the
 * house uses and throws at anything else; a test compares it with the real engine, act by act. It never keeps real data.
 */
export class MemoryRecord {
  private readonly stores: Map<string, Shelf>
  private readonly handsOut: HandsOut

  constructor(stores: ReadonlyMap<string, Shelf> = new Map(), handsOut: HandsOut = 'copies') {
    this.stores = new Map(stores)
    this.handsOut = handsOut
  }

  /** The record as the house takes it. @param witness told of every act */
  open(witness: Witness = () => undefined): Db {
    const collections = new Map<string, MemoryCollection>()
    const collection = (name: string): MemoryCollection => {
      const known = collections.get(name)
      if (known) return known
      const opened = new MemoryCollection(name, this.shelfOf(name), witness)
      collections.set(name, opened)
      return opened
    }
    return { collection, command: () => Promise.resolve({ ok: 1 }) } as unknown as Db
  }

  /** Another record with the same content; what happens to one does not happen to the other. */
  copy(): MemoryRecord {
    for (const shelf of this.stores.values()) shelf.shared = true
    const stores = [...this.stores].map(([name, { store }]) => [name, { store, shared: true }] as const)
    return new MemoryRecord(new Map(stores), this.handsOut)
  }

  /** What stands where, for a record of another kind that begins with the same. */
  get shelves(): ReadonlyMap<string, Shelf> {
    return this.stores
  }

  private shelfOf(name: string): Shelf {
    const known = this.stores.get(name) ?? { store: new Store(name, this.handsOut), shared: false }
    this.stores.set(name, known)
    return known
  }
}
