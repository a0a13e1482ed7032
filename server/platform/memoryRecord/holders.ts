import { mapKeyOf, pathOf, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

const NOBODY: ReadonlySet<string> = new Set()

/** Who has which value of one field: a list is found by itself and by each of its entries. */
export class Holders {
  private readonly path: readonly string[]
  /** What it is about, by the names that fields begin with. */
  readonly tops: readonly string[]
  private readonly byValue = new Map<string, Set<string>>()

  constructor(field: string) {
    this.path = pathOf(field)
    this.tops = [this.path[0] as string]
  }

  of(value: Value): ReadonlySet<string> {
    return this.byValue.get(mapKeyOf(value)) ?? NOBODY
  }

  put(id: string, doc: Doc): void {
    for (const key of this.keysIn(doc)) this.add(key, id)
  }

  move(id: string, before: Doc, after: Doc): void {
    const top = this.path[0] as string
    if (before[top] === after[top]) return
    const [old, fresh] = [this.keysIn(before), this.keysIn(after)]
    if (old.length === fresh.length && old.every((key, i) => key === fresh[i])) return
    for (const key of old) this.take(key, id)
    for (const key of fresh) this.add(key, id)
  }

  drop(id: string, doc: Doc): void {
    for (const key of this.keysIn(doc)) this.take(key, id)
  }

  private add(key: string, id: string): void {
    const ids = this.byValue.get(key)
    if (ids) ids.add(id)
    else this.byValue.set(key, new Set([id]))
  }

  private take(key: string, id: string): void {
    const ids = this.byValue.get(key)
    ids?.delete(id)
    if (ids?.size === 0) this.byValue.delete(key)
  }

  private keysIn(doc: Doc): string[] {
    if (this.path.length > 1) return valuesAt(doc, this.path).flatMap(keysOf)
    const value = doc[this.path[0] as string]
    return value === undefined ? [] : keysOf(value)
  }
}

function keysOf(value: Value): string[] {
  if (!Array.isArray(value)) return [mapKeyOf(value)]
  return [mapKeyOf(value), ...(value as Value[]).map(mapKeyOf)]
}
