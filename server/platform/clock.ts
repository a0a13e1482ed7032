/** Time is asked of a clock that is handed in, so that tests and replays may turn it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is turned; it never goes backwards. */
export interface VirtualClock extends Clock {
  turnTo(instant: Date): void
}

export function virtualClock(start: Date): VirtualClock {
  let current = start.getTime()
  return {
    now: () => new Date(current),
    turnTo: (instant) => {
      current = Math.max(current, instant.getTime())
    },
  }
}
