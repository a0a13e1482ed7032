import { CATEGORIES, INTENTS, type Category, type Frame, type Intent } from '@yimin/shared/language/frame'
import { compileWords } from '../grammar/addresses/places.ts'
import { normalise, shorten } from '../normalise/normalise.ts'
import { readAll, type Reading } from '../reading.ts'
import { featuresOf, intentFeatures, type FeatureList, type Features } from './features.ts'
import { goodsFeatures } from './goods/goodsFeatures.ts'
import { tagsFor } from './goods/tagged.ts'
import type { TaggerFile } from './goods/tagger.ts'
import { trainTagger, type TaggedText } from './goods/trainTagger.ts'
import { isWare, KNOWN, WARES, wareFeatures } from './goods/wares.ts'
import type { ModelFile } from './linear.ts'
import { learnCuts, type Several } from './matters/learnCuts.ts'
import { chooseIntent, chooseKind, NONE, openDeciding, TOLD, type LearnedFile } from './models.ts'
import { meanOf } from './network/pair.ts'
import { trainNetwork, type TrainedNetwork } from './network/trainNetwork.ts'
import { BAGS, drawBags, train, type Trained } from './train.ts'

/** A sentence and what it means. */
export interface Taught extends Frame {
  text: string
  now: string
  chat: 'group' | 'private'
  /** Only intent and kind of help are labelled: it teaches nothing on goods and on messages with several matters. */
  kindOnly?: true
  /** A message as people write it; it teaches most. */
  asPeopleWrite?: true
}

interface Lesson extends Taught {
  reading: Reading
  features: Features
  /** The bags it lies in. */
  bags: number
  weight: number
  /** A message as if it had been dictated: the same without marks. */
  isDictated: boolean
}

/** Of tens of thousands of buckets the faint ones only make the file larger. */
const TRAINING = { rounds: 5, rate: 0.3, decay: 0.0005, faint: 10 }
/** Few characters tell of which kind goods are: a small model, of which the faint weights are kept too. */
const WARES_TRAINING = { ...TRAINING, faint: 1 }
const NETWORK_TRAINING = { units: 48, rounds: 3, rate: 0.05 }
/** An overlooked emergency weighs more than an alarm for nothing. */
const EMERGENCY_WEIGHT = 5

/** A sentence that was written to say one thing unusually teaches little beside a whole message, and a message as people write it most. */
const WEIGHTS = { kindOnly: 0.5, whole: 4, asPeopleWrite: 12 }
const weightOf = ({ kindOnly, asPeopleWrite }: Taught): number =>
  kindOnly ? WEIGHTS.kindOnly : asPeopleWrite ? WEIGHTS.asPeopleWrite : WEIGHTS.whole
/** Of a message with marks the marked and the dictated form share what it teaches. */
const OF_MARKED = 0.6
const OF_DICTATED = 0.5

/** Learns from sentences; says how it goes to `progress`. The same sentences in the same order give the same file, bit for bit. */
export function learn(
  sentences: readonly Taught[],
  several: readonly Several[],
  progress: (text: string) => void,
): LearnedFile {
  const lessons = prepare(sentences)
  progress(`${lessons.length} sentences read`)
  const intents = learnIntents(lessons, (bag) => progress(`intents: ${bag + 1} of ${BAGS}`))
  progress('intents: network')
  const guesses = lessons.map(({ chat }, i) => guessIntent(intents, i, chat))
  const categories = learnCategories(lessons, guesses, (bag) => progress(`kinds of help: ${bag + 1} of ${BAGS}`))
  const whole = lessons.filter(({ kindOnly }) => !kindOnly)
  const goods = learnGoods(whole)
  const wares = learnWares(whole)
  progress('goods')
  const tried = lessons.flatMap((lesson, i) =>
    lesson.isDictated ? [] : tryOut(lesson, unseenByBoth(intents, i) && guesses[i], unseenByBoth(categories, i)),
  )
  progress(
    `${percent(tried.filter(({ right }) => right).length / tried.length)} with the right intent and kind, of those a model had not seen`,
  )
  const networks = { intents: intents.network.file, categories: categories.network.file }
  const deciding = { intents: intents.file, categories: categories.file, networks, calibration: calibrate(tried) }
  const cuts = learnCuts(
    openDeciding(deciding),
    whole.filter(({ isDictated }) => !isDictated),
    several,
  )
  progress('messages of several matters')
  return { sentences: sentences.length, ...deciding, goods, wares, cuts }
}

