import { HINTS } from '../cues/emergency.ts'
import { CATEGORIES, INTENTS, type Address, type Category, type Intent } from '@yimin/shared/language/frame'
import { balance } from '../cues/balance.ts'
import { likelyCategory } from '../cues/likelyCategory.ts'
import type { Reading } from '../reading.ts'
import { sensesIn } from './classes.ts'

/** Buckets that features are hashed into (a power of two). */
export const BUCKETS = 1 << 17

/** What a linear model sees of one message: buckets, and how strongly each is there. A bucket stands in it once. */
export class Features {
  readonly buckets: number[] = []
  readonly values: number[] = []
  private readonly mark = (marks = (marks + 1) | 0)

  add(bucket: number, value: number): void {
    if (lastMark[bucket] === this.mark) return
    lastMark[bucket] = this.mark
    this.buckets.push(bucket)
    this.values.push(value)
  }
}

/** Which message a bucket was last added for; cheaper than a set for each message. */
const lastMark = new Int32Array(BUCKETS)
let marks = 0

/** FNV-1a over UTF-16 units: the same on every machine. */
const SEED = 0x811c9dc5
const PRIME = 0x01000193
const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME)
const bucketOf = (hash: number): number => ((hash ^ (hash >>> 15)) >>> 0) & (BUCKETS - 1)

const kept = new Map<string, number>()
/** The bucket of a feature with a name of its own. */
export function named(name: string): number {
  const known = kept.get(name)
  if (known !== undefined) return known
  let hash = SEED
  for (let i = 0; i < name.length; i += 1) hash = mix(hash, name.charCodeAt(i))
  const bucket = bucketOf(hash)
  kept.set(name, bucket)
  return bucket
}

/** The buckets of features of one sort, by what they are about. */
function byName<Name extends string>(names: readonly Name[], feature: (name: Name) => string): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, named(feature(name))])) as Record<Name, number>
}

