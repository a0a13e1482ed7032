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
export function bucketsOf(packed: Buffer): number[] {
  let bucket = 0
  return Array.from({ length: packed.length / 4 }, (_, row) => (bucket += packed.readUInt32LE(row * 4)))
}

/** Rising buckets, each as the distance from the one before. */
export function packBuckets(buckets: readonly number[]): Buffer {
  const packed = Buffer.alloc(buckets.length * 4)
  buckets.forEach((bucket, row) => packed.writeUInt32LE(bucket - (buckets[row - 1] ?? 0), row * 4))
  return packed
}

function knownOf({ buckets, weights, labels }: ModelFile): number[] {
  if (weights.length !== (buckets.length / 4) * labels.length) throw new Error('a model file was cut')
  return bucketsOf(buckets)
}

/** Weights of several models, those of one bucket side by side: a message's features are looked up in memory once for all. */
interface Table {
  /** Where a bucket's weights begin; -1 without any. */
  startOf: Int32Array
  weights: Int8Array
}

function tableOf(files: readonly ModelFile[]): Table {
  const width = files.reduce((sum, { labels }) => sum + labels.length, 0)
  const buckets = files.map(knownOf)
  const startOf = new Int32Array(BUCKETS).fill(-1)
  const all = [...new Set(buckets.flat())].sort((a, b) => a - b)
  all.forEach((bucket, row) => (startOf[bucket] = row * width))
  const weights = new Int8Array(all.length * width)
  let from = 0
  files.forEach((file, one) => {
    const n = file.labels.length
    for (const [row, bucket] of (buckets[one] ?? []).entries())
      for (let k = 0; k < n; k += 1) weights[(startOf[bucket] ?? 0) + from + k] = file.weights.readInt8(row * n + k)
    from += n
  })
  return { startOf, weights }
}

/** A model as it lies in its file. */
export function openModel<Label extends string>(file: ModelFile): LinearModel<Label> {
  return new LinearModel(file, tableOf([file]), 0)
}

/** Two models over the same features, as they lie in their files. */
export function openModels<One extends string, Two extends string>(
  one: ModelFile,
  two: ModelFile,
): [LinearModel<One>, LinearModel<Two>] {
  const table = tableOf([one, two])
  return [new LinearModel(one, table, 0), new LinearModel(two, table, one.labels.length)]
}

/** Tells how likely each label is for a message's features. */
export class LinearModel<Label extends string> {
  readonly labels: readonly Label[]
  private readonly startOf: Int32Array
  private readonly weights: Int8Array
  private readonly from: number
  private readonly bias: readonly number[]
  private readonly scale: number

  constructor(file: ModelFile, { startOf, weights }: Table, from: number) {
    this.labels = file.labels as Label[]
    this.bias = file.bias
    this.scale = file.scale / PARTS
    this.startOf = startOf
    this.weights = weights
    this.from = from
  }

  /** `more` are features that stand beside the message's own. */
  chances(features: FeatureList, more?: FeatureList): Float64Array {
    const n = this.labels.length
    const parts = new Int32Array(n)
    addRows(features, this.startOf, this.weights, parts, this.from)
    if (more) addRows(more, this.startOf, this.weights, parts, this.from)
    const sums = new Float64Array(n)
    for (let k = 0; k < n; k += 1) sums[k] = (parts[k] as number) * this.scale + (this.bias[k] as number)
    return softmax(sums)
  }
}

/** A feature's strength is counted in these parts of one: whole numbers are added up in a fraction of the time. */
export const PARTS = 4096

/** Bound once: in the innermost loop a look for a global costs more than the sum. */
const { imul, round } = Math

/** Of the message at hand: where the rows of its features begin, and how strong each is. Longer lists are added up in pieces. */
const PIECE = 1024
const starts = new Int32Array(PIECE)
const strengths = new Int32Array(PIECE)

/** Adds to `sums` the row of each feature that has one, as often as the feature is strong; a row begins `from` behind its bucket's start. */
export function addRows(
  { buckets, values }: FeatureList,
  startOf: Int32Array,
  rows: Int8Array,
  sums: Int32Array,
  from = 0,
): void {
  let count = 0
  for (let i = 0; i < buckets.length; i += 1) {
    const start = startOf[buckets[i] as number] as number
    if (start < 0) continue
    starts[count] = start + from
    strengths[count] = round((values[i] as number) * PARTS)
    count += 1
    if (count === PIECE) {
      addPiece(count, rows, sums)
      count = 0
    }
  }
  addPiece(count, rows, sums)
}

/** Four columns at a time, each kept in a register until the last row: three times as fast as row by row. */
function addPiece(count: number, rows: Int8Array, sums: Int32Array): void {
  let k = 0
  for (; k + 4 <= sums.length; k += 4) {
    let a = sums[k] as number
    let b = sums[k + 1] as number
    let c = sums[k + 2] as number
    let d = sums[k + 3] as number
    for (let i = 0; i < count; i += 1) {
      const at = (starts[i] as number) + k
      const strength = strengths[i] as number
      a = (a + imul(strength, rows[at] as number)) | 0
      b = (b + imul(strength, rows[at + 1] as number)) | 0
      c = (c + imul(strength, rows[at + 2] as number)) | 0
      d = (d + imul(strength, rows[at + 3] as number)) | 0
    }
    sums[k] = a
    sums[k + 1] = b
    sums[k + 2] = c
    sums[k + 3] = d
  }
  for (; k < sums.length; k += 1)
    for (let i = 0; i < count; i += 1)
      sums[k] = ((sums[k] as number) + imul(strengths[i] as number, rows[(starts[i] as number) + k] as number)) | 0
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
