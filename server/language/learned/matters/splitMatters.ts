import type { CompiledWords } from '../../grammar/addresses/places.ts'
import type { Learned } from '../models.ts'
import { cutFeatures, type Side } from './cutFeatures.ts'
import { cutsOf } from './cuts.ts'
import { TWO } from './learnCuts.ts'
import { readSide } from './readSide.ts'

/** A cut is made where two matters are likelier than this. */
const CUT_FROM = 0.4
const MOST = 5

/** The parts of a message that speak of different matters, in its order; one part where it is all one. */
export function splitMatters(
  learned: Learned,
  text: string,
  now: string,
  words: CompiledWords,
  chat: 'group' | 'private',
): string[] {
  const known = new Map<string, Side>()
  const read = (part: string): Side => {
    const side = known.get(part) ?? readSide(learned, part, now, words, chat)
    known.set(part, side)
    return side
  }
  const parts = [text]
  for (let i = 0; i < parts.length && parts.length < MOST;) {
    const cut = cutOnce(learned, parts[i] ?? '', read)
    if (cut) parts.splice(i, 1, ...cut)
    else i += 1
  }
  return parts
}

function cutOnce(learned: Learned, text: string, read: (part: string) => Side): [string, string] | undefined {
  const cuts = cutsOf(text)
  if (cuts.length === 0) return undefined
  const whole = read(text)
  const two = learned.cuts.labels.indexOf(TWO)
  let best: [string, string] | undefined
  let most = CUT_FROM
  for (const cut of cuts) {
    const parts: [string, string] = [text.slice(0, cut.from), text.slice(cut.to)]
    const chance = learned.cuts.chances(cutFeatures(cut, whole, read(parts[0]), read(parts[1])))[two] ?? 0
    if (chance > most) [best, most] = [parts, chance]
  }
  return best
}
