import { evaluate, scopeOf } from './expression.ts'
import { areComparable, areEqual, compare, isDoc, pathOf, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

export type Matches = (value: Value) => boolean

/** A filter as a question. @throws Error at an operator that it does not know: it never guesses. */
export function readFilter(filter: Doc): Matches {
  const parts: Matches[] = []
  for (const field in filter) if (filter[field] !== undefined) parts.push(readPart(field, filter[field]))
  return allHold(parts)
}

function allHold(parts: readonly Matches[]): Matches {
  const [one, two, three] = parts as [Matches, Matches, Matches]
  if (parts.length === 1) return one
  if (parts.length === 2) return (value) => one(value) && two(value)
  if (parts.length === 3) return (value) => one(value) && two(value) && three(value)
  return (value) => parts.every((holds) => holds(value))
}

function readPart(field: string, wanted: Value): Matches {
  if (field === '$or') return anyOf(wanted)
  if (field === '$and') return allHold((wanted as Doc[]).map(readFilter))
  if (field === '$expr') return (doc) => evaluate(wanted, scopeOf(doc)) === true
  if (field.startsWith('$')) throw new Error(`the record in memory knows no ${field}`)
  const path = pathOf(field)
  const tests = readCondition(wanted)
  const [only] = tests as [Test]
  if (path.length > 1 || tests.length > 1) {
    return (doc) => {
      const found = isDoc(doc) && path.length === 1 ? foundIn(doc[field]) : valuesAt(doc, path)
      return tests.every((test) => holdsFor(found, test))
    }
  }
  return (doc) => (isDoc(doc) ? only.holds(doc[field]) : holdsFor(valuesAt(doc, path), only))
}

const foundIn = (value: Value): Value[] => (value === undefined ? [] : [value])

function anyOf(filters: Value): Matches {
  const ways = (filters as Doc[]).map(readFilter)
  return (doc) => ways.some((matches) => matches(doc))
}

/** Asks about a value that a path has found, or about undefined where it has found nothing. */
interface Test {
  holds: Matches
  /** Has to hold for all that a path has found; else one is enough. */
  forAll: boolean
}

function holdsFor(found: readonly Value[], { holds, forAll }: Test): boolean {
  if (found.length === 0) return holds(undefined)
  return forAll ? found.every(holds) : found.some(holds)
}

export function isCondition(wanted: Value): wanted is Doc {
  if (!isDoc(wanted)) return false
  for (const key in wanted) if (key.startsWith('$')) return true
  return false
}

function readCondition(wanted: Value): Test[] {
  if (!isCondition(wanted)) return [equals(wanted)]
  const tests: Test[] = []
  for (const operator in wanted) {
    const operand = wanted[operator]
    if (operand === undefined) continue
    const make = TESTS[operator]
    if (!make) throw new Error(`the record in memory knows no ${operator}`)
    tests.push(make(operand))
  }
  return tests
}

/** Asks a value and, where it is a list, its entries. */
const anyIn = (holds: Matches): Test => ({
  holds: (value) => holds(value) || (Array.isArray(value) && value.some(holds)),
  forAll: false,
})

function equals(wanted: Value): Test {
  if (wanted === null) return anyIn((value) => value == null)
  if (typeof wanted === 'object') return anyIn((value) => areEqual(value, wanted))
  const holds: Matches = (value) => value === wanted || (Array.isArray(value) && value.includes(wanted))
  return { holds, forAll: false }
}

const not = ({ holds }: Test): Test => ({ holds: (value) => !holds(value), forAll: true })

function ordered(holds: (order: number) => boolean): (operand: Value) => Test {
  return (operand) => anyIn((value) => areComparable(value, operand) && holds(compare(value, operand)))
}

function among(operand: Value): Test {
  const plain = new Set<Value>()
  const others: Test[] = []
  for (const one of operand as Value[]) {
    if (typeof one === 'string') plain.add(one)
    else others.push(equals(one))
  }
  const isPlain = anyIn((value) => plain.has(value))
  if (others.length === 0) return isPlain
  return { holds: (value) => isPlain.holds(value) || others.some(({ holds }) => holds(value)), forAll: false }
}

function hasEntry(operand: Value): Test {
  const matches = isCondition(operand) ? ofValue(readCondition(operand)) : readFilter(operand as Doc)
  return { holds: (value) => Array.isArray(value) && value.some(matches), forAll: false }
}

const ofValue =
  (tests: readonly Test[]): Matches =>
  (value) =>
    tests.every(({ holds }) => holds(value))

const TESTS: Readonly<Record<string, (operand: Value) => Test>> = {
  $eq: equals,
  $ne: (operand) => not(equals(operand)),
  $in: among,
  $nin: (operand) => not(among(operand)),
  $exists: (operand) => ({ holds: (value) => (value !== undefined) === operand, forAll: false }),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $size: (operand) => ({ holds: (value) => Array.isArray(value) && value.length === operand, forAll: false }),
  $elemMatch: hasEntry,
  $not: (operand) => {
    const tests = readCondition(operand)
    return { holds: (value) => !tests.every(({ holds }) => holds(value)), forAll: true }
  },
}
