import { seeded, shuffle } from '../chance.ts'
import { GOODS_BUCKETS, WIDTH } from './goodsFeatures.ts'
import { bestTags, TAGS, type TaggerFile, type Weights } from './tagger.ts'

/** A message with the tags that its characters should get. */
export interface TaggedText {
  features: Int32Array
  tags: Uint8Array
}

const ROUNDS = 8

/** A perceptron over whole messages (Collins 2002), its weights averaged over all steps. The same texts give the same file, bit for bit. */
export function trainTagger(texts: readonly TaggedText[]): TaggerFile {
  const weights = none()
  const sums = none()
  const order = [...texts]
  const chance = seeded(5)
  let step = 1
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order, chance)
    for (const text of order) {
      correct(text, bestTags(weights, text.features), (part, at, by) => {
        weights[part][at] = (weights[part][at] ?? 0) + by
        sums[part][at] = (sums[part][at] ?? 0) + by * step
      })
      step += 1
    }
  }
  for (const part of PARTS)
    for (const [at, sum] of sums[part].entries()) weights[part][at] = (weights[part][at] ?? 0) - sum / step
  return toFile(weights)
}

const PARTS = ['seen', 'steps'] as const
type Part = (typeof PARTS)[number]

const none = (): Weights => ({
  seen: new Float64Array(GOODS_BUCKETS * TAGS),
  steps: new Float64Array(TAGS * TAGS),
})

/** Moves the weights from the tags that were guessed towards the right ones. */
function correct(
  { features, tags }: TaggedText,
  guessed: Uint8Array,
  move: (part: Part, at: number, by: number) => void,
): void {
  for (const [at, right] of tags.entries()) {
    const wrong = guessed[at] ?? 0
    if (right !== wrong)
      for (const bucket of features.subarray(at * WIDTH, (at + 1) * WIDTH)) {
        move('seen', bucket * TAGS + right, 1)
        move('seen', bucket * TAGS + wrong, -1)
      }
    const before = at > 0 ? (tags[at - 1] ?? 0) : 0
    const guessedBefore = at > 0 ? (guessed[at - 1] ?? 0) : 0
    if (right !== wrong || before !== guessedBefore) {
      move('steps', before * TAGS + right, 1)
      move('steps', guessedBefore * TAGS + wrong, -1)
    }
  }
}

const MOST = 127
/** Weights below this many stored units tell nothing. */
const FAINT = 2

function toFile({ seen, steps }: Weights): TaggerFile {
  const sizes = Float64Array.from(seen, Math.abs).sort()
  // the few largest are cut off at the largest that can be stored, so that the small ones keep their differences
  const scale = (sizes[sizes.length - 20] ?? 1) / MOST || 1
  const stored = (at: number): number => Math.max(-MOST, Math.min(MOST, Math.round((seen[at] as number) / scale)))
  const kept: number[] = []
  for (let bucket = 0; bucket < GOODS_BUCKETS; bucket += 1)
    if ([0, 1, 2].some((tag) => Math.abs(stored(bucket * TAGS + tag)) >= FAINT)) kept.push(bucket)
  const distances = Buffer.alloc(kept.length * 4)
  const bytes = Buffer.alloc(kept.length * TAGS)
  kept.forEach((bucket, row) => {
    distances.writeUInt32LE(bucket - (kept[row - 1] ?? 0), row * 4)
    for (let tag = 0; tag < TAGS; tag += 1) bytes.writeInt8(stored(bucket * TAGS + tag), row * TAGS + tag)
  })
  return {
    buckets: distances,
    weights: bytes,
    steps: Array.from(steps, (step) => Math.round(step / scale)),
  }
}
