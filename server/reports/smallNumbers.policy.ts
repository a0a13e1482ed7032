/** Fewer cases than this tell of people and not of a service. */
export const FEW = 5

export function isFew(n: number): boolean {
  return n < FEW
}

/** `part` of `whole` in whole percent; `undefined` where the whole is too small to speak of. */
export function percentOf(part: number, whole: number): number | undefined {
  return isFew(whole) ? undefined : Math.round((100 * part) / whole)
}

/** The value below or at which this share of all lies (nearest rank); `undefined` where there are too few. */
export function quantile(values: readonly number[], share: number): number | undefined {
  if (isFew(values.length)) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)]
}
