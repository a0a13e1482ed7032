import { hintsOfDanger, isToldToAll } from './cues/emergency.ts'
import { learned } from './learned/learned.ts'
import { featuresOf } from './learned/features.ts'
import type { CompiledWords } from './grammar/addresses/places.ts'
import { inStandardWords } from './normalise/standardWords.ts'
import { readAll } from './reading.ts'

/** Shorter messages are read as a whole, in characters. */
const LONG = 70
/** About two sentences; the next one begins in the middle of it. */
const STRETCH = 40
/** Of a text that goes on and on, so many of its beginning and of its end. */
const MOST = 6
/** Danger is told in words that are said in danger: where they are not, nothing need be read. */
const HINTS_WANTED = 2
/** A stretch lacks what stands around it, so it has to be sure. */
const SURE = 0.97

/**
 * Does one part of a long message tell of danger? In a story of a whole morning the sentence in which somebody falls is a small part
 * of all signs, and the rest outvotes it; read by itself it speaks. A notice or a lesson is none, and stays what it is as a whole.
 */
export function tellsOfDanger(text: string, now: string, words: CompiledWords, chat: 'group' | 'private'): boolean {
  if (text.length < LONG || isToldToAll(text)) return false
  const danger = learned.intents.labels.indexOf('emergency')
  return bothEnds(stretchesOf(text)).some((stretch) => {
    if (hintsOfDanger(inStandardWords(stretch)).length < HINTS_WANTED) return false
    const chances = learned.intents.chances(featuresOf(readAll(stretch, now, words, chat)))
    return (chances[danger] ?? 0) >= SURE
  })
}

const bothEnds = (stretches: readonly string[]): readonly string[] =>
  stretches.length <= 2 * MOST ? stretches : [...stretches.slice(0, MOST), ...stretches.slice(-MOST)]

/** Pieces of sentences, put together until they are long enough to be understood. */
function stretchesOf(text: string): string[] {
  const pieces = text.match(PIECE) ?? []
  const stretches: string[] = []
  let begins = 0
  while (begins < pieces.length) {
    let ends = begins
    let stretch = ''
    let next = begins + 1
    while (ends < pieces.length && stretch.length < STRETCH) {
      stretch += pieces[ends] as string
      ends += 1
      if (stretch.length <= STRETCH / 2) next = ends
    }
    stretches.push(stretch)
    if (ends === pieces.length) break
    begins = next
  }
  return stretches
}

const PIECE = new RegExp(`[^,。!?; \\n]{1,${STRETCH / 2}}[,。!?; \\n]*`, 'g')
