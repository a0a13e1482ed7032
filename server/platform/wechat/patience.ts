import type { Clock } from '../clock.ts'
import type { Call } from './exchange.ts'
import { WeChatFault } from './faults.ts'

/** Time as the client needs it; tests turn a clock instead of waiting. */
export interface Pace {
  clock: Clock
  wait(ms: number): Promise<void>
  /** 0 up to 1. */
  chance(): number
  /** No try takes longer than this; what the call itself says unless told. */
  tryMs?: number
}

const FIRST_MS = 500
const LONGEST_MS = 30_000
const SOON_MS = 1_000

/** Half of it is fixed and half drawn, so that many callers do not come back at the same moment. */
export function pauseBefore(nextTry: number, chance: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (nextTry - 2))
  return Math.round(full / 2 + (full / 2) * chance())
}

/**
 * Tries again what may pass by itself, as often and as long as the call's patience lasts. What the token's own call could not
 * do in its tries is not tried anew. Throws the last WeChatFault.
 */
export async function patiently<T>(
  pace: Pace,
  { api, patience }: Pick<Call<T>, 'api' | 'patience'>,
  attempt: () => Promise<T>,
): Promise<T> {
  const until = pace.clock.now().getTime() + patience.withinMs
  for (let next = 2; ; next += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof WeChatFault) || error.api !== api) throw error
      const { retry } = error.action
      if (next > patience.tries || (retry !== 'backoff' && retry !== 'soon')) throw error
      const pause = retry === 'soon' ? SOON_MS : pauseBefore(next, pace.chance)
      if (pace.clock.now().getTime() + pause > until) throw error
      await pace.wait(pause)
    }
  }
}
