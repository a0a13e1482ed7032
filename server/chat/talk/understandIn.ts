import type { ReadFrame } from '@yimin/shared/language/frame'
import { understand, understandAll } from '../../language/index.ts'
import { wordsOfStation } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'

/** Reads a sentence with the station's own words. `now` is local time. */
export function understandIn(station: Station, text: string, now: string, chat: 'group' | 'private'): ReadFrame {
  return understand(text, now, wordsOfStation(station), chat)
}

export function understandAllIn(station: Station, text: string, now: string, chat: 'group' | 'private'): ReadFrame[] {
  return understandAll(text, now, wordsOfStation(station), chat)
}
