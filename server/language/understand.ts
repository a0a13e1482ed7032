import type { Category, Frame, Intent, Item, ReadFrame, When } from '@yimin/shared/language/frame'
import { NO_WORDS, type CommunityWords } from './communityWords.ts'
import { readGroups } from './cues/groups.ts'
import { isSoon, isUrgent } from './cues/urgency.ts'
import { decideCategory, decideIntent } from './decide.ts'
import { compileWords } from './grammar/places.ts'
import { toItem } from './grammar/items.ts'
import { toWhen } from './grammar/times.ts'
import { normalise, shorten } from './normalise/normalise.ts'
import { readAll, type Reading } from './reading.ts'

const GOODS: ReadonlySet<Category> = new Set(['produce', 'daily_goods', 'meal', 'medicine', 'parcel', 'recycling'])
const TIMED: ReadonlySet<Intent> = new Set(['request', 'amend', 'cancel', 'accept', 'register', 'release'])
const PRICED: ReadonlySet<Intent> = new Set(['request', 'amend'])

/** Below this a person looks at the draft. */
export const CONFIDENT = 0.5

/**
 * What one chat message means. Pure: the answer depends on nothing but the arguments; every string gives a frame, at worst `other`.
 * @param now local time of the message, `YYYY-MM-DDTHH:mm` in Asia/Shanghai; without a valid one no times are read
 * @param words the station's own words; keep the object between calls, it is compiled once
 */
export function understand(
  text: string,
  now: string,
  words: CommunityWords = NO_WORDS,
  chat: 'group' | 'private' = 'group',
): ReadFrame {
  const plain = normalise(shorten(text))
  if (plain === '') return { intent: 'other', confidence: 0.95 }
  return toFrame(readAll(plain, now, compileWords(words), chat))
}

/** Fills the frame's fields in the contract's order; what the message does not state stays absent. */
function toFrame(reading: Reading): ReadFrame {
  const { intent, confidence } = decideIntent(reading)
  if (intent === 'other') return { intent, confidence }
  const category = decideCategory(reading, intent)
  const items = PRICED.has(intent) ? itemsOf(reading, category) : []
  const groups = readGroups(reading.text, intent, category)
  const urgent =
    isUrgent(reading.text, intent) && ['request', 'amend', 'emergency', 'status', 'cancel', 'report'].includes(intent)
  const when = whenOf(reading, intent)
  const frame: Frame = {
    intent,
    ...(category && { category }),
    ...(items.length > 0 && { items }),
    ...(reading.budget !== undefined && PRICED.has(intent) && { budget: reading.budget }),
    ...(reading.address && addressCounts(reading, intent) && { address: reading.address }),
    ...(when && { when }),
    ...(groups.length > 0 && { groups }),
    ...(reading.phone && { phone: reading.phone }),
    ...(reading.code && { code: reading.code }),
    ...(reading.rating !== undefined && intent === 'feedback' && { rating: reading.rating }),
    ...(urgent && { urgent: true as const }),
  }
  return { ...frame, confidence: weigh(reading, frame, confidence) }
}

function addressCounts(reading: Reading, intent: Intent): boolean {
  return intent !== 'consult' || reading.address?.building !== undefined
}

function itemsOf(reading: Reading, category: Category | undefined): Item[] {
  if (category && !GOODS.has(category)) return []
  let kept = reading.mentions.filter((mention) => !mention.refused)
  if (kept.some((mention) => mention.strength !== 'bare')) kept = kept.filter((mention) => mention.strength !== 'bare')
  if (category === 'recycling')
    kept = kept.filter(
      (mention) => mention.category === 'recycling' || mention.category === 'daily_goods' || !mention.category,
    )
  if (category === 'parcel') kept = kept.filter((mention) => mention.category === 'parcel')
  return kept.map(toItem)
}

function whenOf(reading: Reading, intent: Intent): When | undefined {
  if (!TIMED.has(intent)) return undefined
  const when = reading.time && reading.now !== undefined ? toWhen(reading.time, reading.now) : undefined
  if (when) return when
  return (intent === 'request' || intent === 'amend') && isSoon(reading.text) ? { asap: true } : undefined
}

/** Weak or contradictory evidence lowers the belief: goods by a guessed name, a request without anything to do. */
function weigh(reading: Reading, frame: Frame, confidence: number): number {
  let belief = confidence
  if (frame.intent === 'request' && frame.category === 'other') belief -= 0.2
  if (frame.items && reading.mentions.some((mention) => mention.category === undefined && !mention.refused))
    belief -= 0.05
  if (reading.text.length > 300) belief -= 0.1
  return Math.round(Math.max(0.05, Math.min(0.99, belief)) * 100) / 100
}