function prepare(sentences: readonly Taught[]): Lesson[] {
  const bags = drawBags(sentences.length)
  return sentences.flatMap((taught, i) => {
    const lesson = (text: string, weight: number, isDictated: boolean): Lesson => {
      const reading = readAll(normalise(shorten(text)), taught.now, compileWords({}), taught.chat)
      return { ...taught, reading, features: featuresOf(reading), bags: bags[i] ?? 0, weight, isDictated }
    }
    const dictated = asDictated(taught)
    const weight = weightOf(taught)
    if (dictated === undefined) return [lesson(taught.text, weight, false)]
    return [lesson(taught.text, OF_MARKED * weight, false), lesson(dictated, OF_DICTATED * weight, true)]
  })
}

const MARKS = /[，。、；！？,.!?;\n ]+/g
/** Shorter messages have no parts that marks hold apart. */
const HAS_PARTS = 10

/** Who dictates sets no marks; undefined where the message has none anyway. */
function asDictated({ text, asPeopleWrite }: Taught): string | undefined {
  if (!asPeopleWrite || text.length <= HAS_PARTS) return undefined
  const dictated = text.replace(MARKS, '')
  return dictated === text ? undefined : dictated
}

/** A linear model and a network of the same sentences. */
interface TrainedPair extends Trained {
  network: TrainedNetwork
}

function learnIntents(lessons: readonly Lesson[], progress: (bag: number) => void): TrainedPair {
  const examples = lessons.map((lesson) => ({
    features: lesson.features,
    label: lesson.intent,
    weight: (lesson.intent === 'emergency' ? EMERGENCY_WEIGHT : 1) * lesson.weight,
    bags: lesson.bags,
  }))
  return {
    ...train(INTENTS, examples, TRAINING, progress),
    network: trainNetwork(INTENTS, examples, NETWORK_TRAINING),
  }
}

interface Guess {
  intent: Intent
  chance: number
}

/** What those models say of a sentence that have not learned from it. */
function guessIntent(trained: TrainedPair, i: number, chat: Taught['chat']): Guess | undefined {
  const chances = unseenByBoth(trained, i) ?? trained.unseen[i]
  return chances && chooseIntent(INTENTS, chances, chat)
}

function unseenByBoth({ unseen, network }: TrainedPair, i: number): Float64Array | undefined {
  const [linear, second] = [unseen[i], network.unseen[i]]
  return linear && second && meanOf(Float64Array.from(linear), second)
}

/** Taught with the right intent, asked with the one that was guessed. */
function learnCategories(
  lessons: readonly Lesson[],
  guesses: readonly (Guess | undefined)[],
  progress: (bag: number) => void,
): TrainedPair {
  const taught = lessons.map((lesson) => ({
    features: together(lesson.features, intentFeatures(lesson.reading, lesson.intent)),
    label: TOLD.has(lesson.intent) ? (lesson.category ?? NONE) : undefined,
    weight: lesson.weight,
    bags: lesson.bags,
  }))
  const asked = lessons.map(({ features, reading, intent, bags }, i) => ({
    features: together(features, intentFeatures(reading, guesses[i]?.intent ?? intent)),
    label: undefined,
    weight: 1,
    bags,
  }))
  const kinds = [...CATEGORIES, NONE]
  const { file, unseen } = train(kinds, [...taught, ...asked], TRAINING, progress)
  const network = trainNetwork(kinds, [...taught, ...asked], NETWORK_TRAINING)
  return {
    file,
    unseen: unseen.slice(lessons.length),
    network: { file: network.file, unseen: network.unseen.slice(lessons.length) },
  }
}

