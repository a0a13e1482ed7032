import type { Intent, ReadFrame } from '@yimin/shared/language/frame'
import { NO_WORDS, type CommunityWords } from './communityWords.ts'
import { shorten } from './normalise/normalise.ts'
import { understand } from './understand.ts'

const OWN_MATTER: ReadonlySet<Intent> = new Set([
  'request',
  'report',
  'consult',
  'emergency',
  'cancel',
  'register',
  'complete',
])
const SURE = 0.55
const BREAK = /[。!！;；\n]+|(?:另外|还有一件事|还有个事|还有件事|对了|顺便问)[,， ]?/
const MOST = 5

/**
 * All matters of one message, at least one: the first frame is that of the whole message, further ones are sentences that
 * clearly speak of something else (an order and a report, two doors).
 */
export function understandAll(
  text: string,
  now: string,
  words: CommunityWords = NO_WORDS,
  chat: 'group' | 'private' = 'group',
): ReadFrame[] {
  const whole = understand(text, now, words, chat)
  const sentences = shorten(text)
    .split(BREAK)
    .filter((sentence) => sentence.trim().length > 3)
  if (sentences.length < 2 || whole.intent === 'other') return [whole]
  const frames = sentences
    .map((sentence) => understand(sentence, now, words, chat))
    .filter((frame) => OWN_MATTER.has(frame.intent) && frame.confidence >= SURE)
  const first = frames.findIndex((frame) => frame.intent === whole.intent && frame.category === whole.category)
  if (first < 0) return [whole]
  const base = frames[first] as ReadFrame
  const others = frames.filter((frame, index) => index !== first && isOther(base, frame))
  return [whole, ...others].slice(0, MOST)
}

function isOther(first: ReadFrame, other: ReadFrame): boolean {
  if (first.intent !== other.intent) return true
  const door = (frame: ReadFrame): string => JSON.stringify(frame.address ?? {})
  const twoDoors = first.address !== undefined && other.address !== undefined && door(first) !== door(other)
  return twoDoors && (other.items !== undefined || other.category !== first.category)
}
