import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findMeasures, type MeasureKind } from '../../../language/grammar/measures.ts'
import { findNumerals } from '../../../language/grammar/numerals.ts'
import { findPhones } from '../../../language/grammar/phones.ts'
import type { Row } from './table.ts'

/** One expression that was found: words and value, with a unit where the file has units. */
export interface Finding {
  text: string
  value?: string
  unit?: string
}
interface Case {
  input: string
  expected: Finding[]
}
interface SpecResult {
  Text: string
  Resolution?: { value?: string | null; unit?: string | null } | null
}
interface SpecCase {
  Input: string
  Results: SpecResult[]
}
type Reader = (text: string) => Finding[]

interface SpecFile {
  /** Path below `Specs`. */
  path: string
  /** Why this product has a use for the file, or none. */
  reason: string
  used: boolean
  ours?: Reader
  /** Name of the function of Microsoft's library, and the package that has it. */
  peer?: { package: string; name: string }
  withUnit?: boolean
}

const measures =
  (kind: MeasureKind): Reader =>
  (text) =>
    findMeasures(text, kind).map(({ text: said, value, unit }) => ({
      text: said,
      ...(value !== undefined && { value: String(value) }),
      unit,
    }))

const NUMBER = '@microsoft/recognizers-text-number'
const WITH_UNIT = '@microsoft/recognizers-text-number-with-unit'
const SEQUENCE = '@microsoft/recognizers-text-sequence'

/** The spec files beside dates and times: which of them this product has a use for, and why. */
export const SPEC_FILES: readonly SpecFile[] = [
  {
    path: 'Number/Chinese/NumberModel.json',
    used: true,
    reason: 'quantities, budgets and door numbers are numbers in words and figures',
    ours: (text) => findNumerals(text).map(({ text: said, value }) => ({ text: said, value: String(value) })),
    peer: { package: NUMBER, name: 'recognizeNumber' },
  },
  {
    path: 'NumberWithUnit/Chinese/AgeModel.json',
    used: true,
    reason: 'an age tells who needs help (elderly, child)',
    ours: measures('age'),
    peer: { package: WITH_UNIT, name: 'recognizeAge' },
    withUnit: true,
  },
  {
    path: 'NumberWithUnit/Chinese/CurrencyModel.json',
    used: true,
    reason: 'budgets; foreign money is at least not taken for goods',
    ours: measures('currency'),
    peer: { package: WITH_UNIT, name: 'recognizeCurrency' },
    withUnit: true,
  },
  {
    path: 'NumberWithUnit/Chinese/DimensionModel.json',
    used: true,
    reason: 'weights and volumes of goods',
    ours: measures('dimension'),
    peer: { package: WITH_UNIT, name: 'recognizeDimension' },
    withUnit: true,
  },
  {
    path: 'NumberWithUnit/Chinese/TemperatureModel.json',
    used: true,
    reason: 'a fever of 39 degrees is no quantity of goods',
    ours: measures('temperature'),
    peer: { package: WITH_UNIT, name: 'recognizeTemperature' },
    withUnit: true,
  },
  {
    path: 'Sequence/Chinese/PhoneNumberModel.json',
    used: true,
    reason: 'numbers to ring back, and numbers that must be masked, from any country',
    ours: (text) => findPhones(text).map(({ text: said }) => ({ text: said, value: said })),
    peer: { package: SEQUENCE, name: 'recognizePhoneNumber' },
  },
  {
    path: 'Number/Chinese/NumberRangeModel.json',
    used: false,
    reason: 'the contract leaves ranges out (两三袋); 以内 and 之前 are read as limits of money and time',
  },
  {
    path: 'Number/Chinese/NumberRangeModelExperimentalMode.json',
    used: false,
    reason: 'as NumberRangeModel',
  },
  {
    path: 'Number/Chinese/OrdinalModel.json',
    used: false,
    reason: 'the frame has no order; 第三单元 is read as an address',
  },
  { path: 'Number/Chinese/PercentModel.json', used: false, reason: 'no field of the frame is a share or a discount' },
  { path: 'Choice/Chinese/BooleanModel.json', used: false, reason: 'yes and no are read by the talk, in its context' },
  {
    path: 'Sequence/Chinese/IpAddressModel.json',
    used: false,
    reason: 'residents send no network addresses, no field holds them',
  },
  { path: 'Sequence/Chinese/QuotedTextModel.json', used: false, reason: 'quoted words mean what the others mean' },
  { path: 'Sequence/Chinese/URLModel.json', used: false, reason: 'links are marked by moderation, none is a field' },
]

