import { areEqual, compare, isDoc, valuesAt } from './values.ts'
import type { Doc, Value } from './values.ts'

/** Names that an expression may ask for: the document as ROOT, and what `$map` and `$filter` call their entry. */
type Names = Readonly<Record<string, Value>>

/** What an expression of an update by pipeline comes to. @throws Error at an operator that it does not know */
export function evaluate(expression: Value, names: Names): Value {
  if (typeof expression === 'string') return expression.startsWith('$') ? named(expression, names) : expression
  if (Array.isArray(expression)) return expression.map((one: Value) => evaluate(one, names))
  if (!isDoc(expression)) return expression
  const [operator] = Object.keys(expression)
  if (operator?.startsWith('$') !== true) {
    return Object.fromEntries(Object.entries(expression).map(([field, part]) => [field, evaluate(part, names)]))
  }
  const act = OPERATORS[operator]
  if (!act) throw new Error(`the record in memory knows no ${operator}`)
  return act(expression[operator], names)
}

function named(expression: string, names: Names): Value {
  const { name, path } = wordOf(expression)
  const whole = names[name]
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

const all = (operands: Value, names: Names): Value[] => (operands as Value[]).map((one) => evaluate(one, names))
const list = (value: Value): Value[] => (Array.isArray(value) ? (value as Value[]) : [])

const OPERATORS: Readonly<Record<string, (operand: Value, names: Names) => Value>> = {
  $literal: (operand) => operand,
  $eq: (operands, names) => areEqual(...(all(operands, names) as [Value, Value])),
  $ne: (operands, names) => !areEqual(...(all(operands, names) as [Value, Value])),
  $gt: (operands, names) => compare(...(all(operands, names) as [Value, Value])) > 0,
  $size: (operand, names) => list(evaluate(operand, names)).length,
  $cond: (operand, names) => {
    const [asked, yes, no] = operand as [Value, Value, Value]
    return evaluate(asked, names) === true ? evaluate(yes, names) : evaluate(no, names)
  },
  $mergeObjects: (operands, names) => Object.assign({}, ...(all(operands, names) as Doc[])) as Doc,
  $setDifference: (operands, names) => {
    const [whole, less] = all(operands, names).map(list) as [Value[], Value[]]
    return whole.filter((one) => !less.some((other) => areEqual(one, other)))
  },
  $map: (operand, names) => {
    const { input, as, in: into } = operand as { input: Value; as: string; in: Value }
    return list(evaluate(input, names)).map((one) => evaluate(into, { ...names, [as]: one }))
  },
  $filter: (operand, names) => {
    const { input, as, cond } = operand as { input: Value; as: string; cond: Value }
    return list(evaluate(input, names)).filter((one) => evaluate(cond, { ...names, [as]: one }) === true)
  },
}
