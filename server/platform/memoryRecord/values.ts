/** A document or a value in it, as the record keeps it: JSON and dates. */
export type Value = unknown
export interface Doc {
  [field: string]: Value
}

export function isDoc(value: Value): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** A copy that shares nothing; fields that are undefined are left out, as the driver is told to (`ignoreUndefined`). */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map((one: Value) => copyOf(one ?? null)) as T
  if (value instanceof Date) return new Date(value) as T
  if (!isDoc(value)) return value
  const copy: Doc = {}
  for (const field of Object.keys(value)) {
    const part = (value as Doc)[field]
    if (part !== undefined) copy[field] = copyOf(part)
  }
  return copy as T
}

/** The same value, which nobody can change any more; parts that are frozen are known to be so throughout. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

/** One text for each value: equal values have the same, other values another. Fields count in their order, as in the record. */
export function keyOf(value: Value): string {
  if (value instanceof Date) return `@${value.getTime()}`
  if (Array.isArray(value)) return `[${value.map(keyOf).join(',')}]`
  if (isDoc(value))
    return `{${Object.entries(value)
      .map(([field, part]) => `${field}:${keyOf(part)}`)
      .join(',')}}`
  return value === undefined ? 'null' : JSON.stringify(value)
}

export function areEqual(a: Value, b: Value): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object') return false
  return keyOf(a) === keyOf(b)
}

/** In the order of types in which the record sorts: nothing, numbers, texts, documents, lists, booleans, dates. */
const RANK = { nothing: 0, number: 1, string: 2, object: 3, list: 4, boolean: 5, date: 6 } as const

function rankOf(value: Value): number {
  if (value === undefined || value === null) return RANK.nothing
  if (value instanceof Date) return RANK.date
  if (Array.isArray(value)) return RANK.list
  const type = typeof value
  if (type === 'number' || type === 'string' || type === 'boolean' || type === 'object') return RANK[type]
  throw new TypeError(`the record in memory keeps no ${type}`)
}

/** Values of one kind can be compared by `$lt` and its like; others never match. */
export const areComparable = (a: Value, b: Value): boolean => rankOf(a) === rankOf(b) && rankOf(a) !== RANK.nothing

export function compare(a: Value, b: Value): number {
  const rank = rankOf(a) - rankOf(b)
  if (rank !== 0) return rank
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime()
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = typeof a === 'string' && typeof b === 'string' ? [a, b] : [keyOf(a), keyOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** What a dotted path finds in a document: through a list it finds something in each entry. */
export function valuesAt(value: Value, path: readonly string[], at = 0): Value[] {
  if (at === path.length) return [value]
  const step = path[at] as string
  if (Array.isArray(value)) {
    const own = /^\d+$/.test(step) && Number(step) < value.length ? valuesAt(value[Number(step)], path, at + 1) : []
    return [...own, ...value.filter(isDoc).flatMap((one) => valuesAt(one, path, at))]
  }
  if (!isDoc(value) || !(step in value)) return []
  return valuesAt(value[step], path, at + 1)
}
