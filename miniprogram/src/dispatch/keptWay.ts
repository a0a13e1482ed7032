import type { Task, Way } from '../api/routes.ts'

/** What may lie on the phone of an errand in hand: where, for whom, what. No phone number, not even a masked one. */
export type KeptTask = Pick<
  Task,
  | 'code'
  | 'help'
  | 'items'
  | 'budget'
  | 'door'
  | 'spokenTo'
  | 'promisedTime'
  | 'note'
  | 'part'
  | 'pickUp'
  | 'next'
  | 'handover'
  | 'codeTriedOut'
  | 'withoutCode'
>

export interface KeptWay {
  /** Whose it is. */
  who: string
  /** When it was read, in ms since 1970. */
  at: number
  stops: { place: string; tasks: KeptTask[] }[]
}

/** Whoever was without a line for so long hears anew what is still his. */
const KEPT_MS = 12 * 3_600_000

/** What is laid by for an hour without a line; nothing where nothing is in hand. */
export function toKeep({ stops }: Way, who: string, now: number): KeptWay | undefined {
  if (stops.length === 0) return undefined
  return {
    who,
    at: now,
    stops: stops.map(({ place, tasks }) => ({
      place,
      tasks: tasks.map((task) => ({
        code: task.code,
        help: task.help,
        items: task.items,
        budget: task.budget,
        door: task.door,
        spokenTo: task.spokenTo,
        promisedTime: task.promisedTime,
        note: task.note,
        part: task.part,
        pickUp: task.pickUp,
        next: task.next,
        handover: task.handover,
        codeTriedOut: task.codeTriedOut,
        withoutCode: task.withoutCode,
      })),
    })),
  }
}

export function isFresh(kept: KeptWay, now: number): boolean {
  return now - kept.at < KEPT_MS
}
