import type { House, HouseSettings } from '../../house.ts'

/** One part of the bench of queues, on a database and a Redis prefix of its own. */
export interface Part {
  settings: HouseSettings
  house: House
  /** How much of it: requests, timers, races. */
  count: number
  /** One line of how far it is. */
  tell(progress: string): void
}

/** Tells about every so many milliseconds, while something goes on. */
export const TELL_EVERY_MS = 5_000
