import { bucketsOf, signed } from '../linear.ts'
import { GOODS_BUCKETS, goodsFeatures, WIDTH, type GoodsText } from './goodsFeatures.ts'

/** Each character is no goods, opens a name of goods, or goes on with it. */
export const OUTSIDE = 0
export const OPENS = 1
export const GOES_ON = 2
export const TAGS = 3

/** A perceptron over characters as it lies in its file: small whole numbers. */
export interface TaggerFile {
  /** Buckets with weights, each as the distance from the one before (32-bit little-endian numbers). */
  buckets: Buffer
  /** For each bucket one signed byte a tag. */
  weights: Buffer
  /** From each tag to each tag, in units of the weights. */
  steps: number[]
}

/** What speaks for each tag. */
export interface Weights {
  /** Of each bucket for each tag. */
  seen: Int8Array | Float64Array
  /** Of each tag behind each tag. */
  steps: Float64Array
}

/** Where a name of goods stands in the text of the tokens, [from, to). */
export interface Span {
  from: number
  to: number
}

export function openTagger(file: TaggerFile): Weights {
  const seen = new Int8Array(GOODS_BUCKETS * TAGS)
  const buckets = bucketsOf(file.buckets)
  if (file.weights.length !== buckets.length * TAGS) throw new Error('a model file was cut')
  const own = signed(file.weights)
  for (let row = 0; row < buckets.length; row += 1) {
    const at = (buckets[row] as number) * TAGS
    for (let tag = 0; tag < TAGS; tag += 1) seen[at + tag] = own[row * TAGS + tag] as number
  }
  return { seen, steps: Float64Array.from(file.steps) }
}

/** The names of goods that the message asks for or offers, from left to right. */
export function findGoods(weights: Weights, text: GoodsText): Span[] {
  return spansOf(bestTags(weights, goodsFeatures(text)))
}

export function spansOf(tags: ArrayLike<number>): Span[] {
  const spans: Span[] = []
  for (let at = 0; at < tags.length; at += 1) {
    if (tags[at] === OPENS) spans.push({ from: at, to: at + 1 })
    const last = spans.at(-1)
    if (tags[at] === GOES_ON && last?.to === at) last.to = at + 1
  }
  return spans
}

const NEVER = -1e9

/** The likeliest tags of all characters together (Viterbi): what goes on has been opened. */
export function bestTags(weights: Weights, features: Int32Array): Uint8Array {
  const length = features.length / WIDTH
  const from = new Uint8Array(length * TAGS)
  let before = [0, NEVER, NEVER]
  const own = new Float64Array(TAGS)
  for (let at = 0; at < length; at += 1) {
    addUp(weights.seen, features, at * WIDTH, own)
    const now = [NEVER, NEVER, NEVER]
    for (let tag = 0; tag < TAGS; tag += 1) {
      for (let last = 0; last < TAGS; last += 1) {
        if (tag === GOES_ON && last === OUTSIDE) continue
        const sum = (before[last] ?? NEVER) + (own[tag] ?? 0) + (weights.steps[last * TAGS + tag] ?? 0)
        if (sum <= (now[tag] ?? NEVER)) continue
        now[tag] = sum
        from[at * TAGS + tag] = last
      }
    }
    before = now
  }
  return walkBack(before, from, length)
}

function addUp(weights: Weights['seen'], features: Int32Array, start: number, own: Float64Array): void {
  let outside = 0
  let opens = 0
  let goesOn = 0
  for (let i = start; i < start + WIDTH; i += 1) {
    const row = (features[i] as number) * TAGS
    outside += weights[row] as number
    opens += weights[row + OPENS] as number
    goesOn += weights[row + GOES_ON] as number
  }
  own[OUTSIDE] = outside
  own[OPENS] = opens
  own[GOES_ON] = goesOn
}

function walkBack(last: readonly number[], from: Uint8Array, length: number): Uint8Array {
  const tags = new Uint8Array(length)
  let tag = last.indexOf(Math.max(...last))
  for (let at = length - 1; at >= 0; at -= 1) {
    tags[at] = tag
    tag = from[at * TAGS + tag] ?? OUTSIDE
  }
  return tags
}
