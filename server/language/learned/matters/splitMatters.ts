import type { Address } from '@yimin/shared/language/frame'
import type { CompiledWords } from '../../grammar/addresses/places.ts'
import type { Learned } from '../models.ts'
import { cutFeatures, type Side } from './cutFeatures.ts'
import { cutsOf } from './cuts.ts'
import { TWO } from './learnCuts.ts'
import { readSide } from './readSide.ts'

/** A cut is made where two matters are likelier than this. */
const CUT_FROM = 0.35
const MOST = 5
/** Characters that are read to find the cuts of one message; then it is taken as it has been cut so far. Reading costs about 5 µs each. */
const MOST_READ = 2_500

/** The parts of a message that speak of different matters, in its order; one part where it is all one. */
export function splitMatters(
  learned: Learned,
  text: string,
  now: string,
  words: CompiledWords,
  chat: 'group' | 'private',
): string[] {
  let spent = 0
  const known = new Map<string, Side>()
  const read: Read = (part) => {
    const side = known.get(part)
    if (side || spent + part.length > MOST_READ) return side
    spent += part.length
    const found = readSide(learned, part, now, words, chat)
    known.set(part, found)
    return found
  }
  const parts = [text]
  for (let i = 0; i < parts.length && parts.length < MOST;) {
    const cut = cutOnce(learned, parts[i] ?? '', read)
    if (cut) parts.splice(i, 1, ...cut)
    else i += 1
  }
  return parts
}

/** Nothing where enough has been read. */
type Read = (part: string) => Side | undefined

function cutOnce(learned: Learned, text: string, read: Read): [string, string] | undefined {
  const cuts = cutsOf(text)
  if (cuts.length === 0) return undefined
  const whole = read(text)
  if (!whole) return undefined
  const two = learned.cuts.labels.indexOf(TWO)
  let best: [string, string] | undefined
  let most = CUT_FROM
  for (const cut of cuts) {
    const parts: [string, string] = [text.slice(0, cut.from), text.slice(cut.to)]
    const one = read(parts[0])
    const other = read(parts[1])
    if (!one || !other) break
    // 还有一把小葱, alone, adds to some order; behind a wish it adds to that wish
    if (one.intent === 'request' && other.intent === 'amend') continue
    const chance = forTwoDoors(one, other) ? 1 : (learned.cuts.chances(cutFeatures(cut, whole, one, other))[two] ?? 0)
    if (chance > most) [best, most] = [parts, chance]
  }
  return best
}

/** 3栋301送一袋米；5栋502送一桶油: goods for one door and goods for another are two orders, whatever the model says. */
function forTwoDoors(one: Side, other: Side): boolean {
  return (
    [one, other].every(({ intent, goods }) => intent === 'request' && goods > 0) && areTwo(one.address, other.address)
  )
}

function areTwo(one: Address | undefined, other: Address | undefined): boolean {
  const doors = [one, other].map(
    (address) => address?.building && address.room && `${address.building} ${address.room}`,
  )
  return doors.every(Boolean) && doors[0] !== doors[1]
}
