import { MongoServerError } from 'mongodb'
import type { IndexDescription } from 'mongodb'
import { newId } from '../ids.ts'
import { bulkFault, oneByOne } from './bulk.ts'
import { isCondition, readFilter } from './filter.ts'
import { Indexes } from './indexes.ts'
import { projectionOf, sorted } from './reading.ts'
import { touchedBy, updated } from './update.ts'
import { areEqual, copyOf, entriesAt, frozen, mapKeyOf, pathOf, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

export interface FindOptions {
  projection?: Doc
  sort?: Doc
  limit?: number
}
export interface WriteOptions {
  upsert?: boolean
  arrayFilters?: Doc[]
}
/** One update of a bulk. */
export interface SingleUpdate {
  updateOne: { filter: Doc; update: Doc | Doc[]; upsert?: boolean }
}
export type FindAndUpdateOptions = WriteOptions & FindOptions & { returnDocument?: 'before' | 'after' }

/**
 * What a reader gets: a copy of his own, as from a real engine; or the document itself, frozen, so that an attempt to change it
 * throws; or the document as it is, on trust. The second saves most of a reading's cost, the third that of freezing, too: it is
 * for long plays of what has been played with frozen ones.
 */
export type HandsOut = 'copies' | 'frozen' | 'onTrust'

/** The documents of one collection, and what may be done with them at once. A document is never changed: a newer one takes its place. */
export class Store {
  private readonly docs: Map<string, Doc>
  private readonly indexes: Indexes
  private readonly name: string
  private readonly handsOut: HandsOut

  constructor(name: string, handsOut: HandsOut = 'copies', docs = new Map<string, Doc>(), indexes = new Indexes()) {
    this.name = name
    this.handsOut = handsOut
    this.docs = docs
    this.indexes = indexes
  }

  /** Another store with the same documents and indexes. */
  copy(): Store {
    return new Store(this.name, this.handsOut, new Map(this.docs), this.indexes.copy())
  }

  createIndexes(wanted: readonly IndexDescription[]): void {
    for (const index of wanted) this.indexes.add(index, this.docs)
  }

  get size(): number {
    return this.docs.size
  }

  find(filter: Doc, { sort, limit, projection }: FindOptions): Doc[] {
    if (limit === 1 && sort) {
      const end = this.endOf(filter, sort)
      if (end) return end.map((doc) => this.shown(doc, projection))
    }
    const found = sorted(this.matching(filter), sort)
    return (limit ? found.slice(0, limit) : found).map((doc) => this.shown(doc, projection))
  }

  /** The one document at the end of an order, if there is one, where all that have the field are asked for; else undefined. */
  private endOf(filter: Doc, sort: Doc): Doc[] | undefined {
    const [field, ...more] = Object.keys(sort) as [string, ...string[]]
    const isWhole =
      field === '_id' ? Object.keys(filter).length === 0 : areEqual(filter, { [field]: { $exists: true } })
    const order = more.length === 0 && isWhole ? this.indexes.inOrderOf(field, this.docs) : undefined
    const id = order?.end(sort[field] as 1 | -1)
    return order && (id === undefined ? [] : [this.docs.get(id) as Doc])
  }

  /** How many there are of each value of one field. */
  countBy(filter: Doc, field: string): { _id: Value; n: number }[] {
    const counts = new Map<string, { _id: Value; n: number }>()
    for (const doc of this.matching(filter)) {
      const value = valuesAt(doc, pathOf(field))[0] ?? null
      const known = counts.get(mapKeyOf(value))
      if (known) known.n += 1
      else counts.set(mapKeyOf(value), { _id: value, n: 1 })
    }
    return [...counts.values()]
  }

  distinct(field: string, filter: Doc): Value[] {
    const values = this.matching(filter).flatMap((doc) => entriesAt(doc, pathOf(field)))
    return [...new Map(values.map((value) => [mapKeyOf(value), copyOf(value)])).values()]
  }

  insertOne(doc: Doc): { acknowledged: true; insertedId: Value } {
    return { acknowledged: true, insertedId: this.insert(doc) }
  }

  insertMany(docs: readonly Doc[], { ordered = true }: { ordered?: boolean }): { insertedCount: number } {
    const { results, faults } = oneByOne(docs, ordered, (doc) => this.insert(doc))
    const insertedCount = results.length
    if (faults.length > 0) throw bulkFault(faults, { insertedCount })
    return { insertedCount }
  }

  /** Of an unordered bulk each update is done by itself, whatever becomes of the others. */
  updateEach(changes: readonly SingleUpdate[], { ordered }: { ordered: false }) {
    const { results, faults } = oneByOne(changes, ordered, ({ updateOne: { filter, update, upsert = false } }) =>
      this.updateOne(filter, update, { upsert }),
    )
    const matchedCount = results.reduce((sum, one) => sum + one.matchedCount, 0)
    if (faults.length > 0) throw bulkFault(faults, { matchedCount })
    return { matchedCount }
  }

  updateOne(filter: Doc, change: Doc | Doc[], options: WriteOptions) {
    const [doc] = this.matching(filter)
    if (!doc && options.upsert) this.upsert(filter, change)
    const changed = doc !== undefined && this.change(doc, filter, change, options)
    return {
      acknowledged: true,
      matchedCount: doc ? 1 : 0,
      modifiedCount: changed ? 1 : 0,
      upsertedCount: !doc && options.upsert ? 1 : 0,
    }
  }

  updateMany(filter: Doc, change: Doc | Doc[], options: WriteOptions) {
    const found = this.matching(filter)
    const changed = found.filter((doc) => this.change(doc, filter, change, options))
    return { acknowledged: true, matchedCount: found.length, modifiedCount: changed.length, upsertedCount: 0 }
  }

  findOneAndUpdate(filter: Doc, change: Doc | Doc[], options: FindAndUpdateOptions): Doc | null {
    const [doc] = sorted(this.matching(filter), options.sort)
    const after = options.returnDocument === 'after'
    if (!doc) {
      if (!options.upsert) return null
      const made = this.upsert(filter, change)
      return after ? this.shown(made, options.projection) : null
    }
    this.change(doc, filter, change, options)
    return this.shown(after ? (this.docs.get(mapKeyOf(doc._id)) ?? doc) : doc, options.projection)
  }

  replaceOne(filter: Doc, replacement: Doc, options: WriteOptions) {
    const [doc] = this.matching(filter)
    if (!doc && !options.upsert) return { acknowledged: true, matchedCount: 0, modifiedCount: 0 }
    const next = { ...copyOf(replacement), _id: doc?._id ?? filter._id ?? newId() }
    if (doc) this.replace(doc, next)
    else this.insert(next)
    return { acknowledged: true, matchedCount: doc ? 1 : 0, modifiedCount: doc ? 1 : 0 }
  }

  deleteOne(filter: Doc): { acknowledged: true; deletedCount: number } {
    const [doc] = this.matching(filter)
    if (doc) this.remove(doc)
    return { acknowledged: true, deletedCount: doc ? 1 : 0 }
  }

  deleteMany(filter: Doc): { acknowledged: true; deletedCount: number } {
    const found = this.matching(filter)
    found.forEach((doc) => this.remove(doc))
    return { acknowledged: true, deletedCount: found.length }
  }

  private matching(filter: Doc): Doc[] {
    const named = idsIn(filter._id)
    if (named) return this.matchingAmong(named, filter)
    const matches = readFilter(filter)
    const candidates = this.indexes.candidates(filter, this.docs)
    const found: Doc[] = []
    if (candidates === undefined) {
      for (const doc of this.docs.values()) if (matches(doc)) found.push(doc)
      return found
    }
    for (const id of candidates) {
      const doc = this.docs.get(id)
      if (doc && matches(doc)) found.push(doc)
    }
    return found
  }

  /** A filter that names documents, and asks nothing else of them, need not be read. */
  private matchingAmong(ids: readonly string[], filter: Doc): Doc[] {
    const matches = asksForIdsAlone(filter) ? undefined : readFilter(filter)
    const found: Doc[] = []
    for (const id of ids) {
      const doc = this.docs.get(id)
      if (doc && (!matches || matches(doc))) found.push(doc)
    }
    return found
  }

  private insert(given: Doc): Value {
    const doc = copyOf(given._id === undefined ? { _id: newId(), ...given } : given)
    const id = mapKeyOf(doc._id)
    const broken = this.docs.has(id) ? '_id' : this.indexes.brokenBy(id, doc)
    if (broken !== undefined) throw duplicate(this.name, broken)
    this.docs.set(id, this.kept(doc))
    this.indexes.put(id, doc)
    return doc._id
  }

  private upsert(filter: Doc, change: Doc | Doc[]): Doc {
    const known = Object.entries(filter).filter(([field, wanted]) => !field.startsWith('$') && !isCondition(wanted))
    const begun = updated({}, { filter, change: { $set: Object.fromEntries(known) }, inserting: true })
    const doc = updated(begun, { filter, change, inserting: true })
    if (doc._id === undefined) doc._id = newId()
    this.insert(doc)
    return doc
  }

  private change(doc: Doc, filter: Doc, change: Doc | Doc[], { arrayFilters }: WriteOptions): boolean {
    const next = updated(doc, { filter, change, ...(arrayFilters && { arrayFilters }), inserting: false })
    // A push counts as a change to the engine, even where its slice leaves what was there.
    const touched = touchedBy(change)
    if (!('$push' in change) && areAlike(doc, next, touched)) return false
    this.replace(doc, next, touched)
    return true
  }

  /** @param touched the fields that both do not share; unknown: any */
  private replace(doc: Doc, next: Doc, touched?: ReadonlySet<string>): void {
    const id = mapKeyOf(doc._id)
    const broken = this.indexes.brokenBy(id, next, { before: doc, touched })
    if (broken !== undefined) throw duplicate(this.name, broken)
    this.indexes.move(id, next, { before: doc, touched })
    this.docs.set(id, this.kept(next))
  }

  private kept(doc: Doc): Doc {
    return this.handsOut === 'frozen' ? frozen(doc) : doc
  }

  private shown(doc: Doc, projection: Doc | undefined): Doc {
    const part = projectionOf(doc, projection)
    return this.handsOut === 'copies' ? copyOf(part) : part
  }

  private remove(doc: Doc): void {
    const id = mapKeyOf(doc._id)
    this.indexes.drop(id, doc)
    this.docs.delete(id)
  }
}

/** What was not touched is shared and need not be compared. */
function areAlike(before: Doc, after: Doc, touched: ReadonlySet<string>): boolean {
  for (const field of touched)
    if (field in before !== field in after || !areEqual(before[field], after[field])) return false
  return true
}

/** By a text or a list of such, and nothing else. */
function asksForIdsAlone(filter: Doc): boolean {
  for (const field in filter) if (field !== '_id') return false
  const { _id: wanted } = filter
  if (!isCondition(wanted)) return typeof wanted === 'string'
  for (const operator in wanted) if (operator !== '$in') return false
  return true
}

/** The documents that a condition on `_id` names; undefined where it names none. */
function idsIn(wanted: Value): string[] | undefined {
  if (wanted === undefined) return undefined
  if (!isCondition(wanted)) return [mapKeyOf(wanted)]
  return Array.isArray(wanted.$in) ? [...new Set((wanted.$in as Value[]).map(mapKeyOf))] : undefined
}

function duplicate(collection: string, fields: string): MongoServerError {
  return new MongoServerError({ message: `E11000 duplicate key: ${collection} ${fields}`, code: 11000 })
}
