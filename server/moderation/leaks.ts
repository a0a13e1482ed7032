/** Kinds of personal data that must not be said in a group or written to a log (PRIV-02). */
export const LEAK_KINDS = ['phone', 'id_card', 'bank_card', 'door', 'group', 'illness', 'name', 'contact'] as const
export type LeakKind = (typeof LEAK_KINDS)[number]

/** One find: its kind and where it stands in the given text (UTF-16 offsets, end exclusive). Never the value itself. */
export interface Leak {
  kind: LeakKind
  start: number
  end: number
}

export interface GuardedText {
  /** Fit for a group or a log: every find replaced by a neutral word. */
  text: string
  leaks: Leak[]
}

/** What the guard knows beside the text: full names of the people whom the words are about. */
export interface KnownPeople {
  names?: readonly string[]
}
