import type { Intent, ReadFrame } from '@yimin/shared/language/frame'
import { NO_WORDS, type CommunityWords } from './communityWords.ts'
import { shorten } from './normalise/normalise.ts'
import { CONFIDENT, understand } from './understand.ts'

const OWN_MATTER: ReadonlySet<Intent> = new Set([
  'request',
  'report',
  'consult',
  'emergency',
  'cancel',
  'register',
  'complete',
])
const SURE = CONFIDENT
const BREAK = /[。!！;；\n]+|(?:另外|还有一件事|还有个事|还有件事|对了|顺便问)[,， ]?/
const MOST = 5

/**
 * All matters of one message, at least one. Sentences that clearly speak of something else (an order and a report, two doors)
 * are read alone; the first frame is that of everything else in the message.
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
  const read = sentences.map((sentence) => ({ sentence, frame: understand(sentence, now, words, chat) }))
  const first = read.find(({ frame }) => frame.intent === whole.intent && frame.category === whole.category)
  if (!first) return [whole]
  const others = read.filter((one) => one !== first && isSureMatter(one.frame) && isOther(first.frame, one.frame))
  if (others.length === 0) return [whole]
  const rest = read.filter((one) => !others.includes(one)).map(({ sentence }) => sentence)
  return [understand(rest.join('\n'), now, words, chat), ...others.map(({ frame }) => frame)].slice(0, MOST)
}

function isSureMatter(frame: ReadFrame): boolean {
  return OWN_MATTER.has(frame.intent) && frame.confidence >= SURE
}

function isOther(first: ReadFrame, other: ReadFrame): boolean {
  if (first.intent !== other.intent) return true
  const door = (frame: ReadFrame): string => JSON.stringify(frame.address ?? {})
  const twoDoors = first.address !== undefined && other.address !== undefined && door(first) !== door(other)
  return twoDoors && (other.items !== undefined || other.category !== first.category)
}
