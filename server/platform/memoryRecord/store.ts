import { MongoBulkWriteError, MongoServerError } from 'mongodb'
import type { IndexDescription } from 'mongodb'
import { newId } from '../ids.ts'
import { isCondition, readFilter } from './filter.ts'
import { Indexes } from './indexes.ts'
import { projectionOf, sorted } from './reading.ts'
import { updated } from './update.ts'
import { areEqual, copyOf, frozen, keyOf, valuesAt } from './values.ts'
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
export type FindAndUpdateOptions = WriteOptions & FindOptions & { returnDocument?: 'before' | 'after' }

/**
 * What a reader gets: a copy of his own, as from a real engine, or the document itself, which nobody can change: an attempt
 * throws. The second saves most of a reading's cost.
 */
export type HandsOut = 'copies' | 'frozen'

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
    return new Store(this.name, this.handsOut, new Map(this.docs), this.indexes.copy(this.docs))
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
      if (end) return [this.shown(end, projection)]
    }
    const found = sorted(this.matching(filter), sort)
    return (limit ? found.slice(0, limit) : found).map((doc) => this.shown(doc, projection))
  }

  /** The one document at the end of an order, where all that have the field are asked for. */
  private endOf(filter: Doc, sort: Doc): Doc | undefined {
    const [field, ...more] = Object.keys(sort) as [string, ...string[]]
    const isWhole =
      field === '_id' ? Object.keys(filter).length === 0 : areEqual(filter, { [field]: { $exists: true } })
    if (more.length > 0 || !isWhole) return undefined
    const id = this.indexes.inOrderOf(field, this.docs)?.end(sort[field] as 1 | -1)
    return id === undefined ? undefined : this.docs.get(id)
  }

  /** How many there are of each value of one field. */
  countBy(filter: Doc, field: string): { _id: Value; n: number }[] {
    const counts = new Map<string, { _id: Value; n: number }>()
    for (const doc of this.matching(filter)) {
      const value = valuesAt(doc, field.split('.'))[0] ?? null
      const before = counts.get(keyOf(value)) ?? { _id: value, n: 0 }
      counts.set(keyOf(value), { ...before, n: before.n + 1 })
    }
    return [...counts.values()]
  }

  distinct(field: string, filter: Doc): Value[] {
    const path = field.split('.')
    const found = this.matching(filter).flatMap((doc) => valuesAt(doc, path))
    const values = found.flatMap((value) => (Array.isArray(value) ? (value as Value[]) : [value]))
    return [...new Map(values.map((value) => [keyOf(value), copyOf(value)])).values()]
  }

  insertOne(doc: Doc): { acknowledged: true; insertedId: Value } {
    return { acknowledged: true, insertedId: this.insert(doc) }
  }

  insertMany(docs: readonly Doc[], { ordered = true }: { ordered?: boolean }): { insertedCount: number } {
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
    return this.shown(after ? (this.docs.get(keyOf(doc._id)) ?? doc) : doc, options.projection)
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
    const sought = soleId(filter)
    if (sought !== undefined) {
      const doc = this.docs.get(keyOf(sought))
      return doc ? [doc] : []
    }
    const matches = readFilter(filter)
    const candidates = idsIn(filter._id) ?? this.indexes.candidates(filter, this.docs)
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
    this.docs.set(id, this.kept(doc))
    this.indexes.put(id, doc)
    this.indexes.grow(this.docs)
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
    if (isSame(doc, next)) return false
    this.replace(doc, next)
    return true
  }

  private replace(doc: Doc, next: Doc): void {
    const id = keyOf(doc._id)
    const broken = this.indexes.brokenBy(id, next, doc)
    if (broken !== undefined) throw duplicate(this.name, broken)
    this.indexes.move(id, doc, next)
    this.docs.set(id, this.kept(next))
  }

  private kept(doc: Doc): Doc {
    return this.handsOut === 'frozen' ? frozen(doc) : doc
  }

  private shown(doc: Doc, projection: Doc | undefined): Doc {
    const part = projectionOf(doc, projection)
    return this.handsOut === 'frozen' ? part : copyOf(part)
  }

  private remove(doc: Doc): void {
    const id = keyOf(doc._id)
    this.indexes.drop(id, doc)
    this.docs.delete(id)
  }
}

/** What was not touched is shared and need not be compared. */
function isSame(before: Doc, after: Doc): boolean {
  const fields = Object.keys(after)
  if (fields.length !== Object.keys(before).length) return false
  return fields.every((field) => before[field] === after[field] || areEqual(before[field], after[field]))
}

/** The id that a filter asks for and nothing else. */
function soleId(filter: Doc): string | undefined {
  for (const field in filter) if (field !== '_id') return undefined
  return typeof filter._id === 'string' ? filter._id : undefined
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
