/** One answer: the belief in it, and whether intent and category were right. */
export interface Believed {
  /** 0 to 1. */
  confidence: number
  right: boolean
}

/** Answers whose confidence lies in the same tenth. */
export interface Bin {
  /** Lower bound, 0 to 0.9. */
  from: number
  count: number
  /** Mean, 0 to 1. */
  confidence: number
  /** Share of right ones, 0 to 1. */
  right: number
}

const BINS = 10

/** Ten bins of equal width; those without an answer are left out. */
export function binsOf(believed: readonly Believed[]): Bin[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const within = believed.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin)
    return {
      from: bin / BINS,
      count: within.length,
      confidence: mean(within.map(({ confidence }) => confidence)),
      right: mean(within.map(({ right }) => (right ? 1 : 0))),
    }
  }).filter(({ count }) => count > 0)
}

/** Expected calibration error, 0 to 1: how far belief and truth lie apart, weighted by how many answers a bin has. */
export function calibrationError(believed: readonly Believed[]): number {
  if (believed.length === 0) return 0
  return binsOf(believed).reduce(
    (sum, { count, confidence, right }) => sum + (count / believed.length) * Math.abs(confidence - right),
    0,
  )
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
