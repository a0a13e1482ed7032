import { CATEGORIES, INTENTS, type Frame } from '@yimin/shared/language/frame'
import { compileWords } from '../grammar/addresses/places.ts'
import { normalise, shorten } from '../normalise/normalise.ts'
import { readAll, type Reading } from '../reading.ts'
import { featuresOf, intentFeatures, type FeatureList, type Features } from './features.ts'
import { decide, NONE, openLearned, TOLD, type Learned, type LearnedFile } from './models.ts'
import { train, type Example } from './train.ts'

/** A sentence and what it means; `fitted` ones have shaped the signs already, and count half. */
export interface Taught extends Frame {
  text: string
  now: string
  chat: 'group' | 'private'
  fitted?: boolean
}

export interface Lesson extends Taught {
  reading: Reading
  features: Features
}

const TRAINING = { rounds: 12, rate: 0.15, decay: 0.0005 }
const FOLDS = 5
/** An overlooked emergency weighs more than an alarm for nothing. */
const EMERGENCY_WEIGHT = 2
const FITTED_WEIGHT = 1

/** Learns from sentences; says how it goes to `progress`. The same sentences in the same order give the same file, bit for bit. */
export function learn(sentences: readonly Taught[], progress: (text: string) => void): LearnedFile {
  const lessons = sentences.map(prepare)
  const tried = unseen(lessons, progress)
  progress(
    `unseen: ${percent(tried.filter(({ right }) => right).length / tried.length)} with the right intent and kind`,
  )
  progress('all sentences')
  return { ...fit(lessons), sentences: lessons.length, calibration: steps(tried) }
}

/** A sentence with its reading and features. */
export function prepare(taught: Taught): Lesson {
  const reading = readAll(normalise(shorten(taught.text)), taught.now, compileWords({}), taught.chat)
  return { ...taught, reading, features: featuresOf(reading) }
}

/** The two models alone, without calibration. */
export function fit(lessons: readonly Lesson[]): Omit<LearnedFile, 'calibration'> {
  const intents: Example[] = lessons.map(({ features, intent, fitted }) => ({
    features,
    label: intent,
    weight: (fitted ? FITTED_WEIGHT : 1) * (intent === 'emergency' ? EMERGENCY_WEIGHT : 1),
  }))
  const categories: Example[] = lessons
    .filter(({ intent }) => TOLD.has(intent))
    .map(({ features, reading, intent, category, fitted }) => ({
      features: together(features, intentFeatures(reading, intent)),
      label: category ?? NONE,
      weight: fitted ? FITTED_WEIGHT : 1,
    }))
  return {
    sentences: lessons.length,
    intents: train(INTENTS, intents, TRAINING),
    categories: train([...CATEGORIES, NONE], categories, TRAINING),
  }
}

function together(one: FeatureList, two: FeatureList): FeatureList {
  return { buckets: [...one.buckets, ...two.buckets], values: [...one.values, ...two.values] }
}

interface Tried {
  belief: number
  right: boolean
}

/** Every sentence as a model sees it that has not learned from it: a fifth at a time is left out. */
function unseen(lessons: readonly Lesson[], progress: (text: string) => void): Tried[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    progress(`part ${fold + 1} of ${FOLDS} left out`)
    const seen = lessons.filter((_lesson, i) => i % FOLDS !== fold)
    const model = openLearned({ ...fit(seen), calibration: [{ from: 0, right: 0 }] })
    return lessons.filter((lesson, i) => i % FOLDS === fold && !lesson.fitted).map((lesson) => tryOut(model, lesson))
  }).flat()
}

function tryOut(model: Learned, { reading, intent, category }: Lesson): Tried {
  const { belief, ...said } = decide(model, reading)
  return { belief, right: said.intent === intent && (category === undefined || said.category === category) }
}

const SMALLEST_STEP = 40

/** Beliefs put in order and pooled until the share of right ones rises from step to step (pool adjacent violators). */
function steps(tried: readonly Tried[]): LearnedFile['calibration'] {
  const pools: { from: number; right: number; n: number }[] = []
  for (const { belief, right } of [...tried].sort((a, b) => a.belief - b.belief)) {
    const last = pools.at(-1)
    if (last && last.n < SMALLEST_STEP) {
      last.right += right ? 1 : 0
      last.n += 1
    } else pools.push({ from: belief, right: right ? 1 : 0, n: 1 })
    for (
      let before = pools.at(-2), top = pools.at(-1);
      before && top && top.n >= SMALLEST_STEP && before.right / before.n >= top.right / top.n;
      before = pools.at(-2), top = pools.at(-1)
    ) {
      before.right += top.right
      before.n += top.n
      pools.pop()
    }
  }
  return pools.map(({ from, right, n }, i) => ({ from: i === 0 ? 0 : round(from), right: round(right / n) }))
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