function together(one: FeatureList, two: FeatureList): FeatureList {
  return { buckets: [...one.buckets, ...two.buckets], values: [...one.values, ...two.values] }
}

/** The finder of goods, from all messages that may name some. */
function learnGoods(lessons: readonly Lesson[]): TaggerFile {
  const naming = lessons.filter(({ intent }) => intent === 'request' || intent === 'amend')
  return trainTagger(
    naming.flatMap((lesson) => new Array<TaggedText[]>(timesShown(lesson)).fill(tagged(lesson)).flat()),
  )
}

/** A message as people write it is shown three times, or its two forms twice. */
const timesShown = ({ weight }: Lesson): number => Math.max(1, Math.round(weight / WEIGHTS.whole))

/** Nothing where a name was said otherwise than it is labelled. */
function tagged({ reading: { tokens, mentions }, intent, category, items = [] }: Lesson): TaggedText[] {
  const tags = tagsFor(tokens, items)
  return tags ? [{ features: goodsFeatures({ tokens, mentions, intent, category }), tags }] : []
}

/** A name in a list teaches less than one in a message. */
const LISTED_WEIGHT = 0.5

/** Of which kind goods are: from the first goods of each message, after which its kind is told, and from the lexicons. */
function learnWares(lessons: readonly Lesson[]): ModelFile {
  const said = lessons.flatMap(({ items, category }) =>
    items?.[0] && isWare(category) ? [{ features: wareFeatures(items[0]), label: category, weight: 1 }] : [],
  )
  const listed = [...KNOWN].flatMap(([name, category]) =>
    isWare(category) ? [{ features: wareFeatures({ name }), label: category, weight: LISTED_WEIGHT }] : [],
  )
  const examples = [...said, ...listed]
  const bags = drawBags(examples.length)
  return train(
    WARES,
    examples.map((example, i) => ({ ...example, bags: bags[i] ?? 0 })),
    WARES_TRAINING,
    () => undefined,
  ).file
}

interface Tried {
  belief: number
  right: boolean
}

function tryOut({ intent, category }: Lesson, guess: Guess | undefined, kinds: Float64Array | undefined): Tried[] {
  if (!guess || !kinds) return []
  const kind: { category: Category | undefined; chance: number } = TOLD.has(guess.intent)
    ? chooseKind([...CATEGORIES, NONE], kinds)
    : { category: undefined, chance: 1 }
  return [
    {
      belief: guess.chance * kind.chance,
      right: guess.intent === intent && (category === undefined || kind.category === category),
    },
  ]
}

const SMALLEST_STEP = 40

/**
 * Beliefs put in order and pooled until the share of right ones rises from step to step (pool adjacent violators). No step stands on fewer
 * than `SMALLEST_STEP`, the last one neither: a handful at the top that all were right by chance would make every sure answer look certain.
 */
function calibrate(tried: readonly Tried[]): LearnedFile['calibration'] {
  const inOrder = [...tried].sort((a, b) => a.belief - b.belief)
  const pools: Pool[] = []
  for (let start = 0; start < inOrder.length; start += SMALLEST_STEP) {
    const step = inOrder.slice(start, start + SMALLEST_STEP)
    const pool = { from: step[0]?.belief ?? 0, right: step.filter(({ right }) => right).length, n: step.length }
    const before = pools.at(-1)
    if (before && step.length < SMALLEST_STEP) join(before, pool)
    else pools.push(pool)
    poolFalling(pools)
  }
  return pools.map(({ from, right, n }, i) => ({ from: i === 0 ? 0 : round(from), right: round(right / n) }))
}

interface Pool {
  from: number
  right: number
  n: number
}

function join(one: Pool, next: Pool): void {
  one.right += next.right
  one.n += next.n
}

function poolFalling(pools: Pool[]): void {
  for (;;) {
    const [before, top] = pools.slice(-2)
    if (!before || !top || before.right / before.n < top.right / top.n) return
    join(before, top)
    pools.pop()
  }
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
