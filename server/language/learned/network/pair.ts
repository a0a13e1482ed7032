import type { FeatureList } from '../features.ts'
import type { LinearModel, Rows } from '../linear.ts'
import type { Network } from './network.ts'

/**
 * A linear model and a network that learned from the same sentences, asked side by side: the mean of what they say. They err on different
 * messages, so the mean errs less than either.
 */
export class Pair<Label extends string> {
  readonly labels: readonly Label[]
  private readonly linear: LinearModel<Label>
  private readonly network: Network

  private readonly rows: Rows

  /** @param rows that both look up */
  constructor(linear: LinearModel<Label>, network: Network, rows: Rows) {
    this.labels = linear.labels
    this.rows = rows
    this.linear = linear
    this.network = network
  }

  /** How likely each label is; `more` are features that stand beside the message's own. */
  chances(features: FeatureList, more?: FeatureList): Float64Array {
    const called = this.rows.called(features, more)
    return meanOf(this.linear.chancesOf(called), this.network.chancesOf(called))
  }
}

/** In place of the first. */
export function meanOf(one: Float64Array, other: Float64Array): Float64Array {
  for (let k = 0; k < one.length; k += 1) one[k] = ((one[k] as number) + (other[k] as number)) / 2
  return one
}
