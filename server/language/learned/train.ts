import { seeded } from './chance.ts'
import { BUCKETS, type FeatureList } from './features.ts'
import { softmax, type ModelFile } from './linear.ts'

export interface Example {
  features: FeatureList
  label: string
  /** How much it counts; 1 is plain. */
  weight: number
}

export interface Training {
  rounds: number
  rate: number
  /** Pull towards nothing, each time a weight is touched. */
  decay: number
}

function shuffle<T>(list: T[], chance: () => number): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1))
    ;[list[i], list[j]] = [list[j] as T, list[i] as T]
  }
}

/** Logistic regression over several labels, by steps that grow smaller for what is seen often (AdaGrad). The same examples give the same file, bit for bit. */
export function train(
  labels: readonly string[],
  examples: readonly Example[],
  { rounds, rate, decay }: Training,
): ModelFile {
  const n = labels.length
  const weights = new Float64Array(BUCKETS * n)
  const seen = new Float64Array(BUCKETS * n)
  const bias = new Float64Array(n)
  const order = withoutRare(examples)
  const chance = seeded(7)
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, chance)
    for (const { features, label, weight } of order) {
      const target = labels.indexOf(label)
      const chances = guess(features, weights, bias, n)
      for (let k = 0; k < n; k += 1) {
        const error = (chances[k] as number) - (k === target ? 1 : 0)
        bias[k] = (bias[k] as number) - 0.02 * rate * weight * error
        if (Math.abs(error) < 1e-4) continue
        step(features, weights, seen, { k, n, error: error * weight, rate, decay })
      }
    }
  }
  return toFile(labels, weights, bias)
}

/** What one example alone has teaches nothing that holds for others. */
const RARE = 1

function withoutRare(examples: readonly Example[]): Example[] {
  const counts = new Uint16Array(BUCKETS)
  for (const { features } of examples)
    for (const bucket of features.buckets) counts[bucket] = Math.min(9, (counts[bucket] ?? 0) + 1)
  return examples.map((example) => {
    const { buckets, values } = example.features
    const common = buckets.map((bucket) => (counts[bucket] ?? 0) > RARE)
    return {
      ...example,
      features: { buckets: buckets.filter((_, i) => common[i]), values: values.filter((_, i) => common[i]) },
    }
  })
}

function guess({ buckets, values }: FeatureList, weights: Float64Array, bias: Float64Array, n: number): Float64Array {
  const sums = Float64Array.from(bias)
  for (let i = 0; i < buckets.length; i += 1) {
    const row = (buckets[i] as number) * n
    const value = values[i] as number
    for (let k = 0; k < n; k += 1) sums[k] = (sums[k] as number) + value * (weights[row + k] as number)
  }
  return softmax(sums)
}

function step(
  { buckets, values }: FeatureList,
  weights: Float64Array,
  seen: Float64Array,
  { k, n, error, rate, decay }: { k: number; n: number; error: number; rate: number; decay: number },
): void {
  for (let i = 0; i < buckets.length; i += 1) {
    const at = (buckets[i] as number) * n + k
    const slope = error * (values[i] as number) + decay * (weights[at] as number)
    seen[at] = (seen[at] as number) + slope * slope
    weights[at] = (weights[at] as number) - (rate * slope) / Math.sqrt((seen[at] as number) + 1e-6)
  }
}

/** Weights below this many stored units tell nothing. */
const FAINT = 5

function toFile(labels: readonly string[], weights: Float64Array, bias: Float64Array): ModelFile {
  const n = labels.length
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  const scale = most / 127
  const kept: number[] = []
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    for (let k = 0; k < n; k += 1) {
      if (Math.abs(weights[bucket * n + k] as number) < FAINT * scale) continue
      kept.push(bucket)
      break
    }
  }
  const steps = Buffer.alloc(kept.length * 4)
  const bytes = Buffer.alloc(kept.length * n)
  kept.forEach((bucket, row) => {
    steps.writeUInt32LE(bucket - (kept[row - 1] ?? 0), row * 4)
    for (let k = 0; k < n; k += 1) bytes.writeInt8(Math.round((weights[bucket * n + k] as number) / scale), row * n + k)
  })
  return {
    labels: [...labels],
    scale,
    buckets: steps.toString('base64'),
    weights: bytes.toString('base64'),
    bias: [...bias].map((value) => Math.round(value * 10_000) / 10_000),
  }
}
