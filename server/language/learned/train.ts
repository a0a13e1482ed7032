import { seeded, shuffle } from './chance.ts'
import { BUCKETS, type FeatureList } from './features.ts'
import { packBuckets, softmax, type ModelFile } from './linear.ts'

export interface Example {
  features: FeatureList
  /** Nothing where it teaches nothing and is only asked about. */
  label: string | undefined
  /** How much it counts; 1 is plain. */
  weight: number
  /** The bags it lies in: bit b for bag b. */
  bags: number
}

export interface Training {
  rounds: number
  rate: number
  /** Pull towards nothing, each time a weight is touched. */
  decay: number
  /** Buckets all of whose weights lie below this many stored units (a 127th of the greatest weight) are not stored. */
  faint: number
}

export interface Trained {
  file: ModelFile
  /** For each example how likely each label is to those models that have not learned from it; undefined where all have. */
  unseen: (Float64Array | undefined)[]
}

/** Models that learn from different parts of the sentences and are averaged err less than one that learns from all (Breiman 1996). */
export const BAGS = 5
const IN_BAG = 0.8

/** For each of `count` examples the bags it lies in. */
export function drawBags(count: number): number[] {
  const chance = seeded(11)
  return Array.from({ length: count }, () => {
    let bags = 0
    for (let bag = 0; bag < BAGS; bag += 1) if (chance() < IN_BAG) bags |= 1 << bag
    return bags
  })
}

interface Weights {
  /** Of each bucket for each label. */
  seen: Float32Array
  bias: Float64Array
}

const none = (buckets: number, labels: number): Weights => ({
  seen: new Float32Array(buckets * labels),
  bias: new Float64Array(labels),
})

/** Logistic regression over several labels, averaged over bags. The same examples give the same file, bit for bit. */
export function train(
  labels: readonly string[],
  examples: readonly Example[],
  training: Training,
  progress: (bag: number) => void,
): Trained {
  const n = labels.length
  const { buckets, numbered } = withoutGaps(onlyCommon(examples, RARE))
  const mean = none(buckets.length, n)
  const sums = new Map<Example, Float64Array>()
  for (let bag = 0; bag < BAGS; bag += 1) {
    const weights = trainBag(labels, numbered, bag, training, none(buckets.length, n))
    addTo(mean, weights)
    for (const example of numbered) if ((example.bags & (1 << bag)) === 0) addGuess(sums, example, weights)
    progress(bag)
  }
  return {
    file: toFile(labels, mean, buckets, training.faint),
    unseen: numbered.map((example) => {
      const sum = sums.get(example)
      return sum && softmax(sum.map((value) => value / leftOutOf(example)))
    }),
  }
}

function leftOutOf({ bags }: Example): number {
  let count = 0
  for (let bag = 0; bag < BAGS; bag += 1) if ((bags & (1 << bag)) === 0) count += 1
  return count
}

function addTo(mean: Weights, { seen, bias }: Weights): void {
  for (let i = 0; i < seen.length; i += 1) mean.seen[i] = (mean.seen[i] as number) + (seen[i] as number) / BAGS
  for (let k = 0; k < bias.length; k += 1) mean.bias[k] = (mean.bias[k] as number) + (bias[k] as number) / BAGS
}

function addGuess(sums: Map<Example, Float64Array>, example: Example, weights: Weights): void {
  const guess = sumUp(example.features, weights)
  const sum = sums.get(example)
  if (!sum) sums.set(example, guess)
  else for (let k = 0; k < sum.length; k += 1) sum[k] = (sum[k] as number) + (guess[k] as number)
}

/** By steps that grow smaller for what is seen often (AdaGrad). */
function trainBag(
  labels: readonly string[],
  examples: readonly Example[],
  bag: number,
  { rounds, rate, decay }: Training,
  weights: Weights,
): Weights {
  const n = labels.length
  const steps = new Float32Array(weights.seen.length)
  const chance = seeded(bag + 1)
  const order = examples.filter(({ bags, label }) => label !== undefined && (bags & (1 << bag)) !== 0)
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, chance)
    for (const { features, label, weight } of order) {
      const target = labels.indexOf(label ?? '')
      const errors = softmax(sumUp(features, weights))
      errors[target] = (errors[target] as number) - 1
      for (let k = 0; k < n; k += 1)
        weights.bias[k] = (weights.bias[k] as number) - 0.02 * rate * weight * (errors[k] as number)
      const wrong = labelsOff(errors)
      step(features, weights.seen, steps, { wrong, errors: errors.map((error) => error * weight), rate, decay })
    }
  }
  return weights
}

/** The labels of which more or less was expected than is right. */
function labelsOff(errors: Float64Array): number[] {
  const off: number[] = []
  for (let k = 0; k < errors.length; k += 1) if (Math.abs(errors[k] as number) >= LEAST_ERROR) off.push(k)
  return off
}

