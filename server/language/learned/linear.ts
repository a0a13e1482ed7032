import { BUCKETS, type FeatureList } from './features.ts'

/** A linear model as it lies in its file: small whole numbers, so that it is the same on every machine. */
export interface ModelFile {
  labels: string[]
  /** One unit of a stored weight. */
  scale: number
  /** Buckets with weights, each as the distance from the one before (base64 of 32-bit little-endian numbers). */
  buckets: string
  /** For each bucket one signed byte a label (base64). */
  weights: string
  bias: number[]
}

export interface Ranked<Label extends string> {
  label: Label
  /** 0 to 1; all of a message add up to 1. */
  chance: number
}

/** Tells how likely each label is for a message's features. */
export class LinearModel<Label extends string> {
  readonly labels: readonly Label[]
  private readonly rowOf = new Int32Array(BUCKETS).fill(-1)
  private readonly weights: Int8Array
  private readonly bias: readonly number[]
  private readonly scale: number

  constructor(file: ModelFile) {
    this.labels = file.labels as Label[]
    this.bias = file.bias
    this.scale = file.scale
    const steps = Buffer.from(file.buckets, 'base64')
    const bytes = Buffer.from(file.weights, 'base64')
    this.weights = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    let bucket = 0
    for (let row = 0; row < steps.length / 4; row += 1) {
      bucket += steps.readUInt32LE(row * 4)
      this.rowOf[bucket] = row
    }
    if (this.weights.length !== (steps.length / 4) * this.labels.length) throw new Error('a model file was cut')
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
    const { rowOf, weights } = this
    const n = sums.length
    for (let i = 0; i < buckets.length; i += 1) {
      const row = rowOf[buckets[i] as number] as number
      if (row < 0) continue
      const value = values[i] as number
      const from = row * n
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
