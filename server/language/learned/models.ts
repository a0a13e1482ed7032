import type { Category, Intent } from '@yimin/shared/language/frame'
import type { Reading } from '../reading.ts'
import { featuresOf, intentFeatures, type FeatureList } from './features.ts'
import { openModels, type LinearModel, type ModelFile } from './linear.ts'

/** What `npm run learn` has made of the project's own sentences. */
export interface LearnedFile {
  /** How many sentences it was learned from. */
  sentences: number
  intents: ModelFile
  categories: ModelFile
  /**
   * How often a raw belief of at least `from` was right, on sentences that the model of that round had not seen: rising steps.
   */
  calibration: { from: number; right: number }[]
}

/** For the kinds of message of which no kind of help is told. */
export const NONE = 'none'

export interface Learned {
  intents: LinearModel<Intent>
  categories: LinearModel<Category | typeof NONE>
  calibration: LearnedFile['calibration']
}

export function openLearned(file: LearnedFile): Learned {
  const [intents, categories] = openModels<Intent, Category | typeof NONE>(file.intents, file.categories)
  return { intents, categories, calibration: file.calibration }
}

/** An alarm for nothing costs a worker a look, a missed one may cost a life: so little is enough. */
const ALARM_FROM = 0.2

/** Where small talk is nearly as likely as something else, silence is kinder than a word out of turn. */
const QUIET = 1.5

function quietly({ intents }: Learned, chances: Float64Array): Float64Array {
  const weighed = Float64Array.from(chances)
  const talk = intents.labels.indexOf('other')
  weighed[talk] = (weighed[talk] ?? 0) * QUIET
  return weighed
}

export interface Decision {
  intent: Intent
  category: Category | undefined
  /** 0 to 1, as the models say it themselves. */
  belief: number
  /** 0 to 1: how often such a decision is right, intent and kind together. */
  confidence: number
}

/** The likeliest intent and kind of help. `known`: an intent that is certain by its form. */
export function decide(learned: Learned, reading: Reading, known?: Intent): Decision {
  const features = featuresOf(reading)
  const intents = learned.intents.chances(features)
  const alarm = intents[learned.intents.labels.indexOf('emergency')] ?? 0
  const best =
    known ?? (alarm >= ALARM_FROM ? 'emergency' : likeliest(learned.intents.labels, quietly(learned, intents)))
  const chance = known ? 1 : (intents[learned.intents.labels.indexOf(best)] ?? 0)
  const [category, sure] = TOLD.has(best) ? kindOf(learned, features, reading, best) : [undefined, 1]
  return {
    intent: best,
    category,
    belief: chance * sure,
    confidence: calibrated(learned.calibration, chance * sure),
  }
}

function kindOf(
  { categories }: Learned,
  features: FeatureList,
  reading: Reading,
  intent: Intent,
): [Category | undefined, number] {
  const chances = categories.chances(features, intentFeatures(reading, intent))
  const kind = likeliest(categories.labels, chances)
  return [kind === NONE ? undefined : kind, chances[categories.labels.indexOf(kind)] ?? 0]
}

/** Messages with these intents may tell a kind of help. */
export const TOLD: ReadonlySet<Intent> = new Set(['request', 'amend', 'register', 'report', 'consult', 'feedback'])

function likeliest<Label extends string>(labels: readonly Label[], chances: Float64Array): Label {
  let best = 0
  for (let k = 1; k < chances.length; k += 1) if ((chances[k] as number) > (chances[best] as number)) best = k
  return labels[best] as Label
}

export function calibrated(steps: LearnedFile['calibration'], raw: number): number {
  let right = steps[0]?.right ?? raw
  for (const step of steps) if (raw >= step.from) right = step.right
  return right
}
