import { BUCKETS, type FeatureList } from './features.ts'

/** A linear model as it lies in its file: small whole numbers, so that it is the same on every machine. */
export interface ModelFile {
  labels: string[]
  /** One unit of a stored weight. */
  scale: number
  /** Buckets with weights, each as the distance from the one before (32-bit little-endian numbers). */
  buckets: Buffer
  /** For each bucket one signed byte a label. */
  weights: Buffer
  bias: number[]
}

export interface Ranked<Label extends string> {
  label: Label
  /** 0 to 1; all of a message add up to 1. */
  chance: number
}

/** Which buckets a file has weights for, in its order. */
export function bucketsOf(packed: Buffer): Int32Array {
  const distances = new DataView(packed.buffer, packed.byteOffset, packed.length)
  const buckets = new Int32Array(packed.length / 4)
  let bucket = 0
  for (let row = 0; row < buckets.length; row += 1) {
    bucket += distances.getUint32(row * 4, true)
    buckets[row] = bucket
  }
  return buckets
}

/** The same bytes as signed numbers. */
export function signed(bytes: Buffer): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Rising buckets, each as the distance from the one before. */
export function packBuckets(buckets: readonly number[]): Buffer {
  const packed = Buffer.alloc(buckets.length * 4)
  buckets.forEach((bucket, row) => packed.writeUInt32LE(bucket - (buckets[row - 1] ?? 0), row * 4))
  return packed
}

function knownOf({ buckets, weights, labels }: ModelFile): Int32Array {
  if (weights.length !== (buckets.length / 4) * labels.length) throw new Error('a model file was cut')
  return bucketsOf(buckets)
}

/** Which buckets several models have weights for, numbered: a message's features are looked up once for all of them. */
export class Rows {
  /** A bucket's number; -1 where no model knows it. */
  private readonly numberOf = new Int32Array(BUCKETS).fill(-1)
  readonly count: number
  /** How many of the rows the networks know too; these come first. */
  readonly shared: number

  /**
   * @param known the buckets of each model
   * @param shared those of each network
   */
  constructor(known: readonly Int32Array[], shared: readonly Int32Array[] = []) {
    this.shared = this.number(shared, 0)
    this.count = this.number(known, this.shared)
  }

  private number(lists: readonly Int32Array[], from: number): number {
    let next = from
    for (const buckets of lists)
      for (const bucket of buckets) if ((this.numberOf[bucket] as number) < 0) this.numberOf[bucket] = next++
    return next
  }

  /** The number of a bucket that one of the models knows. */
  of(bucket: number): number {
    return this.numberOf[bucket] as number
  }

  /** What a message's features, and those that stand beside them, call for. It holds until the next call. */
  called(features: FeatureList, more?: FeatureList): Called {
    const most = features.buckets.length + (more?.buckets.length ?? 0)
    if (rows.length < most) {
      rows = new Int32Array(most)
      strengths = new Int32Array(most)
    }
    let shared = 0
    let others = rows.length
    for (const { buckets, values } of more ? [features, more] : [features])
      for (let i = 0; i < buckets.length; i += 1) {
        const row = this.numberOf[buckets[i] as number] as number
        if (row < 0) continue
        const place = row < this.shared ? shared++ : --others
        rows[place] = row
        strengths[place] = round((values[i] as number) * PARTS)
      }
    rows.copyWithin(shared, others)
    strengths.copyWithin(shared, others)
    return { rows, strengths, shared, count: shared + rows.length - others }
  }
}

/** The rows that a message calls for, and how strongly each, in `PARTS` of one. */
export interface Called {
  rows: Int32Array
  strengths: Int32Array
  count: number
  /** The first of them, which the networks know too. */
  shared: number
}

const USUAL = 1024
/** Used again for every message. */
let rows = new Int32Array(USUAL)
let strengths = new Int32Array(USUAL)

/** Weights of several models, those of one bucket side by side. */
interface Table {
  rows: Rows
  /** Of all models together, a row. */
  width: number
  weights: Int8Array
}

function tableOf(files: readonly ModelFile[], shared: readonly Int32Array[] = []): Table {
  const known = files.map(knownOf)
  const rows = new Rows(known, shared)
  const width = files.reduce((sum, { labels }) => sum + labels.length, 0)
  const weights = new Int8Array(rows.count * width)
  let from = 0
  files.forEach((file, one) => {
    const n = file.labels.length
    layRows(rows, known[one] as Int32Array, signed(file.weights), { weights, width, from, n })
    from += n
  })
  return { rows, width, weights }
}

/** Copies rows of `n` numbers, as they lie in a file, to where a table has them: `from` behind the start of its rows. */
export function layRows(
  rows: Rows,
  buckets: Int32Array,
  own: Int8Array,
  { weights, width, from, n }: { weights: Int8Array; width: number; from: number; n: number },
): void {
  for (let row = 0; row < buckets.length; row += 1) {
    const to = rows.of(buckets[row] as number) * width + from
    for (let k = 0; k < n; k += 1) weights[to + k] = own[row * n + k] as number
  }
}

