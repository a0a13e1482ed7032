import { z } from 'zod'
import { INBOUND_KINDS } from '@yimin/shared/chat/contract'
import { parseSetup, SetupError } from './settleSetup.ts'
import type { Setup } from './settleSetup.ts'

/** A fault of the file, with its line. */
export class ScriptError extends Error {
  override name = 'ScriptError'
}

const at = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const id = z.string().min(1).max(100)

const said = z.strictObject({
  at,
  room: id.optional(),
  private: z.literal(true).optional(),
  from: id,
  text: z.string().max(20_000).default(''),
  mention: z.boolean().optional(),
  /** Another kind of message than text. */
  kind: z.enum(INBOUND_KINDS).optional(),
  /** The platform's own id of the message, to play duplicates and recalls. */
  id: id.optional(),
  recalls: id.optional(),
})
const waits = z.strictObject({ at, wait: z.literal(true) })
const directs = z.strictObject({
  at,
  staff: id,
  do: z.enum(['approve', 'reject', 'assign']),
  request: z.string().min(1),
  to: id.optional(),
  reason: z.string().max(200).optional(),
})

export type Said = z.output<typeof said> & { line: number }
export type Directs = z.output<typeof directs> & { line: number }
export type Line = { kind: 'said'; said: Said } | { kind: 'waits'; at: Date } | { kind: 'directs'; directs: Directs }

export interface Script {
  setup: Setup
  lines: Line[]
  startsAt?: Date
}

/** Reads a whole conversation; every fault names its line. Throws ScriptError. */
export function parseScript(text: string): Script {
  const rows = text.split('\n').flatMap((row, i) => (row.trim() ? [{ row, number: i + 1 }] : []))
  const [first, ...rest] = rows
  if (!first) throw new ScriptError('line 1: the file is empty')
  const setup = readSetup(first.row, first.number)
  const met = new Set(setup.people.map((person) => person.id))
  const lines = rest.map(({ row, number }) => readLine(row, number, setup, met))
  const times = lines.map((line) =>
    line.kind === 'said' ? line.said.at : line.kind === 'directs' ? line.directs.at : line.at,
  )
  const [startsAt] = times
  return { setup, lines, ...(startsAt ? { startsAt } : {}) }
}

function readJson(row: string, number: number): unknown {
  try {
    return JSON.parse(row)
  } catch (error) {
    throw new ScriptError(`line ${number}: ${error instanceof Error ? error.message : 'not JSON'}`)
  }
}

function readSetup(row: string, number: number): Setup {
  const given = readJson(row, number)
  const shape = z.strictObject({ setup: z.unknown() }).safeParse(given)
  if (!shape.success || shape.data.setup === undefined)
    throw new ScriptError(`line ${number}: the first line must be {"setup": …}`)
  try {
    return parseSetup(shape.data.setup)
  } catch (error) {
    if (error instanceof SetupError) throw new ScriptError(`line ${number}: ${error.message}`)
    throw error
  }
}

function readLine(row: string, number: number, setup: Setup, met: Set<string>): Line {
  const given = readJson(row, number)
  const has = (key: string) => typeof given === 'object' && given !== null && key in given
  if (has('wait')) return { kind: 'waits', at: parse(waits, given, number).at }
  if (has('staff'))
    return { kind: 'directs', directs: checkStaff({ ...parse(directs, given, number), line: number }, setup) }
  return { kind: 'said', said: checkSpeaker({ ...parse(said, given, number), line: number }, setup, met) }
}

function parse<T extends z.ZodType>(schema: T, given: unknown, number: number): z.output<T> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `unknown field ${issue.keys.join(', ')}`
      : `${issue.path.join('.') || 'line'}: ${issue.message}`,
  )
  throw new ScriptError(`line ${number}: ${faults.join('; ')}`)
}

/** `met`: the people of the setup, and strangers once they have spoken in a room. */
function checkSpeaker(line: Said, setup: Setup, met: Set<string>): Said {
  if (line.private === undefined && line.room === undefined)
    throw new ScriptError(`line ${line.line}: room or private is needed`)
  if (line.private && line.room) throw new ScriptError(`line ${line.line}: either room or private`)
  if (line.room && !setup.rooms.some((room) => room.id === line.room))
    throw new ScriptError(`line ${line.line}: unknown room ${line.room}`)
  if (line.private && !met.has(line.from)) throw new ScriptError(`line ${line.line}: unknown person ${line.from}`)
  met.add(line.from)
  return line
}

function checkStaff(line: Directs, setup: Setup): Directs {
  for (const person of [line.staff, ...(line.to ? [line.to] : [])]) {
    if (!setup.people.some((known) => known.id === person))
      throw new ScriptError(`line ${line.line}: unknown person ${person}`)
  }
  if (line.do === 'assign' && !line.to) throw new ScriptError(`line ${line.line}: assign needs "to"`)
  return line
}
