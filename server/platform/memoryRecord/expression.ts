import { areEqual, compare, copyOf, isDoc, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

/** What an expression may ask for by name: the document as ROOT, and around it what `$map` and `$filter` call their entry. */
interface Scope {
  name: string
  value: Value
  outer: Scope | undefined
}

/** The names that stand in an expression about this document. */
export function scopeOf(doc: Value): Scope {
  return { name: 'ROOT', value: doc, outer: undefined }
}

/**
 * What an expression of an update by pipeline comes to; parts of the document are shared with it.
 * @throws Error at an operator that it does not know
 */
export function evaluate(expression: Value, scope: Scope): Value {
  if (typeof expression === 'string') return expression.startsWith('$') ? named(expression, scope) : expression
  if (Array.isArray(expression)) return expression.map((one: Value) => evaluate(one, scope))
  if (!isDoc(expression)) return copyOf(expression)
  for (const operator in expression) {
    if (!operator.startsWith('$')) break
    const act = OPERATORS[operator]
    if (!act) throw new Error(`the record in memory knows no ${operator}`)
    return act(expression[operator], scope)
  }
  const made: Doc = {}
  for (const field in expression) {
    const value = evaluate(expression[field], scope)
    if (value !== undefined) made[field] = value
  }
  return made
}

function named(expression: string, scope: Scope): Value {
  const { name, path } = wordOf(expression)
  let found: Scope | undefined = scope
  while (found && found.name !== name) found = found.outer
  const whole = found?.value
  if (path.length === 1 && isDoc(whole)) return whole[path[0] as string]
  return path.length === 0 ? whole : valuesAt(whole, path)[0]
}

interface Word {
  name: string
  path: readonly string[]
}

const words = new Map<string, Word>()

/** `$$entry.ref` is the ref of what is called entry, `$outbox` a field of the document. */
function wordOf(expression: string): Word {
  const known = words.get(expression)
  if (known) return known
  const [name, ...path] = expression.startsWith('$$')
    ? expression.slice(2).split('.')
    : ['ROOT', ...expression.slice(1).split('.')]
  const word: Word = { name: name as string, path }
  words.set(expression, word)
  return word
}

const listOf = (expression: Value, scope: Scope): readonly Value[] => {
  const value = evaluate(expression, scope)
  return Array.isArray(value) ? (value as Value[]) : []
}

/** Both operands in a row. */
function bothOf(operands: Value, scope: Scope): [Value, Value] {
  const [one, other] = operands as [Value, Value]
  return [evaluate(one, scope), evaluate(other, scope)]
}

const OPERATORS: Readonly<Record<string, (operand: Value, scope: Scope) => Value>> = {
  $literal: (operand) => copyOf(operand),
  $eq: (operands, scope) => areEqual(...bothOf(operands, scope)),
  $ne: (operands, scope) => !areEqual(...bothOf(operands, scope)),
  $gt: (operands, scope) => compare(...bothOf(operands, scope)) > 0,
  $size: (operand, scope) => listOf(operand, scope).length,
  $cond: (operand, scope) => {
    const [asked, yes, no] = operand as [Value, Value, Value]
    return evaluate(asked, scope) === true ? evaluate(yes, scope) : evaluate(no, scope)
  },
  $mergeObjects: (operands, scope) => {
    const [first, ...others] = operands as Value[]
    return Object.assign({ ...(evaluate(first, scope) as Doc) }, ...others.map((one) => evaluate(one, scope))) as Doc
  },
  $setDifference: (operands, scope) => {
    const [whole, less] = operands as [Value, Value]
    const taken = listOf(less, scope)
    return listOf(whole, scope).filter((one) => !taken.some((other) => areEqual(one, other)))
  },
  $map: (operand, scope) => {
    const { input, as, in: into } = operand as { input: Value; as: string; in: Value }
    return listOf(input, scope).map((one) => evaluate(into, { name: as, value: one, outer: scope }))
  },
  $filter: (operand, scope) => {
    const { input, as, cond } = operand as { input: Value; as: string; cond: Value }
    return listOf(input, scope).filter((one) => evaluate(cond, { name: as, value: one, outer: scope }) === true)
  },
}
