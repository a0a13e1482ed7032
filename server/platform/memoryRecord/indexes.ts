import type { IndexDescription } from 'mongodb'
import { readFilter } from './filter.ts'
import type { Matches } from './filter.ts'
import { Order } from './order.ts'
import { isDoc, keyOf, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

interface Unique {
  paths: string[][]
  /** The fields that it is about, by the names that they begin with: its own and those that limit it. */
  tops: string[]
  /** Only documents of which this is true are held apart. */
  covers: Matches
  holders: Map<string, string>
}

/** So few documents are looked through one by one: cheaper than to keep lists of them. */
const SMALL = 64

/** Finds documents by the values of indexed fields, and keeps unique what has to be. */
export class Indexes {
  private readonly fields = new Set<string>()
  /** For each field who has which value; absent while there are few documents. */
  private byValue: Map<string, Holders> | undefined
  private readonly orders = new Map<string, Order>()
  private readonly unique: Unique[] = []

  add({ key, unique, partialFilterExpression }: IndexDescription, docs: ReadonlyMap<string, Doc>): void {
    const fields = Object.keys(key as Doc)
    // What an index is limited to is asked for together with it.
    const limits = Object.entries((partialFilterExpression ?? {}) as Doc).filter(([, wanted]) => wantedValues(wanted))
    for (const field of [...limits.map(([limit]) => limit), ...fields]) this.fields.add(field)
    this.byValue = undefined
    this.grow(docs)
    if (unique !== true) return
    const covers = readFilter((partialFilterExpression ?? {}) as Doc)
    const tops = [...new Set([...fields, ...Object.keys((partialFilterExpression ?? {}) as Doc)].map(topOf))]
    const one: Unique = { paths: fields.map((field) => field.split('.')), tops, covers, holders: new Map() }
    for (const [id, doc] of docs) for (const key of keysIn(one, doc)) one.holders.set(key, id)
    this.unique.push(one)
  }

  /** The same for another store with the same documents. */
  copy(docs: ReadonlyMap<string, Doc>): Indexes {
    const other = new Indexes()
    for (const field of this.fields) other.fields.add(field)
    for (const one of this.unique) other.unique.push({ ...one, holders: new Map(one.holders) })
    other.grow(docs)
    return other
  }

  /** Begins to keep lists once they pay. */
  grow(docs: ReadonlyMap<string, Doc>): void {
    if (this.byValue || docs.size <= SMALL) return
    const lists = new Map<string, Holders>([...this.fields].map((field) => [field, new Map()]))
    for (const [id, doc] of docs) for (const [field, holders] of lists) put(holders, id, valueKeys(doc, field))
    this.byValue = lists
  }

  /** The index that this document would break, by the fields it is about; undefined where none. */
  brokenBy(id: string, doc: Doc, before?: Doc): string | undefined {
    for (const one of this.unique) {
      if (before && !isTouched(one, before, doc)) continue
      const taken = keysIn(one, doc).some((key) => (one.holders.get(key) ?? id) !== id)
      if (taken) return one.paths.map((path) => path.join('.')).join(', ')
    }
    return undefined
  }

  /**
   * The documents in the order of one field, from its least value. The order is laid down when it is first asked for, and kept from then on.
   * Undefined where this is no indexed field.
   */
  inOrderOf(field: string, docs: ReadonlyMap<string, Doc>): Order | undefined {
    if (field !== '_id' && !this.fields.has(field)) return undefined
    const known = this.orders.get(field)
    if (known) return known
    const order = new Order(field)
    for (const [id, doc] of docs) order.put(id, doc)
    this.orders.set(field, order)
    return order
  }

  put(id: string, doc: Doc): void {
    for (const order of this.orders.values()) order.put(id, doc)
    for (const [field, holders] of this.byValue ?? []) put(holders, id, valueKeys(doc, field))
    for (const one of this.unique) for (const key of keysIn(one, doc)) one.holders.set(key, id)
  }

  /** As `drop` and `put`, for a newer document in the place of an older one: what both share is left alone. */
  move(id: string, before: Doc, after: Doc): void {
    for (const order of this.orders.values()) order.move(id, before, after)
    for (const [field, holders] of this.byValue ?? []) {
      const top = topOf(field)
      if (before[top] === after[top]) continue
      drop(holders, id, valueKeys(before, field))
      put(holders, id, valueKeys(after, field))
    }
    for (const one of this.unique) {
      if (!isTouched(one, before, after)) continue
      for (const key of keysIn(one, before)) one.holders.delete(key)
      for (const key of keysIn(one, after)) one.holders.set(key, id)
    }
  }

  drop(id: string, doc: Doc): void {
    for (const order of this.orders.values()) order.drop(id, doc)
    for (const [field, holders] of this.byValue ?? []) drop(holders, id, valueKeys(doc, field))
    for (const one of this.unique) for (const key of keysIn(one, doc)) one.holders.delete(key)
  }

  /** The fewest documents among which all that match this filter must be; undefined: any may be. */
  candidates(filter: Doc, docs: ReadonlyMap<string, Doc>): Iterable<string> | undefined {
    if (!this.byValue) return undefined
    let fewest: Set<string>[] | undefined
    let least = Infinity
    if (filter.$or !== undefined) return this.candidatesOfAny(filter, docs)
    for (const [field, wanted] of Object.entries(filter)) {
      const holders = this.byValue.get(field)
      const values = holders && wantedValues(wanted)
      if (!values) continue
      const found = values.map((value) => holders.get(keyOf(value)) ?? new Set<string>())
      const size = found.reduce((sum, ids) => sum + ids.size, 0)
      if (size < least) [fewest, least] = [found, size]
    }
    if (least > FEW && docs.size > MANY) {
      const within = this.withinBounds(filter, docs, least)
      if (within) return within
    }
    if (fewest?.length === 1) return fewest[0]
    if (!fewest) return undefined
    const all = new Set<string>()
    for (const ids of fewest) for (const id of ids) all.add(id)
    return all
  }

  /** By the rest of the filter, or all that any way of `$or` finds. */
  private candidatesOfAny({ $or: ways, ...rest }: Doc, docs: ReadonlyMap<string, Doc>): Iterable<string> | undefined {
    const byRest = this.candidates(rest, docs)
    if (byRest !== undefined || docs.size <= MANY) return byRest
    const all = new Set<string>()
    for (const way of ways as Doc[]) {
      const found = this.candidates(way, docs)
      if (found === undefined) return undefined
      for (const id of found) all.add(id)
    }
    return all
  }

  /** Those whose value lies where a bound of this filter demands it, if they are fewer than `least`. */
  private withinBounds(filter: Doc, docs: ReadonlyMap<string, Doc>, least: number): string[] | undefined {
    for (const [field, wanted] of Object.entries(filter)) {
      const bounds = boundsIn(wanted)
      const found = bounds && this.inOrderOf(field, docs)?.between(bounds, least)
      if (found) return found
    }
    return undefined
  }
}

/** What two versions of a document share needs no look. */
const isTouched = ({ tops }: Unique, before: Doc, after: Doc): boolean =>
  tops.some((top) => top.startsWith('$') || before[top] !== after[top])

/** Of so few documents each is looked at rather than an order kept. */
const FEW = 16
/** A smaller collection is searched as a whole. */
const MANY = 200

type Holders = Map<string, Set<string>>

function put(holders: Holders, id: string, keys: readonly string[]): void {
  for (const key of keys) {
    const ids = holders.get(key)
    if (ids) ids.add(id)
    else holders.set(key, new Set([id]))
  }
}

function drop(holders: Holders, id: string, keys: readonly string[]): void {
  for (const key of keys) {
    const ids = holders.get(key)
    ids?.delete(id)
    if (ids?.size === 0) holders.delete(key)
  }
}

const topOf = (field: string): string => {
  const dot = field.indexOf('.')
  return dot < 0 ? field : field.slice(0, dot)
}

/** The values one of which a condition demands; undefined where it leaves that open. */
function wantedValues(wanted: Value): Value[] | undefined {
  if (isDoc(wanted)) {
    const { $in: among, $eq: one } = wanted
    if (Array.isArray(among) && !among.includes(null)) return among as Value[]
    return one === undefined || one === null ? undefined : [one]
  }
  return wanted === null || wanted === undefined ? undefined : [wanted]
}

/** `{ $lte: x }` and its like as the ends of a span, both taken in: whoever asks judges the edges himself. */
function boundsIn(wanted: Value): { from?: Value; to?: Value } | undefined {
  if (!isDoc(wanted)) return undefined
  const { $gt, $gte = $gt, $lt, $lte = $lt } = wanted
  if ($gte === undefined && $lte === undefined) return undefined
  return { ...($gte !== undefined && { from: $gte }), ...($lte !== undefined && { to: $lte }) }
}

function valueKeys(doc: Doc, field: string): string[] {
  const found = valuesAt(doc, field.split('.'))
  return found.flatMap((value) => (Array.isArray(value) ? [value, ...(value as Value[])] : [value])).map(keyOf)
}

/** One key for each value that a list holds; what is not there counts as nothing. */
function keysIn({ paths, covers }: Unique, doc: Doc): string[] {
  if (!covers(doc)) return []
  return paths.reduce<string[]>(
    (keys, path) => {
      const found = valuesAt(doc, path).flatMap((value) => (Array.isArray(value) ? (value as Value[]) : [value]))
      const values = found.length === 0 ? [null] : found
      return keys.flatMap((key) => values.map((value) => `${key}|${keyOf(value)}`))
    },
    [''],
  )
}
