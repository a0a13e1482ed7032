import { areEqual, entriesAt, NOTHING, pathOf, rankOf, sortableIn } from './values.ts'
import type { Doc, Value } from './values.ts'

/** A document by one of its values: sorted by rank, then by key, then by id. */
class Place {
  readonly rank: number
  readonly key: number | string
  readonly id: string

  constructor(value: Value, id: string) {
    this.rank = rankOf(value)
    this.key = sortableIn(value)
    this.id = id
  }
}

/** A row that grows longer is parted: to let one in or out in the middle then moves few others. */
const LONGEST_ROW = 512

/** Documents in the order of one field, each as often as a list in its way has entries; those without the field are not in it. */
export class Order {
  private readonly path: readonly string[]
  /** What it is about, by the names that fields begin with. */
  readonly tops: readonly string[]
  /** One behind the other; none is empty. */
  private readonly rows: Place[][] = []

  constructor(field: string) {
    this.path = pathOf(field)
    this.tops = [this.path[0] as string]
  }

  put(id: string, doc: Doc): void {
    for (const value of this.valuesOf(doc)) this.letIn(new Place(value, id))
  }

  move(id: string, before: Doc, after: Doc): void {
    const top = this.path[0] as string
    if (before[top] === after[top]) return
    const [old, fresh] = [this.valuesOf(before), this.valuesOf(after)]
    if (areEqual(old, fresh)) return
    for (const value of old) this.letOut(new Place(value, id))
    for (const value of fresh) this.letIn(new Place(value, id))
  }

  drop(id: string, doc: Doc): void {
    for (const value of this.valuesOf(doc)) this.letOut(new Place(value, id))
  }

  /** Ids of those between two ends, both taken in; undefined where they are `most` or more. */
  between({ from, to }: { from?: Value; to?: Value }, most: number): string[] | undefined {
    const begin = from === undefined ? { row: 0, at: 0 } : this.firstNotBefore(new Place(from, ''))
    const end = to === undefined ? undefined : new Place(to, '')
    const rank = rankOf(from ?? to)
    const ids = new Set<string>()
    for (let { row, at } = begin; row < this.rows.length; row += 1, at = 0) {
      const places = this.rows[row] as Place[]
      for (; at < places.length; at += 1) {
        const place = places[at] as Place
        if (end && isBehind(place, end)) return [...ids]
        // Numbers come before dates: a bound of one kind is none for the other.
        if (place.rank !== rank || rank === NOTHING) continue
        ids.add(place.id)
        if (ids.size >= most) return undefined
      }
    }
    return [...ids]
  }

  /** The id at the one end or the other. */
  end(way: 1 | -1): string | undefined {
    return this.rows.at(way === 1 ? 0 : -1)?.at(way === 1 ? 0 : -1)?.id
  }

  private valuesOf(doc: Doc): Value[] {
    return entriesAt(doc, this.path)
  }

  private letIn(place: Place): void {
    if (this.rows.length === 0) this.rows.push([])
    const found = this.firstNotBefore(place)
    const isLast = found.row === this.rows.length
    const row = isLast ? found.row - 1 : found.row
    const places = this.rows[row] as Place[]
    if (isLast) places.push(place)
    else places.splice(found.at, 0, place)
    if (places.length > LONGEST_ROW) this.rows.splice(row + 1, 0, places.splice(LONGEST_ROW / 2))
  }

  private letOut(place: Place): void {
    const { row, at } = this.firstNotBefore(place)
    const places = this.rows[row]
    if (places?.[at]?.id !== place.id) return
    if (places.length > 1) places.splice(at, 1)
    else this.rows.splice(row, 1)
  }

  /** Where it stands, or would stand; behind the last row where all are before it. */
  private firstNotBefore(place: Place): { row: number; at: number } {
    const row = firstWhere(this.rows.length, (i) => !isLastBefore(this.rows[i] as Place[], place))
    const places = this.rows[row]
    return { row, at: places ? firstWhere(places.length, (i) => !isBefore(places[i] as Place, place)) : 0 }
  }
}

/** The first number for which it holds, as it does for all behind it; `length` where for none. */
function firstWhere(length: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function isLastBefore(places: readonly Place[], other: Place): boolean {
  const last = places[places.length - 1]
  return !last || isBefore(last, other)
}

function isBefore(place: Place, other: Place): boolean {
  if (place.rank !== other.rank) return place.rank < other.rank
  return place.key === other.key ? place.id < other.id : place.key < other.key
}

function isBehind(place: Place, { rank, key }: Place): boolean {
  return place.rank === rank ? place.key > key : place.rank > rank
}
