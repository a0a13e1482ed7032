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
function bucketsOf({ buckets, weights, labels }: ModelFile): number[] {
  if (weights.length !== (buckets.length / 4) * labels.length) throw new Error('a model file was cut')
  let bucket = 0
  return Array.from({ length: buckets.length / 4 }, (_, row) => (bucket += buckets.readUInt32LE(row * 4)))
}

/** Weights of several models, those of one bucket side by side: a message's features are looked up in memory once for all. */
interface Table {
  /** Where a bucket's weights begin; -1 without any. */
  startOf: Int32Array
  weights: Int8Array
}

function tableOf(files: readonly ModelFile[]): Table {
  const width = files.reduce((sum, { labels }) => sum + labels.length, 0)
  const buckets = files.map(bucketsOf)
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
    this.scale = file.scale
    this.startOf = startOf
    this.weights = weights
    this.from = from
  }

  /** `more` are features that stand beside the message's own. */
  chances(features: FeatureList, more?: FeatureList): Float64Array {
    const n = this.labels.length
    const sums = new Float64Array(n)
    this.addUp(features, sums)
    if (more) this.addUp(more, sums)
    for (let k = 0; k < n; k += 1) sums[k] = (sums[k] as number) * this.scale + (this.bias[k] as number)
    return softmax(sums)
  }

  private addUp({ buckets, values }: FeatureList, sums: Float64Array): void {
    const { startOf, weights } = this
    const n = sums.length
    for (let i = 0; i < buckets.length; i += 1) {
      const start = startOf[buckets[i] as number] as number
      if (start < 0) continue
      const value = values[i] as number
      const from = start + this.from
      for (let k = 0; k < n; k += 1) sums[k] = (sums[k] as number) + value * (weights[from + k] as number)
    }
  }
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
