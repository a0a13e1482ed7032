import { evaluate, scopeOf } from './expression.ts'
import { isCondition, readFilter } from './filter.ts'
import { areEqual, compare, copyOf, isDoc, pathOf, without } from './values.ts'
import type { Doc, Value } from './values.ts'

export interface UpdateInput {
  filter: Doc
  change: Doc | Doc[]
  arrayFilters?: Doc[]
  /** The document is made by this update. */
  inserting: boolean
}

/**
 * The document as the record would change it. The given one stays as it is, and what is not changed is shared by both.
 * @throws Error at an operator that it does not know
 */
export function updated(before: Doc, { filter, change, arrayFilters = [], inserting }: UpdateInput): Doc {
  const doc = { ...before }
  if (Array.isArray(change)) {
    for (const stage of change) applyStage(doc, stage)
    return doc
  }
  let places: ReturnType<typeof placesIn> | undefined
  const gone: string[] = []
  for (const operator in change) {
    if (operator === '$setOnInsert' && !inserting) continue
    const act = OPERATORS[operator]
    if (!act) throw new Error(`the record in memory knows no ${operator}`)
    const fields = change[operator] as Doc
    for (const field in fields) {
      const operand = fields[field]
      if (operand === undefined) continue
      const path = pathOf(field)
      if (path.length === 1 && operator === '$unset') gone.push(field)
      else if (path.length === 1) act({ holder: doc, field }, operand)
      else {
        places ??= placesIn(doc, filter, arrayFilters)
        for (const place of places(path, !TAKES_AWAY.has(operator))) act(place, operand)
      }
    }
  }
  return gone.length > 0 ? without(doc, gone) : doc
}

/** The fields that an update may touch, by the names that they begin with; what else there is, both documents share. */
export function touchedBy(change: Doc | Doc[]): Set<string> {
  const touched = new Set<string>()
  for (const stage of Array.isArray(change) ? change : [change])
    for (const operator in stage) for (const field in stage[operator] as Doc) touched.add(pathOf(field)[0] as string)
  return touched
}

/** What is not there need not be made to be taken away. */
const TAKES_AWAY: ReadonlySet<string> = new Set(['$unset', '$pull'])

function applyStage(doc: Doc, stage: Doc): void {
  const [operator, ...more] = Object.keys(stage)
  if (operator !== '$set' || more.length > 0) throw new Error(`the record in memory knows no stage ${operator}`)
  const scope = scopeOf(doc)
  const made = Object.entries(stage.$set as Doc).map(
    ([field, expression]) => [field, evaluate(expression, scope)] as const,
  )
  for (const [field, value] of made) doc[field] = value
}

/** Where a value stands: in a document by its name, in a list by its number. */
interface Place {
  holder: Doc
  field: string
}

/** Finds the places that a path names; `$` is the entry that the filter found, `$[name]` those that an array filter finds. */
function placesIn(
  doc: Doc,
  filter: Doc,
  arrayFilters: readonly Doc[],
): (path: readonly string[], make: boolean) => Place[] {
  const own = new Set<Value>([doc])
  /** A part that this update may write into: of a part that it shares it makes its own. */
  const partOf = (holder: Doc, field: string, make: boolean): Value => {
    const part = holder[field] ?? (make ? {} : undefined)
    if (part === undefined || own.has(part)) return part
    const mine: Value = Array.isArray(part) ? [...(part as Value[])] : { ...(part as Doc) }
    own.add(mine)
    holder[field] = mine
    return mine
  }
  const walk = (holder: Value, path: readonly string[], make: boolean): Place[] => {
    const [step, ...rest] = path as [string, ...string[]]
    const fields = fieldsAt(holder, step, filter, arrayFilters)
    if (rest.length === 0) return fields.map((field) => ({ holder: holder as Doc, field }))
    return fields.flatMap((field) => {
      const inside = partOf(holder as Doc, field, make)
      return inside === undefined ? [] : walk(inside, rest, make)
    })
  }
  return (path, make) => walk(doc, path, make)
}

function fieldsAt(holder: Value, step: string, filter: Doc, arrayFilters: readonly Doc[]): string[] {
  if (step === '$') return [positionIn(holder as Value[], filter)]
  const name = /^\$\[(\w+)\]$/.exec(step)?.[1]
  if (name === undefined) return [step]
  const wanted = arrayFilters.map((one) => stripped(one, name)).find((one) => one !== undefined) ?? {}
  const matches = readFilter(wanted)
  return (holder as Value[]).flatMap((one, i) => (matches(one) ? [String(i)] : []))
}

/** `{ 'mine.personId': x }` as a question about an entry. */
function stripped(filter: Doc, name: string): Doc | undefined {
  const own = Object.entries(filter).filter(([field]) => field.startsWith(`${name}.`))
  if (own.length === 0) return undefined
  return Object.fromEntries(own.map(([field, wanted]) => [field.slice(name.length + 1), wanted]))
}

/** The first entry that the filter's own condition on this list finds. */
function positionIn(entries: readonly Value[], filter: Doc): string {
  for (const [field, wanted] of Object.entries(filter)) {
    const dot = field.indexOf('.')
    if (dot < 0 && !(isDoc(wanted) && '$elemMatch' in wanted)) continue
    const matches =
      dot < 0 ? readFilter((wanted as { $elemMatch: Doc }).$elemMatch) : readFilter({ [field.slice(dot + 1)]: wanted })
    const at = entries.findIndex((one) => isDoc(one) && matches(one))
    if (at >= 0) return String(at)
  }
  throw new Error('the filter finds no entry for $')
}

const listAt = ({ holder, field }: Place): Value[] => (holder[field] ?? []) as Value[]

const set = ({ holder, field }: Place, operand: Value): void => {
  holder[field] = copyOf(operand)
}

const added = (operand: Value): Value[] =>
  isDoc(operand) && '$each' in operand ? (operand.$each as Value[]) : [operand]

const OPERATORS: Readonly<Record<string, (place: Place, operand: Value) => void>> = {
  $set: set,
  $setOnInsert: set,
  $unset: ({ holder, field }) => {
    delete holder[field]
  },
  $inc: ({ holder, field }, operand) => {
    holder[field] = ((holder[field] ?? 0) as number) + (operand as number)
  },
  $min: ({ holder, field }, operand) => {
    if (holder[field] === undefined || compare(operand, holder[field]) < 0) holder[field] = copyOf(operand)
  },
  $push: (place, operand) => {
    const list = [...listAt(place), ...copyOf(added(operand))]
    const kept = isDoc(operand) ? operand.$slice : undefined
    place.holder[place.field] = typeof kept === 'number' && kept < 0 ? list.slice(kept) : list
  },
  $addToSet: (place, operand) => {
    const list = [...listAt(place)]
    for (const one of added(operand)) if (!list.some((other) => areEqual(one, other))) list.push(copyOf(one))
    place.holder[place.field] = list
  },
  $pull: (place, operand) => {
    if (place.holder[place.field] === undefined) return
    const goes = isCondition(operand)
      ? (one: Value) => readFilter({ one: operand })({ one })
      : isDoc(operand)
        ? (one: Value) => isDoc(one) && readFilter(operand)(one)
        : (one: Value) => areEqual(one, operand)
    place.holder[place.field] = listAt(place).filter((one) => !goes(one))
  },
}
