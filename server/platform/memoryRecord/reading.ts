import { compare, pathOf, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

/** In the order that is asked for; the given list stays as it is. */
export function sorted(docs: Doc[], sort: Doc | undefined): Doc[] {
  if (!sort || docs.length < 2) return docs
  const fields = Object.entries(sort).map(([field, way]) => ({ path: pathOf(field), way: way as number }))
  return [...docs].sort((a, b) => {
    for (const { path, way } of fields) {
      const order = compare(firstAt(a, path), firstAt(b, path))
      if (order !== 0) return order * way
    }
    return 0
  })
}

function firstAt(doc: Doc, path: readonly string[]): Value {
  return path.length === 1 ? doc[path[0] as string] : valuesAt(doc, path)[0]
}

/** The fields that are asked for; by plain names only. */
export function projectionOf(doc: Doc, projection: Doc | undefined): Doc {
  if (!projection) return doc
  const part: Doc = {}
  let isWhole = true
  if (projection._id !== 0 && '_id' in doc) part._id = doc._id
  for (const field in projection) {
    isWhole = false
    if (field === '_id') continue
    if (projection[field] !== 1 || field.includes('.'))
      throw new Error('the record in memory shows fields by their plain names')
    const value = doc[field]
    if (value !== undefined) part[field] = value
  }
  return isWhole ? doc : part
}
