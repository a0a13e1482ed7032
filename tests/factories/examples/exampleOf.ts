import fc from 'fast-check'
import type { z } from 'zod'
import { sayingFor } from './sayings.ts'

/** The instant of all examples. */
export const EXAMPLE_NOW = '2026-11-22T10:05:00+08:00'
const LONGEST = 60
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='

/** How an example is filled: `full` has every optional part and two entries in each list, `bare` only what must be. */
export type Fill = 'full' | 'bare'

interface Place {
  fill: Fill
  /** Name of the field that is being filled. */
  field: string
  /** Which entry of a list. */
  turn: number
}
type Schema = z.ZodType
/** What this generator reads of zod's own description of a schema. */
interface Def {
  type: string
  format?: string
  shape?: Record<string, Schema>
  element?: Schema
  innerType?: Schema
  options?: Schema[]
  entries?: Record<string, string>
  values?: unknown[]
  items?: Schema[]
  keyType?: Schema
  valueType?: Schema
  left?: Schema
  right?: Schema
  in?: Schema
  out?: Schema
  getter?(): Schema
  checks?: { _zod: { def: Check } }[]
}
interface Check {
  check: string
  minimum?: number
  maximum?: number
  length?: number
  value?: number
  inclusive?: boolean
  pattern?: RegExp
}
/** What the checks of a schema ask for, together. */
interface Bounds {
  least: number
  most: number
  pattern?: RegExp
}

/**
 * A valid example of what a schema describes.
 * @throws Error for a kind of schema it does not know, and for an example that the schema itself refuses
 */
export function exampleOf(schema: Schema, fill: Fill = 'full'): unknown {
  const example = fillIn(schema, { fill, field: '', turn: 0 })
  const judged = schema.safeParse(example)
  if (!judged.success)
    throw new Error(`the schema refuses its example ${JSON.stringify(example)}: ${judged.error.message}`)
  return example
}

const defOf = (schema: Schema) => (schema as unknown as { _zod: { def: Def } })._zod.def

function boundsOf(schema: Schema): Bounds {
  const bounds: Bounds = { least: 0, most: Number.MAX_SAFE_INTEGER }
  const atLeast = (value: number) => (bounds.least = Math.max(bounds.least, value))
  const atMost = (value: number) => (bounds.most = Math.min(bounds.most, value))
  for (const { check, minimum, maximum, length, value = 0, inclusive, pattern } of checksOf(schema)) {
    if (minimum !== undefined) atLeast(minimum)
    if (maximum !== undefined) atMost(maximum)
    if (length !== undefined) {
      atLeast(length)
      atMost(length)
    }
    if (check === 'greater_than') atLeast(inclusive ? value : value + 1)
    if (check === 'less_than') atMost(inclusive ? value : value - 1)
    if (pattern !== undefined) bounds.pattern = pattern
  }
  return bounds
}

function checksOf(schema: Schema): Check[] {
  const def = defOf(schema) as Def & Check
  return [def, ...(def.checks ?? []).map((check) => check._zod.def)]
}

type Filler = (schema: Schema, def: Def, place: Place) => unknown

const ofInner: Filler = (_, { innerType }, place) => fillIn(innerType as Schema, place)