/** Longer messages are seen by their beginning and their end. */
const HEAD = 160
const TAIL = 80
const cut = (text: string): string =>
  text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`

/**
 * The features of a reading: runs of one to three characters of the marked words, the kinds of words that stand in it, with which of
 * them it opens and ends, what the grammars found, and which signs are there. Nothing in it depends on the clock or on order.
 */
export function featuresOf(reading: Reading): Features {
  const features = new Features()
  addGrams(cut(reading.marked), features)
  addSenses(cut(reading.text), features)
  const profile = profileOf(reading)
  addFound(reading, features)
  addProfile(profile, features)
  addSigns(reading, profile, features)
  return features
}

/** What stands beside a message's own features when its intent is decided: the kind of help hangs on it. */
export function intentFeatures(reading: Reading, intent: Intent): FeatureList {
  const likely = likelyCategory(reading, intent) ?? 'none'
  return {
    buckets: [named(`decided ${intent}`), named(`likely ${likely}`), named(`likely ${likely} ${intent}`)],
    values: [1, 1, 0.5],
  }
}

export type FeatureList = Pick<Features, 'buckets' | 'values'>

const EDGE = 0x02
const LONGEST_GRAM = 3
const GRAM = mix(SEED, 1)

/** Fewer words, more weight for each: a short message is as sure as a long one. */
function addGrams(text: string, features: Features): void {
  const length = text.length + 2
  const weight = Math.min(1, 2.5 / Math.sqrt(length))
  for (let start = 0; start < length; start += 1) {
    let hash = GRAM
    for (let n = 0; n < LONGEST_GRAM && start + n < length; n += 1) {
      const at = start + n
      hash = mix(hash, at === 0 || at === length - 1 ? EDGE : text.charCodeAt(at - 1))
      features.add(bucketOf(mix(hash, n + 0x100)), weight)
    }
  }
}

const kindOf = (kind: number): number => mix(SEED, kind)
const PRESENT = kindOf(11)
const OPENS = kindOf(14)
const ENDS = kindOf(15)
const FOLLOWED = kindOf(31)
const PROFILE = kindOf(18)
const BEST_OF = kindOf(19)
const SIGN = kindOf(16)
const TOLD = kindOf(17)

/** Which kinds of words stand in the message, which follow each other, and with which it opens and ends. */
function addSenses(text: string, features: Features): void {
  const senses = sensesIn(text)
  for (const { classes } of senses) for (const one of classes) features.add(bucketOf(mix(PRESENT, one)), 0.7)
  for (let i = 1; i < senses.length; i += 1)
    for (const one of senses[i - 1]?.classes ?? [])
      for (const next of senses[i]?.classes ?? []) features.add(bucketOf(mix(mix(FOLLOWED, one), next)), 0.4)
  for (const one of senses[0]?.classes ?? []) features.add(bucketOf(mix(OPENS, one)), 0.5)
  for (const one of senses.at(-1)?.classes ?? []) features.add(bucketOf(mix(ENDS, one)), 0.5)
}

const FIELDS = ['phone', 'code', 'rating', 'budget', 'address', 'time'] as const
const GOODS_SEEN = 6

function addFound(reading: Reading, features: Features): void {
  const yes = (name: string): void => features.add(named(name), 1)
  features.add(CHAT[reading.chat], 1)
  features.add(LENGTHS[Math.min(MOST_LENGTH, Math.floor(Math.log2(reading.text.length + 1)))] as number, 1)
  features.add(PARTS_SAID[Math.min(MOST_PARTS, reading.text.match(PART_OF_TEXT)?.length ?? 0)] as number, 1)
  for (let i = 0; i < FIELDS.length; i += 1)
    if (reading[FIELDS[i] as (typeof FIELDS)[number]] !== undefined) features.add(HAS_FIELD[i] as number, 1)
  for (const part in reading.address) features.add(HAS_PART[part as keyof Address], 1)
  for (const { category, strength, refused } of reading.mentions.slice(0, GOODS_SEEN)) {
    const how = refused ? 'refused' : strength
    features.add(GOODS[how], 1)
    if (category) features.add(GOODS_OF[how][category], 1)
  }
  const first = reading.mentions.find((mention) => !mention.refused)
  if (first?.category) features.add(FIRST[first.category], 1)
  if (reading.ratingAlone) yes('rating alone')
  if (/[吗么呢?]\s*$/.test(reading.text)) yes('asks')
}

interface Profile {
  chat: number
  goods: number
  fields: number
  length: number
}

/** What the message consists of, whatever its words: a bare door told to the assistant alone is an answer, in a group small talk. */
function profileOf(reading: Reading): Profile {
  let goods = 0
  for (const { strength, refused } of reading.mentions) goods = Math.max(goods, refused ? 1 : RANKS[strength])
  let fields = 0
  for (let i = 0; i < TOLD_FIELDS.length; i += 1)
    if (reading[TOLD_FIELDS[i] as (typeof TOLD_FIELDS)[number]] !== undefined) fields |= 1 << i
  const length = Math.min(MOST_PROFILE_LENGTH, Math.floor(Math.log2(reading.text.length + 1)))
  return { chat: reading.chat === 'group' ? 1 : 0, goods, fields, length }
}

const RANKS = { bare: 2, wanted: 3, quantified: 4 } as const
const TOLD_FIELDS = ['code', 'address', 'time', 'budget', 'phone'] as const
const MOST_PROFILE_LENGTH = 6

function addProfile({ chat, goods, fields, length }: Profile, features: Features): void {
  const told = goods * 32 + fields
  features.add(bucketOf(mix(mix(PROFILE, 1 + chat), told)), 1)
  features.add(bucketOf(mix(mix(PROFILE, 3 + chat), length)), 1)
  features.add(bucketOf(mix(mix(PROFILE, 5 + length), told)), 1)
}

/** Names are looked up once and not for each message. */
const SIGN_OF = INTENTS.map((intent) => named(`sign ${intent}`))
const MATTER_OF = CATEGORIES.map((category) => named(`matter ${category}`))
const HINT_OF = Array.from({ length: HINTS }, (_, i) => named(`hint ${i}`))
const PARTS_OF_ADDRESS = ['zone', 'building', 'unit', 'floor', 'room', 'place'] as const
const HAS_PART = byName(PARTS_OF_ADDRESS, (part) => `has ${part}`)
const FIRST = byName(CATEGORIES, (category) => `first ${category}`)
const STRENGTHS = ['quantified', 'wanted', 'bare', 'refused'] as const
const GOODS = byName(STRENGTHS, (strength) => `goods ${strength}`)
const GOODS_OF = {
  quantified: byName(CATEGORIES, (category) => `goods quantified ${category}`),
  wanted: byName(CATEGORIES, (category) => `goods wanted ${category}`),
  bare: byName(CATEGORIES, (category) => `goods bare ${category}`),
  refused: byName(CATEGORIES, (category) => `goods refused ${category}`),
}
const BEST = byName([...INTENTS, 'none'], (intent) => `best ${intent}`)
const HAS_FIELD = FIELDS.map((field) => named(`has ${field}`))
const CHAT = { group: named('chat group'), private: named('chat private') }
const MOST_LENGTH = 8
const LENGTHS = Array.from({ length: MOST_LENGTH + 1 }, (_, n) => named(`length ${n}`))
const MOST_PARTS = 6
const PARTS_SAID = Array.from({ length: MOST_PARTS + 1 }, (_, n) => named(`parts ${n}`))
const PART_OF_TEXT = /[^\s,。!?;、]+/g

const STRONG = 5
const LEAST = 0.8

function addSigns(reading: Reading, { chat, goods, fields }: Profile, features: Features): void {
  const scores = balance(reading)
  let best: Intent | 'none' = 'none'
  let most = LEAST
  for (let i = 0; i < INTENTS.length; i += 1) {
    const intent = INTENTS[i] as Intent
    const score = Math.max(-STRONG, Math.min(STRONG, scores[intent]))
    if (score !== 0) features.add(SIGN_OF[i] as number, score / 3)
    if (score > most) [best, most] = [intent, score]
  }
  features.add(BEST[best], 1)
  features.add(bucketOf(mix(mix(BEST_OF, BEST[best]), (goods * 2 + chat) * 2 + (fields > 0 ? 1 : 0))), 1)
  for (const one of reading.met) features.add(bucketOf(mix(SIGN, one)), 1)
  for (const one of reading.told) features.add(bucketOf(mix(TOLD, one)), 1)
  for (let i = 0; reading.categories.size > 0 && i < CATEGORIES.length; i += 1) {
    const score = reading.categories.get(CATEGORIES[i] as Category)
    if (score !== undefined) features.add(MATTER_OF[i] as number, Math.min(STRONG, score) / 3)
  }
  if (reading.danger > 0) features.add(named('danger'), reading.danger * 2)
  for (const family of reading.hints) features.add(HINT_OF[family] as number, 1)
}
