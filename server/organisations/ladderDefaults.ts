import type { LadderName, Rung } from '@yimin/shared/dispatch/ladder'

type Step = Pick<Rung, 'who' | 'ask' | 'minutes'> & Partial<Pick<Rung, 'channel'>>

/** Rungs one after the other; the worker on duty is the last, and has `workerMinutes` before the next of the staff is told. */
export function ladderOf(steps: readonly Step[], workerMinutes: number, inQuietHours: Rung['inQuietHours']): Rung[] {
  const last: Step = { who: 'worker_on_duty', ask: 1, minutes: workerMinutes }
  return [...steps, last].map((step, i) => ({
    channel: 'private',
    ...step,
    id: i < steps.length ? `r${i + 1}` : 'worker',
    inQuietHours,
    next: i >= steps.length ? null : i === steps.length - 1 ? 'worker' : `r${i + 2}`,
  }))
}

/** Two rounds have been asked by the time a word is promised (ten minutes); the third and the group have a quarter of an hour each. */
const PLAIN = ladderOf(
  [
    { who: 'same_zone', ask: 3, minutes: 3 },
    { who: 'skilled', ask: 3, minutes: 7 },
    { who: 'skilled', ask: 5, minutes: 15 },
    { who: 'everyone', ask: 10, minutes: 15, channel: 'group' },
  ],
  15,
  'wait',
)
/** More at once and half the time; at night the worker on duty decides whom she wakes. */
const URGENT = ladderOf(
  [
    { who: 'same_zone', ask: 5, minutes: 3 },
    { who: 'skilled', ask: 8, minutes: 7 },
    { who: 'everyone', ask: 15, minutes: 10, channel: 'group' },
  ],
  10,
  'to_worker',
)

/** The ladders that a station starts with: proposals from the field, as all figures of the defaults. */
export const LADDER_DEFAULTS: { [name in LadderName]: Rung[] } = {
  goods: PLAIN,
  goods_urgent: URGENT,
  errand: PLAIN,
  errand_urgent: URGENT,
  // The station's own people alone, in two rounds; never a word in a group.
  sensitive: ladderOf(
    [
      { who: 'everyone', ask: 3, minutes: 15 },
      { who: 'everyone', ask: 10, minutes: 25 },
    ],
    15,
    'wait',
  ),
  sensitive_urgent: ladderOf(
    [
      { who: 'everyone', ask: 5, minutes: 5 },
      { who: 'everyone', ask: 10, minutes: 5 },
    ],
    10,
    'to_worker',
  ),
  emergency: emergencyLadder(1),
}

/** The worker on duty, then everybody of the station, again and again. */
export function emergencyLadder(minutes: number): Rung[] {
  const rung = { ask: 1, minutes, channel: 'private', inQuietHours: 'to_worker' } as const
  return [
    { ...rung, id: 'worker', who: 'worker_on_duty', next: 'all' },
    { ...rung, id: 'all', who: 'whole_staff', next: null },
  ]
}
