import type { IndexDescription } from 'mongodb'
import { Holders } from './holders.ts'
import { Order } from './order.ts'
import { shapeOf, Unique } from './unique.ts'
import { isDoc } from './values.ts'
import type { Doc, Value } from './values.ts'

/** So few documents are looked through one by one: cheaper than to keep lists of them. */
const SMALL = 64
/** Of so few documents each is looked at rather than an order kept. */
const FEW = 16
/** A smaller collection is searched as a whole. */
const MANY = 200

/** Finds documents by the values of indexed fields, and keeps unique what has to be. */
export class Indexes {
  private readonly fields = new Set<string>()
  /** Who has which value, for each field that was asked for by its value; laid down when that happens first. */
  private readonly holders = new Map<string, Holders>()
  private readonly orders = new Map<string, Order>()
  private readonly unique: Unique[] = []

  add(index: IndexDescription, docs: ReadonlyMap<string, Doc>): void {
    const { key, unique, partialFilterExpression = {} } = index
    // What an index is limited to is asked for together with it.
    const limits = Object.entries(partialFilterExpression as Doc).filter(([, wanted]) => wantedValues(wanted))
    for (const [field] of limits) this.fields.add(field)
    for (const field of Object.keys(key as Doc)) this.fields.add(field)
    if (unique !== true) return
    const one = new Unique(shapeOf(index))
    for (const [id, doc] of docs) one.put(id, doc)
    this.unique.push(one)
  }

  /** The same for another store with the same documents. */
  copy(): Indexes {
    const other = new Indexes()
    for (const field of this.fields) other.fields.add(field)
    for (const one of this.unique) other.unique.push(one.copy())
    return other
  }

  /** The index that this document would break, by the fields it is about; undefined where none. */
  brokenBy(id: string, doc: Doc, change?: Replaced): string | undefined {
    for (const one of this.unique)
      if (!(change && isAside(one.tops, change)) && one.isBrokenBy(id, doc, change?.before)) return one.name
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

  private holdersOf(field: string, docs: ReadonlyMap<string, Doc>): Holders | undefined {
    const known = this.holders.get(field)
    if (known || !this.fields.has(field)) return known
    const holders = new Holders(field)
    for (const [id, doc] of docs) holders.put(id, doc)
    this.holders.set(field, holders)
    return holders
  }

  put(id: string, doc: Doc): void {
    for (const order of this.orders.values()) order.put(id, doc)
    for (const holders of this.holders.values()) holders.put(id, doc)
    for (const one of this.unique) one.put(id, doc)
  }

  /** As `drop` and `put`, for a newer document in the place of an older one: what both share is left alone. */
  move(id: string, after: Doc, change: Replaced): void {
    const { before } = change
    for (const order of this.orders.values()) if (!isAside(order.tops, change)) order.move(id, before, after)
    for (const holders of this.holders.values()) if (!isAside(holders.tops, change)) holders.move(id, before, after)
    for (const one of this.unique) if (!isAside(one.tops, change)) one.move(id, before, after)
  }

  drop(id: string, doc: Doc): void {
    for (const order of this.orders.values()) order.drop(id, doc)
    for (const holders of this.holders.values()) holders.drop(id, doc)
    for (const one of this.unique) one.drop(doc)
  }

  /** The fewest documents among which all that match this filter must be; undefined: any may be. */
  candidates(filter: Doc, docs: ReadonlyMap<string, Doc>): Iterable<string> | undefined {
    if (docs.size <= SMALL) return undefined
    const net = this.netFor(filter, docs)
    if (net === undefined) return undefined
    return net.lists.length === 1 ? net.lists[0] : union(net.lists)
  }

  private netFor(filter: Doc, docs: ReadonlyMap<string, Doc>): Net | undefined {
    let best = this.netOfValues(filter, docs)
    if (best && best.size <= FEW) return best
    for (const part of partsOf(filter)) best = smaller(best, this.netFor(part, docs))
    if ((best && best.size <= FEW) || docs.size <= MANY) return best
    if (filter.$or !== undefined) best = smaller(best, this.netOfAny(filter.$or as Doc[], docs))
    return smaller(best, this.netOfBounds(filter, docs, best?.size ?? Infinity))
  }

  /** By the one field whose values the fewest have. */
  private netOfValues(filter: Doc, docs: ReadonlyMap<string, Doc>): Net | undefined {
    let best: Net | undefined
    for (const field in filter) {
      const values = wantedValues(filter[field])
      const holders = values && this.holdersOf(field, docs)
      if (!holders) continue
      let size = 0
      const lists = values.map((value) => {
        const ids = holders.of(value)
        size += ids.size
        return ids
      })
      if (!best || size < best.size) best = { lists, size }
    }
    return best
  }

  /** All that any way of `$or` finds. */
  private netOfAny(ways: readonly Doc[], docs: ReadonlyMap<string, Doc>): Net | undefined {
    const all: Net = { lists: [], size: 0 }
    for (const way of ways) {
      const net = this.netFor(way, docs)
      if (!net) return undefined
      all.lists.push(...net.lists)
      all.size += net.size
    }
    return all
  }

  /** Those whose value lies where a bound of this filter demands it, if they are fewer than `most`. */
  private netOfBounds(filter: Doc, docs: ReadonlyMap<string, Doc>, most: number): Net | undefined {
    for (const field in filter) {
      const bounds = boundsIn(filter[field])
      const found = bounds && this.inOrderOf(field, docs)?.between(bounds, most)
      if (found) return { lists: [found], size: found.length }
    }
    return undefined
  }
}

/** The document in whose place a newer one comes, and the fields that both do not share; unknown: any. */
interface Replaced {
  before: Doc
  touched: ReadonlySet<string> | undefined
}

/** An index of these fields has nothing to do with the change. */
function isAside(tops: readonly string[], { touched }: Replaced): boolean {
  if (!touched) return false
  for (const top of tops) if (touched.has(top) || top.startsWith('$')) return false
  return true
}

/** Lists of ids, and how many are in them: whatever matches is in one of them. */
interface Net {
  lists: Iterable<string>[]
  size: number
}

function smaller(one: Net | undefined, other: Net | undefined): Net | undefined {
  if (!one || !other) return one ?? other
  return other.size < one.size ? other : one
}

const partsOf = ({ $and: parts }: Doc): readonly Doc[] => (parts ?? []) as Doc[]

function union(lists: readonly Iterable<string>[]): Set<string> {
  const all = new Set<string>()
  for (const ids of lists) for (const id of ids) all.add(id)
  return all
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
