import type { Address } from '@yimin/shared/language/frame'
import { readCategories, type CategoryScores } from './cues/category.ts'
import { readDanger, type DangerRead } from './cues/emergency.ts'
import { readIntents, type IntentScores } from './cues/intent.ts'
import { readAddress } from './grammar/addresses/addresses.ts'
import { readMinute, type Minute } from './grammar/times/calendar.ts'
import { readContacts, readRating } from './grammar/contacts.ts'
import { readMentions, sketch, type Mention } from './grammar/goods/items.ts'
import { MARK } from './grammar/marks.ts'
import { readMoney } from './grammar/money.ts'
import type { CompiledWords } from './grammar/addresses/places.ts'
import { chooseTime, readTimes, type TimeSpan } from './grammar/times/times.ts'
import { inStandardWords } from './normalise/standardWords.ts'
import { tokenise, type Token } from './grammar/goods/tokens.ts'

/** Everything that was found in one message, before it is decided what it is for. */
export interface Reading extends DangerRead {
  /** Normalised words, those of the regions in standard ones. */
  text: string
  /** The words with times, addresses, money, goods … as marks. */
  marked: string
  chat: 'group' | 'private'
  now: Minute | undefined
  phone?: string
  code?: string
  rating?: number
  ratingAlone: boolean
  budget?: number
  address?: Address
  time?: TimeSpan
  tokens: readonly Token[]
  mentions: Mention[]
  intents: IntentScores
  /** Which signs of intents and of kinds of help are there. */
  met: readonly number[]
  categories: CategoryScores
  told: readonly number[]
}

/** A message that is nothing but a door: 402, 四零二室. */
const ROOM_ALONE = /^(\d{3,4})[。.!]?$/

/** Runs the grammars over normalised text, one after another: what one has read, the next does not see. */
export function readAll(text: string, now: string, words: CompiledWords, chat: 'group' | 'private'): Reading {
  const minute = readMinute(now)
  const contacts = readContacts(text)
  const times = minute === undefined ? { text: contacts.text, spans: [] } : readTimes(contacts.text, minute)
  const place = readAddress(times.text, words.places)
  const alone = ROOM_ALONE.exec(text)
  const address = place.address ?? (alone?.[1] ? { room: alone[1] } : undefined)
  const money = readMoney(alone ? MARK.address : place.text)
  const tokens = tokenise(money.text, words.lexicons)
  const mentions = readMentions(tokens)
  const marked = inStandardWords(sketch(tokens, mentions))
  const plain = inStandardWords(text)
  const rating = readRating(text)
  return {
    text: plain,
    marked,
    chat,
    now: minute,
    ...(contacts.phone && { phone: contacts.phone }),
    ...(contacts.code && { code: contacts.code }),
    ...(rating.rating !== undefined && { rating: rating.rating }),
    ratingAlone: rating.alone,
    ...(money.budget !== undefined && { budget: money.budget }),
    ...(address && { address }),
    time: chooseTime(times.spans, times.text),
    tokens,
    mentions,
    ...readIntents(marked),
    ...readCategories(plain),
    ...readDanger(plain),
  }
}
