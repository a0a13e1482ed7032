import { areComparable, areEqual, compare, entriesAt, pathOf } from './values.ts'
import type { Doc, Value } from './values.ts'

interface Place {
  value: Value
  id: string
}

/** Documents in the order of one field, each as often as a list in its way has entries; those without the field are not in it. */
export class Order {
  private readonly path: readonly string[]
  private readonly places: Place[] = []

  constructor(field: string) {
    this.path = pathOf(field)
  }

  put(id: string, doc: Doc): void {
    for (const value of this.valuesOf(doc)) this.places.splice(this.firstNotBefore(value, id), 0, { value, id })
  }

  move(id: string, before: Doc, after: Doc): void {
    const top = this.path[0] as string
    if (before[top] === after[top] || areEqual(this.valuesOf(before), this.valuesOf(after))) return
    this.drop(id, before)
    this.put(id, after)
  }

  drop(id: string, doc: Doc): void {
    for (const value of this.valuesOf(doc)) {
      const at = this.firstNotBefore(value, id)
      if (this.places[at]?.id === id) this.places.splice(at, 1)
    }
  }

  /** Ids of those between two ends, both taken in; undefined where they are `most` or more. */
  between({ from, to }: { from?: Value; to?: Value }, most: number): string[] | undefined {
    const begin = from === undefined ? 0 : this.firstNotBefore(from, '')
    const ids = new Set<string>()
    for (let at = begin; at < this.places.length; at += 1) {
      const { value, id } = this.places[at] as Place
      if (to !== undefined && compare(value, to) > 0) break
      // Numbers come before dates: a bound of one kind is none for the other.
      if (!areComparable(value, from ?? to)) continue
      ids.add(id)
      if (ids.size >= most) return undefined
    }
    return [...ids]
  }

  /** The id at the one end or the other. */
  end(way: 1 | -1): string | undefined {
    return this.places.at(way === 1 ? 0 : -1)?.id
  }

  private valuesOf(doc: Doc): Value[] {
    return entriesAt(doc, this.path)
  }

  private firstNotBefore(value: Value, id: string): number {
    let [low, high] = [0, this.places.length]
    // What is new is mostly what is last.
    const last = this.places.at(-1)
    if (last && isBefore(last, value, id)) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(this.places[middle] as Place, value, id)) low = middle + 1
      else high = middle
    }
    return low
  }
}

function isBefore(place: Place, value: Value, id: string): boolean {
  const order = compare(place.value, value)
  return order < 0 || (order === 0 && place.id < id)
}
