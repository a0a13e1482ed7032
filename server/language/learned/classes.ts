import { listLexicons, readWords } from '../lexicons/readLexicon.ts'

/** Where a word of some class stands in a text. */
export interface Sense {
  classes: readonly number[]
  start: number
  end: number
}

const FOLDER = 'classes'
/** Words longer than this are not in the lists. */
const LONGEST = 8

/** Names of the classes; a class is known by its place in this list. */
export const CLASSES = listLexicons(FOLDER).map((file) => file.replace('.txt', ''))

/**
 * The words by a 32-bit hash of their characters, and not as words: tens of thousands of them take a megabyte instead of sixty. Two words of
 * one hash would be taken for each other, once in a hundred thousand looks; a model that weighs hundreds of features does not mind.
 */
const SLOTS = 1 << 17
const keys = new Int32Array(SLOTS)
const kinds = new Uint16Array(SLOTS)
const combinations: (readonly number[])[] = [[]]
const combinationAt = new Map<string, number>([['', 0]])

const SEED = 0x811c9dc5
const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

/** The slot of a hash: its own, or the first free one behind it. 0 marks a free slot, so no hash is 0. */
function slotOf(hash: number): number {
  let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
  while (keys[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (SLOTS - 1)
  return slot
}

function combination(classes: readonly number[]): number {
  const name = classes.join()
  const known = combinationAt.get(name)
  if (known !== undefined) return known
  combinationAt.set(name, combinations.length)
  return combinations.push(classes) - 1
}

CLASSES.forEach((name, one) => {
  const alone = combination([one])
  for (const word of readWords(`${FOLDER}/${name}.txt`)) {
    let hash = SEED
    for (let i = 0; i < word.length; i += 1) hash = step(hash, word.charCodeAt(i))
    const slot = slotOf(hash || 1)
    keys[slot] = hash || 1
    const others = combinations[kinds[slot] ?? 0] ?? []
    kinds[slot] = others.length === 0 ? alone : combination([...others, one])
  }
})

/** The words of the classes in a text, from left to right, the longest at each place; what belongs to one word is in no other (帮我 送点, not 我送). */
export function sensesIn(text: string): Sense[] {
  const senses: Sense[] = []
  for (let start = 0; start < text.length;) {
    const most = Math.min(text.length, start + LONGEST)
    let hash = SEED
    let found = 0
    let end = start
    for (let i = start; i < most; i += 1) {
      hash = step(hash, text.charCodeAt(i))
      const slot = slotOf(hash || 1)
      if (keys[slot] === 0) continue
      found = kinds[slot] ?? 0
      end = i + 1
    }
    if (found > 0) senses.push({ classes: combinations[found] ?? [], start, end })
    start = found > 0 ? end : start + 1
  }
  return senses
}
