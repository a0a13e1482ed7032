import { ApiError } from './apiError.ts'

export interface RateRules {
  /** Calls that may come at once. */
  burst: number
  /** Calls that come back each second. */
  perSecond: number
}

export const DEFAULT_RATE: RateRules = { burst: 120, perSecond: 20 }

export interface RateLimit {
  /** Takes `cost` calls from a caller's bucket. Throws ApiError `too_many` when it is empty. */
  take(caller: string, cost?: number): void
}

interface Bucket {
  left: number
  /** Milliseconds of a clock that never goes back. */
  at: number
}

/** So many callers are remembered; the one not seen for longest is forgotten first, its bucket being full again by then. */
const CALLERS = 20_000

/** A token bucket for each caller, in this process's memory. */
export function rateLimit(rules: RateRules = DEFAULT_RATE, now: () => number = () => performance.now()): RateLimit {
  const buckets = new Map<string, Bucket>()
  return {
    take: (caller, cost = 1) => {
      const at = now()
      const bucket = buckets.get(caller) ?? { left: rules.burst, at }
      bucket.left = Math.min(rules.burst, bucket.left + ((at - bucket.at) / 1_000) * rules.perSecond)
      bucket.at = at
      buckets.delete(caller)
      buckets.set(caller, bucket)
      forgetOldest(buckets)
      if (bucket.left < cost) throw new ApiError('too_many')
      bucket.left -= cost
    },
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  if (buckets.size <= CALLERS) return
  const oldest = buckets.keys().next()
  if (!oldest.done) buckets.delete(oldest.value)
}