/** What is as good as right is not worth a step. */
const LEAST_ERROR = 1e-3

/** What only a few examples have teaches nothing that holds for others. */
const RARE = 3

/** The examples without the features that at most `rare` of them have. */
export function onlyCommon(examples: readonly Example[], rare: number): Example[] {
  const counts = new Uint32Array(BUCKETS)
  for (const { features } of examples) for (const bucket of features.buckets) counts[bucket] = (counts[bucket] ?? 0) + 1
  return examples.map((example) => {
    const { buckets, values } = example.features
    const common = buckets.map((bucket) => (counts[bucket] ?? 0) > rare)
    return {
      ...example,
      features: { buckets: buckets.filter((_, i) => common[i]), values: values.filter((_, i) => common[i]) },
    }
  })
}

/**
 * Which buckets the examples have, rising, and the examples with the place of each bucket in that list instead of the bucket: weights
 * that lie close together are found in half the time.
 */
export function withoutGaps(examples: readonly Example[]): { buckets: number[]; numbered: Example[] } {
  const places = new Int32Array(BUCKETS)
  for (const { features } of examples) for (const bucket of features.buckets) places[bucket] = 1
  const buckets: number[] = []
  for (let bucket = 0; bucket < BUCKETS; bucket += 1)
    if (places[bucket] === 1) places[bucket] = buckets.push(bucket) - 1
  const numbered = examples.map((example) => {
    const { buckets: own, values } = example.features
    return { ...example, features: { buckets: own.map((bucket) => places[bucket] as number), values } }
  })
  return { buckets, numbered }
}

function sumUp(features: FeatureList, { seen, bias }: Weights): Float64Array {
  const sums = Float64Array.from(bias)
  addUp(features, seen, sums)
  return sums
}

/**
 * Adds to `sums` each feature's row of `weights`, as often as the feature is strong. Four columns at a time, each kept in a register until
 * the last row: the same sums, bit for bit, and all of learning takes a tenth less time than row by row.
 */
export function addUp({ buckets, values }: FeatureList, weights: Float32Array, sums: Float64Array): void {
  const width = sums.length
  let k = 0
  for (; k + 4 <= width; k += 4) {
    let a = sums[k] as number
    let b = sums[k + 1] as number
    let c = sums[k + 2] as number
    let d = sums[k + 3] as number
    for (let i = 0; i < buckets.length; i += 1) {
      const at = (buckets[i] as number) * width + k
      const value = values[i] as number
      a += value * (weights[at] as number)
      b += value * (weights[at + 1] as number)
      c += value * (weights[at + 2] as number)
      d += value * (weights[at + 3] as number)
    }
    sums[k] = a
    sums[k + 1] = b
    sums[k + 2] = c
    sums[k + 3] = d
  }
  for (; k < width; k += 1)
    for (let i = 0; i < buckets.length; i += 1)
      sums[k] = (sums[k] as number) + (values[i] as number) * (weights[(buckets[i] as number) * width + k] as number)
}

function step(
  { buckets, values }: FeatureList,
  weights: Float32Array,
  steps: Float32Array,
  { wrong, errors, rate, decay }: { wrong: readonly number[]; errors: Float64Array; rate: number; decay: number },
): void {
  const n = errors.length
  for (let i = 0; i < buckets.length; i += 1) {
    const row = (buckets[i] as number) * n
    const value = values[i] as number
    for (let j = 0; j < wrong.length; j += 1) {
      const k = wrong[j] as number
      const at = row + k
      const slope = (errors[k] as number) * value + decay * (weights[at] as number)
      steps[at] = (steps[at] as number) + slope * slope
      weights[at] = (weights[at] as number) - (rate * slope) / Math.sqrt((steps[at] as number) + 1e-6)
    }
  }
}

function toFile(
  labels: readonly string[],
  { seen, bias }: Weights,
  buckets: readonly number[],
  faint: number,
): ModelFile {
  const n = labels.length
  let most = 0
  for (const weight of seen) most = Math.max(most, Math.abs(weight))
  const scale = most / 127
  const kept: number[] = []
  for (let place = 0; place < buckets.length; place += 1) {
    for (let k = 0; k < n; k += 1) {
      if (Math.abs(seen[place * n + k] as number) < faint * scale) continue
      kept.push(place)
      break
    }
  }
  const bytes = Buffer.alloc(kept.length * n)
  kept.forEach((place, row) => {
    for (let k = 0; k < n; k += 1) bytes.writeInt8(Math.round((seen[place * n + k] as number) / scale), row * n + k)
  })
  return {
    labels: [...labels],
    scale,
    buckets: packBuckets(kept.map((place) => buckets[place] as number)),
    weights: bytes,
    bias: [...bias].map((value) => Math.round(value * 10_000) / 10_000),
  }
}