const FILLERS: Record<string, Filler> = {
  string: (schema, def, place) => aString(schema, def, place),
  number: (schema, _, place) => aNumber(boundsOf(schema), place),
  boolean: (_, __, { fill }) => fill === 'full',
  enum: (_, { entries = {} }, place) => pick(Object.values(entries), place),
  literal: (_, { values = [] }, place) => pick(values, place),
  null: () => null,
  unknown: (_, __, { field, turn }) => sayingFor(field, turn, 1, LONGEST),
  object: (_, { shape = {} }, place) => anObject(shape, place),
  array: (schema, def, place) => aList(schema, def, place),
  tuple: (_, { items = [] }, place) => items.map((item) => fillIn(item, place)),
  record: (_, def, place) => aRecord(def, place),
  union: (_, { options = [] }, place) => fillIn(pick(options, place), place),
  intersection: (_, { left, right }, place) => ({
    ...(fillIn(left as Schema, place) as object),
    ...(fillIn(right as Schema, place) as object),
  }),
  nullable: (_, { innerType }, place) =>
    isPageMark(place) || place.fill === 'bare' ? null : fillIn(innerType as Schema, place),
  optional: ofInner,
  default: ofInner,
  prefault: ofInner,
  readonly: ofInner,
  catch: ofInner,
  nonoptional: ofInner,
  pipe: (_, { in: from, out: to }, place) =>
    fillIn((defOf(from as Schema).type === 'transform' ? to : from) as Schema, place),
  // Files: a picture of one grey point.
  custom: () => Uint8Array.from(atob(PICTURE), (each) => each.charCodeAt(0)),
  lazy: (_, { getter }, place) => fillIn(getter?.() as Schema, place),
}

function fillIn(schema: Schema, place: Place): unknown {
  const def = defOf(schema)
  const filler = FILLERS[def.type]
  if (filler === undefined) throw new Error(`no example is known for a schema of type ${def.type} (${place.field})`)
  return filler(schema, def, place)
}

/** A list of examples is whole: it has no next page. */
const isPageMark = ({ field }: Place) => /cursor$/i.test(field)

function pick<Value>(choices: readonly Value[], { turn }: Place): Value {
  return choices[turn % choices.length] as Value
}

function aString(schema: Schema, { format }: Def, { field, turn }: Place): string {
  const { least, most, pattern } = boundsOf(schema)
  if (format === 'datetime') return EXAMPLE_NOW
  if (format === 'date') return EXAMPLE_NOW.slice(0, 10)
  const plain = plainString(field, turn, least, most)
  if (pattern === undefined || pattern.test(plain)) return plain
  return matching(pattern, turn)
}

const matched = new Map<string, string>()

/** Kept: to think out a text takes a hundred times as long as to look it up, and a few patterns are asked for thousands of times. */
function matching(pattern: RegExp, turn: number): string {
  const key = `${turn} ${pattern}`
  const known = matched.get(key) ?? (fc.sample(fc.stringMatching(pattern), { seed: 7 + turn, numRuns: 1 })[0] as string)
  matched.set(key, known)
  return known
}

function plainString(field: string, turn: number, least: number, most: number): string {
  if (/(^id|Ids?|^seq)$/.test(field))
    return `example${turn}`.padEnd(least, '0').slice(0, Math.max(least, Math.min(most, LONGEST)))
  if (/(^at|At|^since|Until)$/.test(field)) return EXAMPLE_NOW
  return sayingFor(field, turn, least, Math.min(most, LONGEST))
}

function aNumber({ least, most }: Bounds, { field, turn }: Place): number {
  const wanted = /fen$/i.test(field) ? 1500 : 2 + turn
  return Math.min(Math.max(least, wanted), most)
}

function anObject(shape: Record<string, Schema>, place: Place): object {
  const fields = Object.entries(shape).flatMap(([field, schema]) => {
    if (place.fill === 'bare' && isOptional(schema)) return []
    return [[field, fillIn(schema, { ...place, field })] as const]
  })
  return Object.fromEntries(fields)
}

function isOptional(schema: Schema): boolean {
  return ['optional', 'default', 'prefault'].includes(defOf(schema).type)
}

function aList(schema: Schema, def: Def, place: Place): unknown[] {
  const { least, most } = boundsOf(schema)
  const wanted = Math.min(Math.max(place.fill === 'full' ? 3 : 0, least), most)
  return Array.from({ length: wanted }, (_, at) => fillIn(def.element as Schema, { ...place, turn: place.turn + at }))
}

function aRecord(def: Def, place: Place): object {
  const keyType = def.keyType as Schema
  const keys = defOf(keyType).type === 'enum' ? Object.values(defOf(keyType).entries ?? {}) : [fillIn(keyType, place)]
  return Object.fromEntries(keys.map((key) => [String(key), fillIn(def.valueType as Schema, place)]))
}
