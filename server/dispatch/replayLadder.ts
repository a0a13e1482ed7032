import { callsStaff, rungsInOrder } from '@yimin/shared/dispatch/ladder'
import type { Ladder } from '@yimin/shared/dispatch/ladder'

/** One who was asked in a recorded search, in the order of asking, with what he did about it. */
export interface Recorded {
  /** Minutes from the asking to his yes or no; absent where he said nothing. */
  afterMinutes?: number
  yes: boolean
}

export interface Replayed {
  /** People asked for one request, on the average. */
  asksEach: number
  taken: number
  medianMinutes?: number
  toWorker: number
}

/** Plays recorded searches again by a ladder: the same people in the same order, each as quick as he was. Pure. */
export function replayLadder(ladder: Ladder, searches: readonly (readonly Recorded[])[]): Replayed {
  const played = searches.map((people) => playOne(ladder, people))
  const times = played.flatMap(({ takenAt }) => takenAt ?? []).sort((a, b) => a - b)
  const asks = played.reduce((sum, { asked }) => sum + asked, 0)
  const median = times[Math.floor((times.length - 1) / 2)]
  return {
    asksEach: searches.length === 0 ? 0 : Math.round((asks / searches.length) * 10) / 10,
    taken: times.length,
    ...(median === undefined ? {} : { medianMinutes: Math.round(median * 10) / 10 }),
    toWorker: played.filter(({ toWorker }) => toWorker).length,
  }
}

interface Played {
  asked: number
  takenAt?: number
  toWorker: boolean
}

/** Minute 0 is the beginning of the search. A rung whose people have all said no does not wait for its time. */
function playOne(ladder: Ladder, people: readonly Recorded[]): Played {
  const answers: { at: number; yes: boolean }[] = []
  let at = 0
  let asked = 0
  for (const rung of rungsInOrder(ladder)) {
    const first = firstYes(answers)
    if (first !== undefined && first <= at) return { asked, takenAt: first, toWorker: false }
    // Who has it before the worker comes is not hers.
    if (callsStaff(rung))
      return first === undefined ? { asked, toWorker: true } : { asked, takenAt: first, toWorker: true }
    const now = people.slice(asked, asked + rung.ask)
    asked += now.length
    for (const { afterMinutes, yes } of now) answers.push({ at: at + (afterMinutes ?? Infinity), yes })
    const until = at + rung.minutes
    const lastNo = Math.max(0, ...answers.map((answer) => answer.at))
    // Nobody was left to ask: the next rung comes at once.
    if (now.length > 0) at = answers.some(({ yes }) => yes) ? until : Math.min(until, Math.max(at, lastNo))
  }
  return { asked, toWorker: false }
}

function firstYes(answers: readonly { at: number; yes: boolean }[]): number | undefined {
  const times = answers.filter(({ yes, at }) => yes && at < Infinity).map(({ at }) => at)
  return times.length === 0 ? undefined : Math.min(...times)
}
