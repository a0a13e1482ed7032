import type { ReadFrame } from './frame.ts'

/** A message of which the reader is not sure. */
export interface Doubt {
  text: string
  /** Local time of the message, `YYYY-MM-DDTHH:mm`. */
  now: string
  chat: 'group' | 'private'
  /** The reader's own answer. */
  frame: ReadFrame
  /** The station's threshold: below it a person looks at the draft. */
  floor: number
}

/** Somebody else who is asked what a message means. Absent where the station has not switched it on. */
export interface SecondOpinion {
  /** Whether it may be asked at all; costs nothing and sends nothing. */
  isWorthAsking(doubt: Doubt): boolean
  /**
   * The reader's answer, with empty fields filled where the other's answer could be believed. Whatever goes wrong, it is the reader's
   * own; never throws. `names`: full names of people who may be spoken of, to be masked.
   */
  ask(doubt: Doubt, names: readonly string[]): Promise<ReadFrame>
}
