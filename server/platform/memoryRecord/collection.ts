import { MongoBulkWriteError, MongoServerError } from 'mongodb'
import type { IndexDescription } from 'mongodb'
import { newId } from '../ids.ts'
import { isCondition, readFilter } from './filter.ts'
import { Indexes } from './indexes.ts'
import { applyUpdate } from './update.ts'
import { areEqual, compare, copyOf, keyOf, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

interface FindOptions {
  projection?: Doc
  sort?: Doc
  limit?: number
}
interface WriteOptions {
  upsert?: boolean
  arrayFilters?: Doc[]
}
type FindAndUpdateOptions = WriteOptions & FindOptions & { returnDocument?: 'before' | 'after' }

/** Told of every act before it is done: a test may let it fail there, or count. */
export type Witness = (act: { collection: string; kind: 'read' | 'write'; name: string }) => void

/** One collection, with the part of the driver's interface that the house uses. */
export class MemoryCollection {
  private readonly docs = new Map<string, Doc>()
  private readonly indexes = new Indexes()
  private readonly name: string
  private readonly witness: Witness

  constructor(name: string, witness: Witness) {
    this.name = name
    this.witness = witness
  }

  async createIndexes(wanted: IndexDescription[]): Promise<void> {
    await Promise.resolve()
    if (this.docs.size > 0) throw new Error('indexes come before documents')
    wanted.forEach((index) => this.indexes.add(index))
  }

  find(filter: Doc = {}, options: FindOptions = {}): MemoryCursor {
    return new MemoryCursor(options, () => {
      this.witness({ collection: this.name, kind: 'read', name: 'find' })
      return this.matching(filter)
    })
  }

  async findOne(filter: Doc = {}, options: FindOptions = {}): Promise<Doc | null> {
    return this.find(filter, { ...options, limit: 1 }).next()
  }

  aggregate(stages: Doc[]): MemoryCursor {
    const [match, group, ...more] = stages
    const { _id: by, n } = (group?.$group ?? {}) as Doc
    if (typeof by !== 'string' || !areEqual(n, { $sum: 1 }) || more.length > 0)
      throw new Error('the record in memory counts by one field, and knows no other aggregation')
    return new MemoryCursor({}, () => {
      this.witness({ collection: this.name, kind: 'read', name: 'aggregate' })
      const counts = new Map<string, { _id: Value; n: number }>()
      for (const doc of this.matching(match?.$match as Doc)) {
        const value = valuesAt(doc, by.slice(1).split('.'))[0] ?? null
        const count = counts.get(keyOf(value)) ?? { _id: value, n: 0 }
        counts.set(keyOf(value), { ...count, n: count.n + 1 })
      }
      return [...counts.values()] as unknown as Doc[]
    })
  }

  async countDocuments(filter: Doc = {}): Promise<number> {
    return (await this.find(filter).toArray()).length
  }

  async estimatedDocumentCount(): Promise<number> {
    await Promise.resolve()
    return this.docs.size
  }

  async insertOne(doc: Doc): Promise<{ acknowledged: true; insertedId: Value }> {
    await this.writes('insertOne')
    return { acknowledged: true, insertedId: this.insert(doc) }
  }

  async insertMany(docs: Doc[], { ordered = true }: { ordered?: boolean } = {}): Promise<{ insertedCount: number }> {
    await this.writes('insertMany')
    const faults: object[] = []
    for (const [index, doc] of docs.entries()) {
      if (ordered && faults.length > 0) break
      try {
        this.insert(doc)
      } catch (error) {
        if (!(error instanceof MongoServerError)) throw error
        faults.push({ index, code: error.code, errmsg: error.message })
      }
    }
    if (faults.length === 0) return { insertedCount: docs.length }
    throw Object.assign(Object.create(MongoBulkWriteError.prototype) as Error, { code: 11000, writeErrors: faults })
  }

  async updateOne(filter: Doc, change: Doc | Doc[], options: WriteOptions = {}) {
    await this.writes('updateOne')
    const [doc] = this.matching(filter)
    if (!doc) {
      if (!options.upsert) return { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 0 }
      this.upsert(filter, change)
      return { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 1 }
    }
    return { acknowledged: true, matchedCount: 1, modifiedCount: this.change(doc, filter, change, options) ? 1 : 0, upsertedCount: 0 } // prettier-ignore
  }

  async updateMany(filter: Doc, change: Doc | Doc[], options: WriteOptions = {}) {
    await this.writes('updateMany')
    const found = this.matching(filter)
    const changed = found.filter((doc) => this.change(doc, filter, change, options))
    return { acknowledged: true, matchedCount: found.length, modifiedCount: changed.length, upsertedCount: 0 }
  }

  async findOneAndUpdate(filter: Doc, change: Doc | Doc[], options: FindAndUpdateOptions = {}): Promise<Doc | null> {
    await this.writes('findOneAndUpdate')
    const [doc] = sorted(this.matching(filter), options.sort)
    const after = options.returnDocument === 'after'
    if (!doc) return options.upsert ? (after ? shown(this.upsert(filter, change), options.projection) : null) : null
    const before = copyOf(doc)
    this.change(doc, filter, change, options)
    return shown(after ? (this.docs.get(keyOf(doc._id)) ?? doc) : before, options.projection)
  }

  async replaceOne(filter: Doc, replacement: Doc, options: WriteOptions = {}) {
    await this.writes('replaceOne')
    const [doc] = this.matching(filter)
    if (!doc && !options.upsert) return { acknowledged: true, matchedCount: 0, modifiedCount: 0 }
    const next = { ...copyOf(replacement), _id: doc?._id ?? filter._id ?? newId() }
    if (doc) this.replace(doc, next)
    else this.insert(next)
    return { acknowledged: true, matchedCount: doc ? 1 : 0, modifiedCount: doc ? 1 : 0 }
  }

  async deleteOne(filter: Doc): Promise<{ acknowledged: true; deletedCount: number }> {
    await this.writes('deleteOne')
    const [doc] = this.matching(filter)
    if (doc) this.remove(doc)
    return { acknowledged: true, deletedCount: doc ? 1 : 0 }
  }

  async deleteMany(filter: Doc): Promise<{ acknowledged: true; deletedCount: number }> {
    await this.writes('deleteMany')
    const found = this.matching(filter)
    found.forEach((doc) => this.remove(doc))
    return { acknowledged: true, deletedCount: found.length }
  }

  private async writes(name: string): Promise<void> {
    await Promise.resolve()
    this.witness({ collection: this.name, kind: 'write', name })
  }

  private matching(filter: Doc): Doc[] {
    const matches = readFilter(filter)
    const candidates = idsIn(filter._id) ?? this.indexes.candidates(filter)
    if (candidates === undefined) return [...this.docs.values()].filter(matches)
    const found: Doc[] = []
    for (const id of candidates) {
      const doc = this.docs.get(id)
      if (doc && matches(doc)) found.push(doc)
    }
    return found
  }

  private insert(given: Doc): Value {
    const doc = copyOf(given._id === undefined ? { _id: newId(), ...given } : given)
    const id = keyOf(doc._id)
    const broken = this.docs.has(id) ? '_id' : this.indexes.brokenBy(id, doc)
    if (broken !== undefined) throw duplicate(this.name, broken)
    this.docs.set(id, doc)
    this.indexes.put(id, doc)
    return doc._id
  }

  private upsert(filter: Doc, change: Doc | Doc[]): Doc {
    const known = Object.entries(filter).filter(([field, wanted]) => !field.startsWith('$') && !isCondition(wanted))
    const doc: Doc = {}
    applyUpdate(doc, { filter, change: { $set: Object.fromEntries(known) }, inserting: true })
    applyUpdate(doc, { filter, change, inserting: true })
    if (doc._id === undefined) doc._id = newId()
    this.insert(doc)
    return doc
  }

  private change(doc: Doc, filter: Doc, change: Doc | Doc[], { arrayFilters }: WriteOptions): boolean {
    const next = copyOf(doc)
    applyUpdate(next, { filter, change, ...(arrayFilters && { arrayFilters }), inserting: false })
    if (areEqual(doc, next)) return false
    this.replace(doc, next)
    return true
  }

  private replace(doc: Doc, next: Doc): void {
    const id = keyOf(doc._id)
    const broken = this.indexes.brokenBy(id, next)
    if (broken !== undefined) throw duplicate(this.name, broken)
    this.indexes.drop(id, doc)
    this.docs.set(id, next)
    this.indexes.put(id, next)
  }

  private remove(doc: Doc): void {
    const id = keyOf(doc._id)
    this.indexes.drop(id, doc)
    this.docs.delete(id)
  }
}

/** The documents that a condition on `_id` names; undefined where it names none. */
function idsIn(wanted: Value): string[] | undefined {
  if (wanted === undefined) return undefined
  if (!isCondition(wanted)) return [keyOf(wanted)]
  return Array.isArray(wanted.$in) ? [...new Set((wanted.$in as Value[]).map(keyOf))] : undefined
}

function duplicate(collection: string, fields: string): MongoServerError {
  return new MongoServerError({ message: `E11000 duplicate key: ${collection} ${fields}`, code: 11000 })
}

/** What a search finds, once it is asked for. */
export class MemoryCursor {
  private options: FindOptions
  private readonly search: () => Doc[]

  constructor(options: FindOptions, search: () => Doc[]) {
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

  async toArray(): Promise<Doc[]> {
    await Promise.resolve()
    const { sort, limit, projection } = this.options
    const found = sorted(this.search(), sort)
    return (limit ? found.slice(0, limit) : found).map((doc) => shown(doc, projection))
  }

  async next(): Promise<Doc | null> {
    return (await this.limit(1).toArray())[0] ?? null
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Doc> {
    yield* await this.toArray()
  }
}

function sorted(docs: Doc[], sort: Doc | undefined): Doc[] {
  if (!sort || docs.length < 2) return docs
  const fields = Object.entries(sort).map(([field, way]) => ({ path: field.split('.'), way: way as number }))
  return [...docs].sort((a, b) => {
    for (const { path, way } of fields) {
      const order = compare(valuesAt(a, path)[0], valuesAt(b, path)[0])
      if (order !== 0) return order * way
    }
    return 0
  })
}

/** A copy with the fields that are asked for; by plain names only. */
function shown(doc: Doc, projection: Doc | undefined): Doc {
  if (!projection || Object.keys(projection).length === 0) return copyOf(doc)
  const fields = Object.keys(projection)
  if (fields.some((field) => field.includes('.') || (projection[field] !== 1 && field !== '_id')))
    throw new Error('the record in memory shows fields by their plain names')
  const whole = projection._id === 0 ? fields.filter((field) => field !== '_id') : ['_id', ...fields]
  return copyOf(Object.fromEntries(whole.filter((field) => field in doc).map((field) => [field, doc[field]])))
}
