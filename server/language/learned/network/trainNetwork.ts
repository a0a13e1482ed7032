import { seeded, shuffle } from '../chance.ts'
import { BUCKETS, type FeatureList } from '../features.ts'
import { packBuckets, softmax } from '../linear.ts'
import { addUp, onlyCommon, withoutGaps, type Example } from '../train.ts'
import { Network, type NetworkFile } from './network.ts'

/** Units of the hidden layer, rounds over all sentences, and the greatest step. */
export interface NetworkTraining {
  units: number
  rounds: number
  rate: number
}

/** What no more examples have would only teach a network their noise, and make it three times as large. */
const RARE = 20
/** Of every sentence some features are left out, and some units are silent: so that no word and no unit is relied on alone (Srivastava 2014). */
const FEATURES_OUT = 0.1
const UNITS_OUT = 0.3
/** Pull towards nothing, each time a weight is touched. */
const DECAY = 1e-5
const FIRST_ROWS = 0.1
const LEAST_ERROR = 1e-4
const BAG = 1

export interface TrainedNetwork {
  file: NetworkFile
  /** For each example how likely each label is to a network that learned from four fifths of them without it; undefined for those. */
  unseen: (Float64Array | undefined)[]
}

/** Learns twice: from all examples what is shipped, and from a bag of them what tells how far it can be believed. The same examples give the same file. */
export function trainNetwork(
  labels: readonly string[],
  examples: readonly Example[],
  training: NetworkTraining,
): TrainedNetwork {
  const taught = onlyCommon(
    examples.filter(({ label }) => label !== undefined),
    RARE,
  )
  const trial = new Network(
    learn(
      labels,
      taught.filter(({ bags }) => bags & BAG),
      training,
    ),
  )
  return {
    file: learn(labels, taught, training),
    unseen: examples.map(({ features, bags }) => (bags & BAG ? undefined : trial.chances(features))),
  }
}

function learn(labels: readonly string[], examples: readonly Example[], training: NetworkTraining): NetworkFile {
  const chance = seeded(training.units)
  const { buckets, numbered } = withoutGaps(examples)
  const lesson = new Lesson(buckets, labels.length, training, chance)
  const order = [...numbered]
  for (let round = 0; round < training.rounds; round += 1) {
    shuffle(order, chance)
    for (const { features, label, weight } of order) lesson.teach(features, labels.indexOf(label ?? ''), weight)
  }
  return lesson.file(labels)
}

/** Weights, and how much each has been moved already: what is seen often moves less (AdaGrad). */
class Weights {
  readonly values: Float32Array
  private readonly moved: Float32Array
  private readonly rate: number

  constructor(first: Float32Array, rate: number) {
    this.values = first
    this.moved = new Float32Array(first.length)
    this.rate = rate
  }

  step(at: number, slope: number): void {
    this.moved[at] = (this.moved[at] as number) + slope * slope
    this.values[at] = (this.values[at] as number) - (this.rate * slope) / Math.sqrt((this.moved[at] as number) + 1e-6)
  }

  /** A step that also pulls towards nothing. */
  decay(at: number, slope: number): void {
    this.step(at, slope + DECAY * (this.values[at] as number))
  }
}

class Lesson {
  private readonly buckets: readonly number[]
  private readonly rows: Weights
  private readonly start: Weights
  private readonly says: Weights
  private readonly bias: Weights
  private readonly units: number
  private readonly labels: number
  private readonly chance: () => number
  /** Of the message at hand: what its features add up to, how loud each unit is, and how much louder it should have been. */
  private readonly sums: Float64Array
  private readonly loud: Float32Array
  private readonly slopes: Float32Array

  /** @param buckets of the messages that will be taught: their features are places in this list */
  constructor(buckets: readonly number[], labels: number, { units, rate }: NetworkTraining, chance: () => number) {
    const spread = (count: number, most: number) =>
      Float32Array.from({ length: count }, () => (chance() - 0.5) * 2 * most)
    this.buckets = buckets
    this.units = units
    this.labels = labels
    this.chance = chance
    // Drawn for every bucket that there could be: what a row starts with does not hang on which others there are.
    this.rows = new Weights(rowsOf(buckets, spread(BUCKETS * units, FIRST_ROWS), units), rate)
    this.start = new Weights(new Float32Array(units), rate)
    this.says = new Weights(spread(units * labels, Math.sqrt(3 / units)), rate)
    this.bias = new Weights(new Float32Array(labels), rate)
    this.sums = new Float64Array(units)
    this.loud = new Float32Array(units)
    this.slopes = new Float32Array(units)
  }

