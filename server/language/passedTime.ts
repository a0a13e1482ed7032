import type { When } from '@yimin/shared/language/frame'
import { NO_WORDS, type CommunityWords } from './communityWords.ts'
import { compileWords } from './grammar/addresses/places.ts'
import { toWhen } from './grammar/times/times.ts'
import { normalise, shorten } from './normalise/normalise.ts'
import { readAll } from './reading.ts'

/**
 * The time for which something is wished, where it is over already: 今天下午, said at ten at night. The frame of such a message
 * has no time; whoever acts on it asks for another one. Undefined for what is only told of (今天下午摔了一跤). Pure.
 * @param now local time of the message
 */
export function passedTime(
  text: string,
  now: string,
  words: CommunityWords = NO_WORDS,
  chat: 'group' | 'private' = 'group',
): When | undefined {
  const plain = shorten(normalise(shorten(text)))
  if (plain === '') return undefined
  const { over, now: minute } = readAll(plain, now, compileWords(words), chat)
  return over && minute !== undefined ? toWhen({ ...over, past: false }, minute) : undefined
}
