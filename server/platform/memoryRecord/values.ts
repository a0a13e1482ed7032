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
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one: Value) => copyOf(one ?? null)) as T
  if (value instanceof Date) return new Date(value.getTime()) as T
  // A spread keeps the form of what it copies: what is put together field by field is several times as slow to read and to copy.
  const copy: Doc = { ...(value as Doc) }
  let gaps: string[] | undefined
  for (const field in copy) {
    const part = copy[field]
    if (part === undefined) (gaps ??= []).push(field)
    else if (typeof part === 'object') copy[field] = copyOf(part)
  }
  return (gaps ? without(copy, gaps) : copy) as T
}

/** The document less some of its fields. To delete them would cost it its form, too. */
export function without(doc: Doc, fields: readonly string[]): Doc {
  let less = doc
  for (const field of fields) {
    if (!(field in less)) continue
    const { [field]: _gone, ...rest } = less
    less = rest
  }
  return less
}

/** The same value, which nobody can change any more; parts that are frozen are known to be so throughout. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const field in value) {
    const part = value[field]
    if (typeof part === 'object') frozen(part)
  }
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

/** As `keyOf`, for the keys of a map: a text stands for itself, so that no other text is made to find it. */
export function mapKeyOf(value: Value): string {
  return typeof value === 'string' && value.charCodeAt(0) !== MARK ? value : MARKED + keyOf(value)
}

const MARK = 0
const MARKED = String.fromCharCode(MARK)

/** Two values of which the record would say that they are the same; what is undefined inside of them counts as nothing. */
export function areEqual(a: Value, b: Value): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && areListsEqual(a as Value[], b as Value[])
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime()
  return !Array.isArray(b) && !(b instanceof Date) && areDocsEqual(a as Doc, b as Doc)
}

function areListsEqual(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i += 1) if (!areEqual(a[i] ?? null, b[i] ?? null)) return false
  return true
}

/** Fields count in their order. */
function areDocsEqual(a: Doc, b: Doc): boolean {
  const [fields, others] = [Object.keys(a), Object.keys(b)]
  if (fields.length !== others.length) return false
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i] as string
    if (field !== others[i] || !areEqual(a[field] ?? null, b[field] ?? null)) return false
  }
  return true
}

/** In the order of types in which the record sorts: nothing, numbers, texts, documents, lists, booleans, dates. */
const RANK = { nothing: 0, number: 1, string: 2, object: 3, list: 4, boolean: 5, date: 6 } as const

export function rankOf(value: Value): number {
  if (value === undefined || value === null) return RANK.nothing
  if (value instanceof Date) return RANK.date
  if (Array.isArray(value)) return RANK.list
  const type = typeof value
  if (type === 'number' || type === 'string' || type === 'boolean' || type === 'object') return RANK[type]
  throw new TypeError(`the record in memory keeps no ${type}`)
}

/** The rank of what is not there. */
export const NOTHING = RANK.nothing

/** What values of one rank are sorted by. */
export function sortableIn(value: Value): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value
  return value instanceof Date ? value.getTime() : keyOf(value)
}

/** Values of one kind can be compared by `$lt` and its like; others never match. */
export const areComparable = (a: Value, b: Value): boolean => rankOf(a) === rankOf(b) && rankOf(a) !== RANK.nothing

export function compare(a: Value, b: Value): number {
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime()
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const rank = rankOf(a) - rankOf(b)
  if (rank !== 0) return rank
  const [left, right] = typeof a === 'string' && typeof b === 'string' ? [a, b] : [keyOf(a), keyOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

const paths = new Map<string, readonly string[]>()

/** The steps of a dotted name. */
export function pathOf(field: string): readonly string[] {
  const known = paths.get(field)
  if (known) return known
  const path = field.split('.')
  paths.set(field, path)
  return path
}

/** What a dotted path finds in a document: through a list it finds something in each entry. */
export function valuesAt(value: Value, path: readonly string[]): Value[] {
  const found: Value[] = []
  collect(value, path, 0, found)
  return found
}

function collect(value: Value, path: readonly string[], at: number, found: Value[]): void {
  if (at === path.length) {
    found.push(value)
    return
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return
  const step = path[at] as string
  if (!Array.isArray(value)) {
    const part = (value as Doc)[step]
    if (part !== undefined) collect(part, path, at + 1, found)
    return
  }
  if (isPlace(step, value.length)) collect(value[Number(step)], path, at + 1, found)
  for (const one of value as Value[]) if (isDoc(one)) collect(one, path, at, found)
}

/** Is this step the number of an entry of a list so long? */
function isPlace(step: string, length: number): boolean {
  const first = step.charCodeAt(0)
  return first >= 48 && first <= 57 && /^\d+$/.test(step) && Number(step) < length
}

/** The values that a field of a document has: of a list each entry. */
export function entriesAt(doc: Doc, path: readonly string[]): Value[] {
  if (path.length === 1) {
    const value = doc[path[0] as string]
    return value === undefined ? [] : Array.isArray(value) ? (value as Value[]) : [value]
  }
  const found = valuesAt(doc, path)
  return found.some(Array.isArray) ? found.flat() : found
}