/** Half width and small letters: both sides are compared in this spelling. */
const plain = (text: string): string => plainWidth(text).toLowerCase()

function plainWidth(text: string): string {
  return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')
}

function readCases(dir: string, path: string): Case[] {
  const specs = JSON.parse(readFileSync(join(dir, path), 'utf8').replace(/^\uFEFF/, '')) as SpecCase[]
  return specs.map(({ Input, Results }) => ({
    input: Input,
    expected: Results.map(({ Text, Resolution }) => ({
      text: Text,
      ...(Resolution?.value && { value: Resolution.value }),
      ...(Resolution?.unit && { unit: Resolution.unit }),
    })),
  }))
}

function sameValue(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  const [x, y] = [Number(a), Number(b)]
  if (Number.isNaN(x) || Number.isNaN(y)) return plain(a) === plain(b)
  return Math.abs(x - y) <= Math.max(Math.abs(x), Math.abs(y)) * 1e-9
}

/** Right where the same expressions are found, in the same order, with the same words, value and unit. */
export function isRight(expected: readonly Finding[], found: readonly Finding[], withUnit = false): boolean {
  return (
    expected.length === found.length &&
    expected.every((one, i) => {
      const other = found[i]
      return (
        other !== undefined &&
        plain(one.text) === plain(other.text) &&
        sameValue(one.value, other.value) &&
        (!withUnit || one.unit === other.unit)
      )
    })
  )
}

interface Recognized {
  text: string
  start: number
  resolution?: { value?: string | null; unit?: string | null } | null
}
type Recognize = (text: string, culture: string) => Recognized[]

/** Microsoft's own library for one file; undefined where it is not installed (it is a development dependency). */
async function loadPeer(peer: { package: string; name: string }): Promise<Reader | undefined> {
  try {
    const loaded = (await import(peer.package)) as Record<string, unknown> & { default?: Record<string, unknown> }
    const recognize = (loaded[peer.name] ?? loaded.default?.[peer.name]) as Recognize | undefined
    return recognize && ((text) => peerFindings(recognize, text))
  } catch {
    return undefined
  }
}

function peerFindings(recognize: Recognize, text: string): Finding[] {
  try {
    return [...recognize(text, 'zh-cn')]
      .sort((a, b) => a.start - b.start)
      .map(({ text: said, resolution }) => ({
        text: said,
        ...(resolution?.value && { value: String(resolution.value) }),
        ...(resolution?.unit && { unit: resolution.unit }),
      }))
  } catch {
    return []
  }
}

/** The cases of one file with what our reader finds; for looking at single cases. */
export function casesWithAnswers(
  dir: string,
  path: string,
): { input: string; expected: Finding[]; found: Finding[] }[] {
  const file = SPEC_FILES.find((one) => one.path === path)
  return readCases(specsIn(dir), path).map((one) => ({ ...one, found: file?.ours?.(one.input) ?? [] }))
}

function specsIn(dir: string): string {
  return dir.endsWith('Specs') ? dir : join(dir, 'recognizers-zh', 'Specs')
}

/** @param dir folder with `recognizers-zh/Specs`, or `Specs` itself */
export async function scoreNumbers(dir: string): Promise<Row[]> {
  const rows: Row[] = []
  for (const file of SPEC_FILES) {
    if (!file.used || !file.ours || !file.peer) continue
    const cases = readCases(specsIn(dir), file.path)
    const reader = file.ours
    const share = (read: Reader): number =>
      cases.filter((one) => isRight(one.expected, read(one.input), file.withUnit)).length / cases.length
    const peer = await loadPeer(file.peer)
    const theirs = peer && share(peer)
    rows.push({
      what: file.path,
      ours: share(reader),
      ...(theirs !== undefined && { peer: theirs, bar: theirs }),
      note: file.reason,
    })
  }
  return rows
}
