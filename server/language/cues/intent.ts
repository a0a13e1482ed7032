import { INTENTS, type Intent } from '@yimin/shared/language/frame'
import { pattern } from '../grammar/marks.ts'
import { ANSWERING } from '../lexicons/intents/answeringCues.ts'
import { ASKING } from '../lexicons/intents/askingCues.ts'
import { PUBLIC } from '../lexicons/intents/publicCues.ts'
import { PatternSet } from '../patterns/patternSet.ts'

interface Cue {
  intent: Intent
  weight: number
  source: string
}

const tables = { ...ASKING, ...ANSWERING, ...PUBLIC }
const cues: Cue[] = INTENTS.flatMap((intent) =>
  (tables[intent] ?? []).map(([weight, source]) => ({ intent, weight, source })),
)
const patterns = new PatternSet(cues.map(({ source }) => pattern(source)))

export type IntentScores = Record<Intent, number>

const NONE = Object.fromEntries(INTENTS.map((intent) => [intent, 0])) as IntentScores

/** The signs of intents in marked text: which of them are there (their places in the list of all), and what they add up to for each intent. */
export function readIntents(marked: string): { intents: IntentScores; met: number[] } {
  const intents = { ...NONE }
  const met = patterns.matching(marked)
  for (const one of met) {
    const { intent, weight } = cues[one] as Cue
    intents[intent] += weight
  }
  return { intents, met }
}
