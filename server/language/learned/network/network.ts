import type { FeatureList } from '../features.ts'
import { bucketsOf, layRows, PARTS, Rows, signed, softmax, sumRows, type Called } from '../linear.ts'

/** A small network as it lies in its file: each bucket's row of small whole numbers, and what is done with their sum. */
export interface NetworkFile {
  labels: string[]
  /** One unit of a stored row. */
  scale: number
  /** Buckets with a row, each as the distance from the one before (32-bit little-endian numbers). */
  buckets: Buffer
  /** For each bucket one signed byte a unit of the hidden layer. */
  rows: Buffer
  /** What a unit has before anything is added to it. */
  start: number[]
  /** For each unit, what it says for each label. */
  says: number[]
  bias: number[]
}

/**
 * A network with one hidden layer: the rows of a message's features are added up, units below nothing are silent, the others speak for the
 * labels. Unlike a linear model it can tell that two things together mean what neither means alone.
 */
export class Network {
  private readonly labels: number
  private readonly scale: number
  private readonly rows: Rows
  private readonly table: { weights: Int8Array; width: number }
  private readonly start: Float64Array
  private readonly says: Float64Array
  private readonly bias: Float64Array
  /** Used again for every message. */
  private readonly units: Int32Array

  /**
   * Throws where the file was cut.
   * @param rows that several models look up together; by itself a network has rows of its own
   */
  constructor(file: NetworkFile, rows = new Rows([], [bucketsOf(file.buckets)])) {
    const units = file.start.length
    if (file.rows.length !== (file.buckets.length / 4) * units) throw new Error('a model file was cut')
    this.labels = file.labels.length
    this.scale = file.scale / PARTS
    this.start = Float64Array.from(file.start)
    this.says = Float64Array.from(file.says)
    this.bias = Float64Array.from(file.bias)
    this.units = new Int32Array(units)
    this.rows = rows
    this.table = { weights: new Int8Array(rows.shared * units), width: units }
    layRows(rows, bucketsOf(file.buckets), signed(file.rows), { ...this.table, from: 0, n: units })
  }

  /** How likely each label is. `more` are features that stand beside the message's own. */
  chances(features: FeatureList, more?: FeatureList): Float64Array {
    return this.chancesOf(this.rows.called(features, more))
  }

  /** The same, for what the network's rows have looked up already. */
  chancesOf(called: Called): Float64Array {
    const { units } = this
    sumRows(called, called.shared, this.table, 0, units)
    const sums = new Float64Array(this.bias)
    for (let unit = 0; unit < units.length; unit += 1) {
      const loud = (units[unit] as number) * this.scale + (this.start[unit] as number)
      if (loud <= 0) continue
      const from = unit * this.labels
      for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] as number) + loud * (this.says[from + k] as number)
    }
    return softmax(sums)
  }
}
