import type { IndexDescription } from 'mongodb'
import type { FindAndUpdateOptions, FindOptions, SingleUpdate, Store, WriteOptions } from './store.ts'
import { areEqual } from './values.ts'
import type { Doc, Value } from './values.ts'

export interface Act {
  collection: string
  kind: 'read' | 'write'
  name: string
}

/**
 * Told of every act before it is done. It may hold it back until its turn comes, let it fail by throwing, or lose its answer:
 * then it is done and its caller does not learn of it, as when a line is cut.
 */
export type Witness = (act: Act) => Promise<'answered' | 'unanswered'> | undefined

/** Where a collection's documents stand. Those that several records share are copied by the first who writes. */
export interface Shelf {
  store: Store
  shared: boolean
}

/** One collection, with the part of the driver's interface that the house uses. */
export class MemoryCollection {
  private readonly name: string
  private readonly shelf: Shelf
  private readonly witness: Witness

  constructor(name: string, shelf: Shelf, witness: Witness) {
    this.name = name
    this.shelf = shelf
    this.witness = witness
  }

  createIndexes(wanted: IndexDescription[]): Promise<void> {
    return this.act('write', 'createIndexes', (store) => store.createIndexes(wanted))
  }

  find(filter: Doc = {}, options: FindOptions = {}): MemoryCursor {
    return new MemoryCursor(options, (asked) => this.act('read', 'find', (store) => store.find(filter, asked)))
  }

  findOne(filter: Doc = {}, options: FindOptions = {}): Promise<Doc | null> {
    return this.find(filter, options).next()
  }

  aggregate(stages: Doc[]): MemoryCursor {
    const [match, group, ...more] = stages
    const { _id: by, n } = (group?.$group ?? {}) as Doc
    if (typeof by !== 'string' || !areEqual(n, { $sum: 1 }) || more.length > 0)
      throw new Error('the record in memory counts by one field, and knows no other aggregation')
    const count = (store: Store) => store.countBy(match?.$match as Doc, by.slice(1)) as unknown as Doc[]
    return new MemoryCursor({}, () => this.act('read', 'aggregate', count))
  }

  /** Every value of one field once; of a list each entry. */
  distinct(field: string, filter: Doc = {}): Promise<Value[]> {
    return this.act('read', 'distinct', (store) => store.distinct(field, filter))
  }

  countDocuments(filter: Doc = {}): Promise<number> {
    return this.act('read', 'countDocuments', (store) => store.find(filter, {}).length)
  }

  estimatedDocumentCount(): Promise<number> {
    return this.act('read', 'estimatedDocumentCount', (store) => store.size)
  }

  insertOne(doc: Doc) {
    return this.act('write', 'insertOne', (store) => store.insertOne(doc))
  }

  insertMany(docs: Doc[], options: { ordered?: boolean } = {}) {
    return this.act('write', 'insertMany', (store) => store.insertMany(docs, options))
  }

  updateOne(filter: Doc, change: Doc | Doc[], options: WriteOptions = {}) {
    return this.act('write', 'updateOne', (store) => store.updateOne(filter, change, options))
  }

  updateMany(filter: Doc, change: Doc | Doc[], options: WriteOptions = {}) {
    return this.act('write', 'updateMany', (store) => store.updateMany(filter, change, options))
  }

  bulkWrite(changes: SingleUpdate[], options: { ordered: false }) {
    return this.act('write', 'bulkWrite', (store) => store.updateEach(changes, options))
  }

  findOneAndUpdate(filter: Doc, change: Doc | Doc[], options: FindAndUpdateOptions = {}): Promise<Doc | null> {
    return this.act('write', 'findOneAndUpdate', (store) => store.findOneAndUpdate(filter, change, options))
  }

  replaceOne(filter: Doc, replacement: Doc, options: WriteOptions = {}) {
    return this.act('write', 'replaceOne', (store) => store.replaceOne(filter, replacement, options))
  }

  deleteOne(filter: Doc) {
    return this.act('write', 'deleteOne', (store) => store.deleteOne(filter))
  }

  deleteMany(filter: Doc) {
    return this.act('write', 'deleteMany', (store) => store.deleteMany(filter))
  }

  private act<T>(kind: Act['kind'], name: string, done: (store: Store) => T): Promise<T> {
    try {
      const witnessed = this.witness({ collection: this.name, kind, name })
      if (!witnessed) return Promise.resolve(this.do(kind, done))
      return witnessed.then((answer) => {
        const result = this.do(kind, done)
        if (answer === 'unanswered') throw new Error(`${name} on ${this.name}: the line was cut before the answer`)
        return result
      })
    } catch (error) {
      return Promise.reject(error as Error)
    }
  }

  private do<T>(kind: Act['kind'], done: (store: Store) => T): T {
    if (kind === 'write' && this.shelf.shared) {
      this.shelf.store = this.shelf.store.copy()
      this.shelf.shared = false
    }
    return done(this.shelf.store)
  }
}

/** What a search finds, once it is asked for. */
export class MemoryCursor {
  private options: FindOptions
  private readonly search: (options: FindOptions) => Promise<Doc[]>

  constructor(options: FindOptions, search: (options: FindOptions) => Promise<Doc[]>) {
    this.options = options
    this.search = search
  }

  sort(sort: Doc): this {
    this.options = { ...this.options, sort }
    return this
  }

  limit(limit: number): this {
    this.options = { ...this.options, limit }
    return this
  }

  project(projection: Doc): this {
    this.options = { ...this.options, projection }
    return this
  }

  toArray(): Promise<Doc[]> {
    return this.search(this.options)
  }

  next(): Promise<Doc | null> {
    this.options = { ...this.options, limit: 1 }
    return this.search(this.options).then(([first]) => first ?? null)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Doc> {
    yield* await this.toArray()
  }
}
