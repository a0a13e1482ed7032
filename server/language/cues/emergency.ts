import { DANGER_HINTS } from '../lexicons/dangerHints.ts'
import { DANGER, HERE_AND_NOW, NO_DANGER } from '../lexicons/emergencyCues.ts'
import { PatternSet } from '../patterns/patternSet.ts'

const dangers = new PatternSet(DANGER)
const all = new PatternSet([...DANGER_HINTS, ...DANGER])

/** How many families of words and signs of danger there are. */
export const HINTS = DANGER_HINTS.length + DANGER.length

/** In so few characters a sign may begin in one sentence and end in the next. */
const TOLD_IN_ONE = 200

/** A notice, a lesson, a film: whatever stands in it, it is told to all. */
export const isToldToAll = (text: string): boolean => (NO_DANGER[0] as RegExp).test(text)

/** What is said of danger. */
export interface DangerRead {
  /** 0 none, 1 sure. */
  danger: number
  /** Which families of words are there that are said in danger, and elsewhere, and behind them which signs of danger. */
  hints: readonly number[]
}

/** Which families of words and signs of danger are in a text, rising. */
export const hintsOfDanger = (text: string): readonly number[] => all.matching(text)

/**
 * How sure the words are of danger to life or property now. One calming word halves it unless the danger is said to be here and
 * now; a missed emergency is worse than a worker alerted for nothing.
 */
export function readDanger(text: string): DangerRead {
  const hints = hintsOfDanger(text)
  const signs = hints.filter((hint) => hint >= DANGER_HINTS.length).length
  const sentences = text.split(/[\n。!?;]+/).filter(Boolean)
  if (sentences.length <= 1) return { danger: dangerOf(signs, text), hints }
  const joined = text.length < TOLD_IN_ONE ? [text.replace(/\n/g, ' ')] : []
  const dangersIn = [...sentences, ...joined].map((sentence) => dangerOf(dangers.matching(sentence).length, text))
  return { danger: Math.max(...dangersIn), hints }
}

/** @param signs how many are in the sentence @param text in which it stands */
function dangerOf(signs: number, text: string): number {
  if (signs === 0) return 0
  const [told, taught, joked, smoke] = NO_DANGER.map((calm) => calm.test(text)) as [boolean, boolean, boolean, boolean]
  if (joked || smoke) return signs > 1 || HERE_AND_NOW.test(text) ? 0.6 : 0.2
  if (!told && !taught) return signs > 1 || HERE_AND_NOW.test(text) ? 1 : 0.9
  if (told && !HERE_AND_NOW.test(text)) return 0.2
  if (HERE_AND_NOW.test(text)) return 0.75
  return 0.3
}
