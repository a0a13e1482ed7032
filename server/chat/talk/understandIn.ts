import type { ReadFrame } from '@yimin/shared/language/frame'
import { understand, understandAll } from '../../language/index.ts'
import type { CommunityWords } from '../../language/index.ts'
import { wordsOfStation } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'

type Chat = 'group' | 'private'

/** A sentence with all that its meaning hangs on: whoever reads it, whenever, reads the same. */
export interface Sentence {
  text: string
  /** Local time. */
  now: string
  chat: Chat
}

/** What a sentence was read as before its turn came; `undefined` where nobody has read it, or not with these words. */
export type ReadBefore = (sentence: Sentence, words: CommunityWords) => ReadFrame[] | undefined

const NOBODY: ReadBefore = () => undefined
let readBefore = NOBODY

/**
 * Lets the sentences of this process be read elsewhere before they are said: those of a simulated community are known
 * beforehand. What was not read in time is read here.
 */
export function takeReadingsFrom(source: ReadBefore = NOBODY): void {
  readBefore = source
}

/** Reads a sentence with the station's own words. `now` is local time. */
export function understandIn(station: Station, text: string, now: string, chat: Chat): ReadFrame {
  return understand(text, now, wordsOfStation(station), chat)
}

export function understandAllIn(station: Station, text: string, now: string, chat: Chat): ReadFrame[] {
  const words = wordsOfStation(station)
  return readBefore({ text, now, chat }, words) ?? understandAll(text, now, words, chat)
}