  teach(features: FeatureList, target: number, weight: number): void {
    const seen = this.leaveSomeOut(features)
    this.addUp(seen)
    this.silenceSome()
    const errors = this.speak()
    errors[target] = (errors[target] as number) - 1
    for (let k = 0; k < errors.length; k += 1) errors[k] = (errors[k] as number) * weight
    this.correctLabels(errors)
    this.correctUnits(seen)
  }

  private leaveSomeOut({ buckets, values }: FeatureList): FeatureList {
    const seen: FeatureList = { buckets: [], values: [] }
    for (let i = 0; i < buckets.length; i += 1) {
      if (this.chance() < FEATURES_OUT) continue
      seen.buckets.push(buckets[i] as number)
      seen.values.push(values[i] as number)
    }
    return seen
  }

  private addUp(features: FeatureList): void {
    this.sums.set(this.start.values)
    addUp(features, this.rows.values, this.sums)
  }

  /** Those that speak are so much louder that the whole is as loud as without any silenced. */
  private silenceSome(): void {
    for (let unit = 0; unit < this.units; unit += 1) {
      const sum = this.sums[unit] as number
      this.loud[unit] = sum > 0 && this.chance() >= UNITS_OUT ? sum / (1 - UNITS_OUT) : 0
    }
  }

  private speak(): Float64Array {
    const said = Float64Array.from(this.bias.values)
    for (let unit = 0; unit < this.units; unit += 1) {
      const loud = this.loud[unit] as number
      if (loud === 0) continue
      const from = unit * this.labels
      for (let k = 0; k < said.length; k += 1)
        said[k] = (said[k] as number) + loud * (this.says.values[from + k] as number)
    }
    return softmax(said)
  }

  private correctLabels(errors: Float64Array): void {
    this.slopes.fill(0)
    for (let k = 0; k < errors.length; k += 1) {
      const error = errors[k] as number
      if (Math.abs(error) < LEAST_ERROR) continue
      this.bias.step(k, error)
      for (let unit = 0; unit < this.units; unit += 1) {
        const loud = this.loud[unit] as number
        if (loud === 0) continue
        const at = unit * this.labels + k
        this.slopes[unit] = (this.slopes[unit] as number) + error * (this.says.values[at] as number)
        this.says.decay(at, error * loud)
      }
    }
  }

  private correctUnits({ buckets, values }: FeatureList): void {
    const { slopes, units } = this
    for (let unit = 0; unit < units; unit += 1) {
      if (slopes[unit] === 0) continue
      slopes[unit] = (slopes[unit] as number) / (1 - UNITS_OUT)
      this.start.step(unit, slopes[unit] as number)
    }
    for (let i = 0; i < buckets.length; i += 1) {
      const from = (buckets[i] as number) * units
      const value = values[i] as number
      for (let unit = 0; unit < units; unit += 1)
        if (slopes[unit] !== 0) this.rows.decay(from + unit, (slopes[unit] as number) * value)
    }
  }

  file(labels: readonly string[]): NetworkFile {
    const { buckets, units } = this
    const values = buckets.map((_, at) => this.rows.values.subarray(at * units, (at + 1) * units))
    const most = values.reduce((found, row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), found), 0)
    const scale = most / 127
    const rows = Buffer.alloc(buckets.length * units)
    values.forEach((row, at) =>
      row.forEach((value, unit) => rows.writeInt8(Math.round(value / scale), at * units + unit)),
    )
    return {
      labels: [...labels],
      scale,
      buckets: packBuckets(buckets),
      rows,
      start: rounded(this.start),
      says: rounded(this.says),
      bias: rounded(this.bias),
    }
  }
}

/** The rows of these buckets, one after the other. */
function rowsOf(buckets: readonly number[], all: Float32Array, units: number): Float32Array {
  const rows = new Float32Array(buckets.length * units)
  buckets.forEach((bucket, at) => rows.set(all.subarray(bucket * units, (bucket + 1) * units), at * units))
  return rows
}

const rounded = ({ values }: Weights): number[] => [...values].map((value) => Math.round(value * 10_000) / 10_000)
