import { compare, valuesAt } from './values.ts'
import type { Doc } from './values.ts'

/** In the order that is asked for; the given list stays as it is. */
export function sorted(docs: Doc[], sort: Doc | undefined): Doc[] {
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

/** The fields that are asked for; by plain names only. */
export function projectionOf(doc: Doc, projection: Doc | undefined): Doc {
  if (!projection || Object.keys(projection).length === 0) return doc
  const fields = Object.keys(projection)
  if (fields.some((field) => field.includes('.') || (projection[field] !== 1 && field !== '_id')))
    throw new Error('the record in memory shows fields by their plain names')
  const whole = projection._id === 0 ? fields.filter((field) => field !== '_id') : ['_id', ...fields]
  return Object.fromEntries(whole.filter((field) => field in doc).map((field) => [field, doc[field]]))
}
