import type { Category, Intent } from '@yimin/shared/language/frame'
import type { Reading } from '../reading.ts'
import { featuresOf, intentFeatures } from './features.ts'
import { openTagger, type TaggerFile, type Weights } from './goods/tagger.ts'
import type { Ware } from './goods/wares.ts'
import { bucketsOf, openModel, openModels, type LinearModel, type ModelFile } from './linear.ts'
import { Network, type NetworkFile } from './network/network.ts'
import { Pair } from './network/pair.ts'

/** What `npm run learn` has made of the project's own sentences. */
export interface LearnedFile {
  /** How many sentences it was learned from. */
  sentences: number
  intents: ModelFile
  categories: ModelFile
  /** Asked beside the two. */
  networks: { intents: NetworkFile; categories: NetworkFile }
  /** Finds the names of goods in requests. */
  goods: TaggerFile
  /** Tells of which kind goods are by their name. */
  wares: ModelFile
  /** Tells where one matter of a message ends and the next begins. */
  cuts: ModelFile
  /**
   * How often a raw belief of at least `from` was right, on sentences that the model of that round had not seen: rising steps.
   */
  calibration: { from: number; right: number }[]
}

/** For the kinds of message of which no kind of help is told. */
export const NONE = 'none'

/** What is needed to decide what a message is for. */
export interface Deciding {
  intents: Pair<Intent>
  categories: Pair<Category | typeof NONE>
  calibration: LearnedFile['calibration']
}

export interface Learned extends Deciding {
  goods: Weights
  wares: LinearModel<Ware>
  cuts: LinearModel<'one' | 'two'>
}

export function openDeciding(file: Pick<LearnedFile, 'intents' | 'categories' | 'networks' | 'calibration'>): Deciding {
  const { intents, categories } = file.networks
  const shared = [bucketsOf(intents.buckets), bucketsOf(categories.buckets)]
  const { models, rows } = openModels<Intent, Category | typeof NONE>(file.intents, file.categories, shared)
  return {
    intents: new Pair(models[0], new Network(intents, rows), rows),
    categories: new Pair(models[1], new Network(categories, rows), rows),
    calibration: file.calibration,
  }
}

export function openLearned(file: LearnedFile): Learned {
  return {
    ...openDeciding(file),
    goods: openTagger(file.goods),
    wares: openModel(file.wares),
    cuts: openModel(file.cuts),
  }
}

/** An alarm for nothing costs a worker a look, a missed one may cost a life: so little is enough. */
const ALARM_FROM = 0.1

/**
 * Where small talk is nearly as likely as something else, silence is kinder than a word out of turn. Whoever writes to the assistant alone
 * mostly needs something.
 */
const QUIET = { group: 6, private: 2.5 }

/** Which intent is taken, from how likely each is. */
export function chooseIntent(
  labels: readonly Intent[],
  chances: Float64Array,
  chat: 'group' | 'private',
): { intent: Intent; chance: number } {
  const talk = labels.indexOf('other')
  const alarm = labels.indexOf('emergency')
  if ((chances[alarm] ?? 0) >= ALARM_FROM) return { intent: 'emergency', chance: chances[alarm] ?? 0 }
  let best = 0
  let most = 0
  for (let k = 0; k < chances.length; k += 1) {
    const weighed = (chances[k] as number) * (k === talk ? QUIET[chat] : 1)
    if (weighed > most) [best, most] = [k, weighed]
  }
  return { intent: labels[best] as Intent, chance: chances[best] ?? 0 }
}

/** To say of no kind takes as much: a doubtful kind still leads to the right person more often than none. */
const NONE_FROM = 0.7

/** Which kind of help is taken; none where none is told. */
export function chooseKind(
  labels: readonly (Category | typeof NONE)[],
  chances: Float64Array,
): { category: Category | undefined; chance: number } {
  const none = labels.indexOf(NONE)
  if ((chances[none] ?? 0) >= NONE_FROM) return { category: undefined, chance: chances[none] ?? 0 }
  let best = 0
  for (let k = 1; k < chances.length; k += 1)
    if (k !== none && (chances[k] as number) > (chances[best] as number)) best = k
  return { category: labels[best] as Category, chance: chances[best] ?? 0 }
}

export interface Decision {
  intent: Intent
  category: Category | undefined
  /** 0 to 1, as the models say it themselves. */
  belief: number
  /** 0 to 1: how often such a decision is right, intent and kind together. */
  confidence: number
}

/** How likely one intent is, 0 to 1. */
export function chanceOf({ intents }: Deciding, reading: Reading, intent: Intent): number {
  return intents.chances(featuresOf(reading))[intents.labels.indexOf(intent)] ?? 0
}

/** The likeliest intent and kind of help. `known`: an intent that is certain by its form. */
export function decide({ intents, categories, calibration }: Deciding, reading: Reading, known?: Intent): Decision {
  const features = featuresOf(reading)
  const { intent, chance } = known
    ? { intent: known, chance: 1 }
    : chooseIntent(intents.labels, intents.chances(features), reading.chat)
  const kind = TOLD.has(intent)
    ? chooseKind(categories.labels, categories.chances(features, intentFeatures(reading, intent)))
    : { category: undefined, chance: 1 }
  const belief = chance * kind.chance
  return { intent, category: kind.category, belief, confidence: calibrated(calibration, belief) }
}

/** Messages with these intents may tell a kind of help. */
export const TOLD: ReadonlySet<Intent> = new Set(['request', 'amend', 'register', 'report', 'consult', 'feedback'])

export function calibrated(steps: LearnedFile['calibration'], raw: number): number {
  let right = steps[0]?.right ?? raw
  for (const step of steps) if (raw >= step.from) right = step.right
  return right
}
