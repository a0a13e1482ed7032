import { areComparable, areEqual, compare, isDoc, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

export type Matches = (value: Value) => boolean

/** A filter as a question. @throws Error at an operator that it does not know: it never guesses. */
export function readFilter(filter: Doc): Matches {
  const parts = Object.entries(filter)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([field, wanted]) => readPart(field, wanted))
  if (parts.length === 1) return parts[0] as Matches
  return (doc) => parts.every((matches) => matches(doc))
}

function readPart(field: string, wanted: Value): Matches {
  if (field === '$or') return anyOf(wanted)
  if (field === '$and') return allOf(wanted)
  if (field.startsWith('$')) throw new Error(`the record in memory knows no ${field}`)
  const path = field.split('.')
  const tests = readCondition(wanted)
  return (doc) => {
    const found = valuesAt(doc, path)
    return tests.every((test) => test(found))
  }
}

const each = (filters: Value): Matches[] => (filters as Doc[]).map(readFilter)

function anyOf(filters: Value): Matches {
  const ways = each(filters)
  return (doc) => ways.some((matches) => matches(doc))
}

function allOf(filters: Value): Matches {
  const ways = each(filters)
  return (doc) => ways.every((matches) => matches(doc))
}

/** Asks about everything that a path has found. */
type Test = (found: readonly Value[]) => boolean

export const isCondition = (wanted: Value): wanted is Doc =>
  isDoc(wanted) && Object.keys(wanted).some((key) => key.startsWith('$'))

function readCondition(wanted: Value): Test[] {
  if (!isCondition(wanted)) return [equals(wanted)]
  return Object.entries(wanted)
    .filter(([, operand]) => operand !== undefined)
    .map(([operator, operand]) => {
      const make = TESTS[operator]
      if (!make) throw new Error(`the record in memory knows no ${operator}`)
      return make(operand)
    })
}

/** Asks each value and, where it is a list, its entries. */
const anyIn =
  (holds: Matches): Test =>
  (found) =>
    found.some((value) => holds(value) || (Array.isArray(value) && value.some(holds)))

function equals(wanted: Value): Test {
  if (wanted !== null) return anyIn((value) => areEqual(value, wanted))
  const isNothing = anyIn((value) => value == null)
  return (found) => found.length === 0 || isNothing(found)
}

const not =
  (test: Test): Test =>
  (found) =>
    !test(found)

function ordered(holds: (order: number) => boolean): (operand: Value) => Test {
  return (operand) => anyIn((value) => areComparable(value, operand) && holds(compare(value, operand)))
}

function among(operand: Value): Test {
  const plain = new Set<Value>((operand as Value[]).filter((one) => typeof one === 'string'))
  const others = (operand as Value[]).filter((one) => typeof one !== 'string').map(equals)
  const isPlain = anyIn((value) => plain.has(value))
  return (found) => isPlain(found) || others.some((test) => test(found))
}

function hasEntry(operand: Value): Test {
  const matches = isCondition(operand) ? ofValue(readCondition(operand)) : readFilter(operand as Doc)
  return (found) => found.some((value) => Array.isArray(value) && value.some(matches))
}

const ofValue =
  (tests: readonly Test[]): Matches =>
  (value) =>
    tests.every((test) => test([value]))

const TESTS: Readonly<Record<string, (operand: Value) => Test>> = {
  $eq: equals,
  $ne: (operand) => not(equals(operand)),
  $in: among,
  $nin: (operand) => not(among(operand)),
  $exists: (operand) => (found) => found.length > 0 === operand,
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $size: (operand) => (found) => found.some((value) => Array.isArray(value) && value.length === operand),
  $elemMatch: hasEntry,
}
