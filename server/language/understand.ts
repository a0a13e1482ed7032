import type { Address, Category, Frame, Intent, Item, ReadFrame, When } from '@yimin/shared/language/frame'
import { NO_WORDS, type CommunityWords } from './communityWords.ts'
import { readGroups } from './cues/groups.ts'
import { GOODS } from './cues/kinds.ts'
import { isSoon, isUrgent } from './cues/urgency.ts'
import { tellsOfDanger } from './dangerInStory.ts'
import { decide } from './decide.ts'
import { compileWords, type CompiledWords } from './grammar/addresses/places.ts'
import { toWhen } from './grammar/times/times.ts'
import { withoutCourtesy } from './normalise/courtesy.ts'
import { asWritten, normalise, shorten } from './normalise/normalise.ts'
import { readAll, type Reading } from './reading.ts'
import { isWare } from './learned/goods/wares.ts'
import { kindOfWare, wantedGoods } from './wantedGoods.ts'

const TIMED: ReadonlySet<Intent> = new Set(['request', 'amend', 'cancel', 'accept', 'register', 'release', 'report'])
/** Where 马上 and 尽快 tell when the service is to come, or when the helper comes. */
const SOON: ReadonlySet<Intent> = new Set(['request', 'amend', 'accept', 'report'])
/** Whoever withdraws or gives back tells of other days as a reason. */
const ENDED: ReadonlySet<Intent> = new Set(['cancel', 'release'])
/** What is told of a floor alone belongs to the story. */
const TOLD_OF: ReadonlySet<Intent> = new Set(['report', 'feedback'])
const PRICED: ReadonlySet<Intent> = new Set(['request', 'amend'])

/** Below this a person looks at the draft. */
export const CONFIDENT = 0.5

/** A worker is called, and reads the message. */
const HIDDEN_DANGER = { intent: 'emergency', category: undefined, confidence: 0.6 } as const

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
  // one character may stand for many (㍿ for 株式会社), so what is one spelling may be long again
  const plain = shorten(normalise(shorten(text)))
  if (plain === '') return { intent: 'other', confidence: 0.95 }
  const compiled = compileWords(words)
  const message = withoutCourtesy(plain)
  const reading = readAll(message, now, compiled, chat)
  const decision = decide(reading)
  const hidesDanger = decision.intent !== 'emergency' && tellsOfDanger(message, now, compiled, chat)
  const frame = toFrame(reading, hidesDanger ? HIDDEN_DANGER : decision, compiled)
  if (frame.items) frame.items = frame.items.map((item) => inOwnCharacters(item, text))
  if (frame.address?.place) frame.address = { ...frame.address, place: asWritten(frame.address.place, text) }
  return { ...frame, confidence: Math.round(frame.confidence * 100) / 100 }
}

/** 一條吐司: name and unit as they were typed. */
function inOwnCharacters(item: Item, text: string): Item {
  const { name, unit } = item
  return { ...item, name: asWritten(name, text), ...(unit !== undefined && { unit: asWritten(unit, text) }) }
}

/** Fills the frame's fields in the contract's order; what the message does not state stays absent. */
function toFrame(
  reading: Reading,
  { intent, category: guessed, confidence }: ReturnType<typeof decide>,
  words: CompiledWords,
): ReadFrame {
  if (intent === 'other') return { intent, confidence }
  const items = PRICED.has(intent) ? itemsOf(reading, intent, guessed) : []
  const category = kindOfGoods(items, guessed, words)
  const groups = readGroups(reading.text, intent, category)
  const urgent =
    isUrgent(reading.text, intent) && ['request', 'amend', 'emergency', 'status', 'cancel', 'report'].includes(intent)
  const when = whenOf(reading, intent)
  const address = addressOf(reading, intent)
  const frame: Frame = {
    intent,
    ...(category && { category }),
    ...(items.length > 0 && { items }),
    ...(reading.budget !== undefined && PRICED.has(intent) && { budget: reading.budget }),
    ...(address && { address }),
    ...(when && { when }),
    ...(groups.length > 0 && { groups }),
    ...(reading.phone && { phone: reading.phone }),
    ...(reading.code && { code: reading.code }),
    ...(reading.rating !== undefined && intent === 'feedback' && { rating: reading.rating }),
    ...(urgent && { urgent: true as const }),
  }
  return { ...frame, confidence }
}

/** Where a service comes to: in a question only a door, and 扛上五楼 in praise or blame is a part of the story. */
function addressOf({ address }: Reading, intent: Intent): Address | undefined {
  if (!address || (intent === 'consult' && address.building === undefined)) return undefined
  if (!TOLD_OF.has(intent) || address.building !== undefined) return address
  const { floor: _told, ...rest } = address
  return Object.keys(rest).length > 0 ? rest : undefined
}

function itemsOf(reading: Reading, intent: Intent, category: Category | undefined): Item[] {
  return category && !GOODS.has(category) ? [] : wantedGoods(reading, intent, category)
}

/** Goods are of the kind that their first name tells: of the station's own goods the station has said it. */
function kindOfGoods(
  [first]: readonly Item[],
  guessed: Category | undefined,
  { lexicons }: CompiledWords,
): Category | undefined {
  if (!first || (guessed !== undefined && !isWare(guessed))) return guessed
  const own = lexicons.own?.longest(first.name, 0)
  return own?.end === first.name.length ? own.word.goods : kindOfWare(first)
}

function whenOf(reading: Reading, intent: Intent): When | undefined {
  if (!TIMED.has(intent)) return undefined
  const when =
    intent !== 'report' && reading.time && reading.now !== undefined && (reading.time.ofService || !ENDED.has(intent))
      ? toWhen(reading.time, reading.now)
      : undefined
  if (when) return when
  return SOON.has(intent) && isSoon(reading.text) ? { asap: true } : undefined
}
