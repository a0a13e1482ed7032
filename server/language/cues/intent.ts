import { INTENTS, type Intent } from '@yimin/shared/language/frame'
import { pattern } from '../grammar/marks.ts'
import { INTENT_CUES } from '../lexicons/intentCues.ts'

const cues = INTENT_CUES.map(([intent, weight, source]) => ({ intent, weight, regex: pattern(source) }))

export type IntentScores = Record<Intent, number>

/** Adds up the signs of each intent in marked text. */
export function scoreIntents(marked: string): IntentScores {
  const scores = Object.fromEntries(INTENTS.map((intent) => [intent, 0])) as IntentScores
  for (const { intent, weight, regex } of cues) if (regex.test(marked)) scores[intent] += weight
  return scores
}
