import type { Alive } from '../seal/index.ts'
import type { Fault } from './walk.ts'

export type ExchangeRefusal =
  /** The key that is here is not the record's. */
  | 'wrong_key'
  /** Values are sealed with a next key that is not here. */
  | 'next_key_lost'
  /** The settings name no next key. */
  | 'next_key_missing'
  | 'same_key'
  /** Somebody works on the record. */
  | 'not_alone'
  /** Some values do not open, or nobody said that they are sealed. */
  | 'faults'
  /** Values keep being written with the old key. */
  | 'restless'

/** Why the key is not exchanged. Until the record says `sealing`, nothing was changed. */
export class ExchangeFault extends Error {
  override name = 'ExchangeFault'
  readonly code: ExchangeRefusal
  readonly alive: readonly Alive[]
  readonly faults: readonly Fault[]

  constructor(code: ExchangeRefusal, more: { alive?: readonly Alive[]; faults?: readonly Fault[] } = {}) {
    super(`the master key is not exchanged: ${code}`)
    this.code = code
    this.alive = more.alive ?? []
    this.faults = more.faults ?? []
  }
}
