import type { IndexDescription } from 'mongodb'
import { readFilter } from './filter.ts'
import type { Matches } from './filter.ts'
import { entriesAt, keyOf, pathOf } from './values.ts'
import type { Doc, Value } from './values.ts'

/** What a unique index is about. */
interface Shape {
  name: string
  paths: (readonly string[])[]
  /** The fields that it is about, by the names that they begin with: its own and those that limit it. */
  tops: string[]
  /** Only documents of which this is true are held apart. */
  covers: Matches
}

/** The shape of an index, for `Unique`. */
export function shapeOf({ key, partialFilterExpression = {} }: IndexDescription): Shape {
  const fields = Object.keys(key as Doc)
  const limits = partialFilterExpression as Doc
  return {
    name: fields.join(', '),
    paths: fields.map(pathOf),
    tops: [...new Set([...fields, ...Object.keys(limits)].map((field) => pathOf(field)[0] as string))],
    covers: readFilter(limits),
  }
}

/** Keeps what a unique index is about apart: no two documents hold the same. */
export class Unique {
  private readonly shape: Shape
  private readonly holders: Map<string, string>

  constructor(shape: Shape, holders = new Map<string, string>()) {
    this.shape = shape
    this.holders = holders
  }

  copy(): Unique {
    return new Unique(this.shape, new Map(this.holders))
  }

  get tops(): readonly string[] {
    return this.shape.tops
  }

  get name(): string {
    return this.shape.name
  }

  /** Somebody else holds what this document would hold. @param before the document in whose place it comes */
  isBrokenBy(id: string, doc: Doc, before?: Doc): boolean {
    if (before && !this.isTouched(before, doc)) return false
    return this.keysIn(doc).some((key) => (this.holders.get(key) ?? id) !== id)
  }

  put(id: string, doc: Doc): void {
    for (const key of this.keysIn(doc)) this.holders.set(key, id)
  }

  move(id: string, before: Doc, after: Doc): void {
    if (!this.isTouched(before, after)) return
    const [old, fresh] = [this.keysIn(before), this.keysIn(after)]
    if (old.length === fresh.length && old.every((key, i) => key === fresh[i])) return
    for (const key of old) this.holders.delete(key)
    for (const key of fresh) this.holders.set(key, id)
  }

  drop(doc: Doc): void {
    for (const key of this.keysIn(doc)) this.holders.delete(key)
  }

  /** What two versions of a document share needs no look. */
  private isTouched(before: Doc, after: Doc): boolean {
    for (const top of this.shape.tops) if (top.startsWith('$') || before[top] !== after[top]) return true
    return false
  }

  /** One key for each value that a list holds; what is not there counts as nothing. */
  private keysIn(doc: Doc): string[] {
    if (!this.shape.covers(doc)) return []
    let keys: string[] | undefined
    for (const path of this.shape.paths) {
      const found = entriesAt(doc, path).map(partOfKey)
      if (found.length === 0) found.push(NO_PART)
      keys = keys ? keys.flatMap((key) => found.map((part) => key + part)) : found
    }
    return keys ?? []
  }
}

/** Its own length stands before a text, so that no two rows of texts make one key. */
function partOfKey(value: Value): string {
  return typeof value === 'string' ? `${value.length}:${value}` : `|${keyOf(value)}|`
}

const NO_PART = partOfKey(null)
