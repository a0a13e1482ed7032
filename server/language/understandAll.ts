import type { ReadFrame } from '@yimin/shared/language/frame'
import { NO_WORDS, type CommunityWords } from './communityWords.ts'
import { compileWords } from './grammar/addresses/places.ts'
import { learned } from './learned/learned.ts'
import { splitMatters } from './learned/matters/splitMatters.ts'
import { shorten } from './normalise/normalise.ts'
import { understand } from './understand.ts'

/**
 * All matters of one message in its order, at least one: two orders for two doors, an order and a report. Where it is one matter, its frame
 * is that of `understand`.
 */
export function understandAll(
  text: string,
  now: string,
  words: CommunityWords = NO_WORDS,
  chat: 'group' | 'private' = 'group',
): ReadFrame[] {
  const parts = splitMatters(learned, shorten(text), now, compileWords(words), chat)
  if (parts.length < 2) return [understand(text, now, words, chat)]
  const frames = parts.map((part) => understand(part, now, words, chat)).filter(({ intent }) => intent !== 'other')
  return frames.length > 0 ? frames : [understand(text, now, words, chat)]
}
