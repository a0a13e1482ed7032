import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One expression that was found: its words, its kind (`date`, `timerange` …) and its value as one string; extractor files have no values. */
export interface Finding {
  text: string
  type: string
  value?: string
}

/** One case of a spec file of Recognizers-Text. */
export interface DateCase {
  input: string
  /** `YYYY-MM-DDTHH:mm:ss` of the moment of speaking. */
  reference: string
  expected: Finding[]
}

interface SpecResult {
  Text: string
  Type?: string
  TypeName?: string
  Value?: { FutureResolution?: Record<string, string>; values?: Record<string, string>[] }
  Resolution?: { values?: Record<string, string>[] }
}
interface SpecCase {
  Input: string
  Context?: { ReferenceDateTime?: string }
  Results: SpecResult[]
}

/** Cases that name no moment of speaking are read at the one that the library's own tests take for extractors. */
const NO_REFERENCE = '2018-09-12T00:00:00'

/** Reads one file of `Specs/DateTime/Chinese`. */
export function readDateCases(folder: string, file: string): DateCase[] {
  const specs = JSON.parse(readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '')) as SpecCase[]
  return specs.map((spec) => ({
    input: plain(spec.Input),
    reference: spec.Context?.ReferenceDateTime ?? NO_REFERENCE,
    expected: spec.Results.map(toFinding),
  }))
}

function toFinding(result: SpecResult): Finding {
  const values = result.Resolution?.values ?? result.Value?.values
  const value = values ? writeValues(values) : writeResolution(result.Value?.FutureResolution)
  return { text: plain(result.Text), type: kindOf(result.Type ?? result.TypeName ?? ''), ...(value && { value }) }
}

/** `datetimeV2.daterange` → `daterange`. */
export function kindOf(typeName: string): string {
  return typeName.slice(typeName.lastIndexOf('.') + 1)
}

/**
 * The last of several values as one string: `2018-03-29`, `08:00:00..12:00:00`, `..2018-01-01`. Where a date may be past or to come, the
 * specs put the coming one last, and it alone is what this product may answer.
 */
export function writeValues(values: readonly Record<string, string | undefined>[]): string {
  const last = values.at(-1)
  if (!last) return ''
  if (last.start !== undefined || last.end !== undefined) return `${last.start ?? ''}..${last.end ?? ''}`
  return last.value ?? 'not resolved'
}

/** A parser's future resolution as one string, in the form of writeValues. */
export function writeResolution(resolution: Readonly<Record<string, string>> | undefined): string | undefined {
  if (!resolution) return undefined
  const entries = Object.entries(resolution)
  const pick = (word: string): string | undefined => entries.find(([key]) => key.startsWith(word))?.[1]
  const start = pick('start')
  const end = pick('end')
  if (start !== undefined || end !== undefined) return `${start ?? ''}..${end ?? ''}`
  const value = entries[0]?.[1]
  return value === undefined || value === '' || value.startsWith('0001-01-01') ? 'not resolved' : value
}

/** Full width as half width and capitals as small letters: both sides are compared in this spelling. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** A case is right where the same expressions were found in the same order, each with its kind and value. */
export function isRight(expected: readonly Finding[], found: readonly Finding[]): boolean {
  return (
    expected.length === found.length &&
    expected.every((wanted, index) => {
      const got = found[index]
      return (
        got !== undefined &&
        got.type === wanted.type &&
        plain(got.text).trim() === wanted.text.trim() &&
        (wanted.value === undefined || got.value === wanted.value)
      )
    })
  )
}
