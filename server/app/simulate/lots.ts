type Name = string | number

/**
 * Draws lots for the simulated community. Each decision has its own lot, drawn from the seed and the names of all that the decision
 * is about, and not from a stream: so the same resident asks for the same at the same hour and the same helper is in the same
 * temper under every policy, whatever else happened before (common random numbers).
 */
export class Lots {
  private readonly seed: number

  constructor(seed: number) {
    this.seed = seed
  }

  /** From 0 to below 1. */
  share(...names: Name[]): number {
    return mixed(hashOf(this.seed, names)) / 4_294_967_296
  }

  happens(share: number, ...names: Name[]): boolean {
    return this.share(...names) < share
  }

  /** A whole number; both ends may come. */
  between(least: number, most: number, ...names: Name[]): number {
    return least + Math.floor(this.share(...names) * (most - least + 1))
  }

  oneOf<T>(list: readonly T[], ...names: Name[]): T {
    return list[this.between(0, list.length - 1, ...names)] as T
  }

  /** A key, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>, ...names: Name[]): K {
    const entries = Object.entries(weights) as [K, number][]
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
    let left = this.share(...names) * total
    for (const [key, weight] of entries) {
      left -= weight
      if (left < 0) return key
    }
    return (entries.at(-1) as [K, number])[0]
  }

  /** Spans of people: many short ones, a few long ones. `spread` is the standard deviation of the logarithm. */
  span(median: number, spread: number, ...names: Name[]): number {
    return median * Math.exp(spread * this.normal(...names))
  }

  private normal(...names: Name[]): number {
    const [a, b] = [this.share(...names, 'a'), this.share(...names, 'b')]
    return Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b)
  }
}

/** FNV-1a over the names, parted so that ('a', 'bc') and ('ab', 'c') differ. */
function hashOf(seed: number, names: readonly Name[]): number {
  let hash = Math.imul(seed ^ 0x811c9dc5, 0x01000193)
  for (const name of names) {
    const text = String(name)
    for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ 0x1f, 0x01000193)
  }
  return hash
}

/** The last step of MurmurHash3: every bit of the hash decides every bit of the lot. */
function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