/** A model as it lies in its file. */
export function openModel<Label extends string>(file: ModelFile): LinearModel<Label> {
  return new LinearModel(file, tableOf([file]), 0)
}

/**
 * Two models over the same features, as they lie in their files, and the rows that they look up.
 * @param shared buckets that networks know over the same rows
 */
export function openModels<One extends string, Two extends string>(
  one: ModelFile,
  two: ModelFile,
  shared: readonly Int32Array[],
): { models: [LinearModel<One>, LinearModel<Two>]; rows: Rows } {
  const table = tableOf([one, two], shared)
  return { models: [new LinearModel(one, table, 0), new LinearModel(two, table, one.labels.length)], rows: table.rows }
}

/** Tells how likely each label is for a message's features. */
export class LinearModel<Label extends string> {
  readonly labels: readonly Label[]
  private readonly table: Table
  private readonly from: number
  private readonly bias: readonly number[]
  private readonly scale: number

  constructor(file: ModelFile, table: Table, from: number) {
    this.labels = file.labels as Label[]
    this.bias = file.bias
    this.scale = file.scale / PARTS
    this.table = table
    this.from = from
  }

  /** `more` are features that stand beside the message's own. */
  chances(features: FeatureList, more?: FeatureList): Float64Array {
    return this.chancesOf(this.table.rows.called(features, more))
  }

  /** The same, for what the model's rows have looked up already. */
  chancesOf(called: Called): Float64Array {
    const n = this.labels.length
    const parts = new Int32Array(n)
    sumRows(called, called.count, this.table, this.from, parts)
    const sums = new Float64Array(n)
    for (let k = 0; k < n; k += 1) sums[k] = (parts[k] as number) * this.scale + (this.bias[k] as number)
    return softmax(sums)
  }
}

/** A feature's strength is counted in these parts of one: whole numbers are added up in a fraction of the time. */
export const PARTS = 4096

/** Bound once: in the innermost loop a look for a global costs more than the sum. */
const { imul, round } = Math

/**
 * Sums up the first `count` of the rows called for, each as often as its feature is strong; rows are `width` wide, and what is summed up
 * begins `from` behind the start. Eight columns at a time, each kept in a register until the last row: four times as fast as row by row.
 * The last eight may take some columns once more; they come to the same.
 */
export function sumRows(called: Called, count: number, table: RowTable, from: number, sums: Int32Array): void {
  const last = sums.length - EIGHT
  for (let k = 0; k < last; k += EIGHT) sumEight(called, count, table, from + k, sums, k)
  if (last >= 0) sumEight(called, count, table, from + last, sums, last)
  else for (let k = 0; k < sums.length; k += 1) sums[k] = sumOne(called, count, table, from + k)
}

/** Rows side by side. */
interface RowTable {
  weights: Int8Array
  width: number
}

const EIGHT = 8

function sumEight(
  { rows, strengths }: Called,
  count: number,
  { weights, width }: RowTable,
  from: number,
  sums: Int32Array,
  to: number,
): void {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let h = 0
  for (let i = 0; i < count; i += 1) {
    const at = imul(rows[i] as number, width) + from
    const strength = strengths[i] as number
    a = (a + imul(strength, weights[at] as number)) | 0
    b = (b + imul(strength, weights[at + 1] as number)) | 0
    c = (c + imul(strength, weights[at + 2] as number)) | 0
    d = (d + imul(strength, weights[at + 3] as number)) | 0
    e = (e + imul(strength, weights[at + 4] as number)) | 0
    f = (f + imul(strength, weights[at + 5] as number)) | 0
    g = (g + imul(strength, weights[at + 6] as number)) | 0
    h = (h + imul(strength, weights[at + 7] as number)) | 0
  }
  sums[to] = a
  sums[to + 1] = b
  sums[to + 2] = c
  sums[to + 3] = d
  sums[to + 4] = e
  sums[to + 5] = f
  sums[to + 6] = g
  sums[to + 7] = h
}

function sumOne({ rows, strengths }: Called, count: number, { weights, width }: RowTable, from: number): number {
  let sum = 0
  for (let i = 0; i < count; i += 1)
    sum = (sum + imul(strengths[i] as number, weights[imul(rows[i] as number, width) + from] as number)) | 0
  return sum
}

/** In place. */
export function softmax(sums: Float64Array): Float64Array {
  let most = -Infinity
  for (const sum of sums) most = Math.max(most, sum)
  let total = 0
  for (let k = 0; k < sums.length; k += 1) {
    sums[k] = Math.exp((sums[k] as number) - most)
    total += sums[k] as number
  }
  for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] as number) / total
  return sums
}
